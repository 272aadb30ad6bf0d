/// Series, clocks and refusals: the few values that modules share which cannot see each other.
///
/// ```java
/// NanoClock clock = ManualClock.startingAt(0);
/// Series demand = Series.regular(0, 300_000_000_000L, new double[] {10.0, 12.5, 11.0});
/// ```
package orrery.timeline;

/// Exact counts and histograms of times, measured from what was intended.
///
/// ```java
/// LatencyHistogram lateness = LatencyHistogram.empty();
/// lateness.record(startNs - intendedReleaseNs);
/// lateness.percentiles().ifPresent(p -> out.println(p.p999Ns()));
/// ```
package orrery.schedule.timing;

/// Stopping, for good and at once.
///
/// ```java
/// KillSwitch halt = new KillSwitch();
/// halt.kill("operator");
/// if (!halt.killed()) { act(); }
/// ```
package orrery.loop.halt;

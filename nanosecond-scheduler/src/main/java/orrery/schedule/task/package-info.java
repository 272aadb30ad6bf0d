/// What is scheduled: jobs, the grid on which a periodic task releases them, and their ends.
///
/// ```java
/// Job act = nowNs -> actuator.send(nowNs);
/// ReleaseGrid everyMillisecond = ReleaseGrid.implicitDeadline(0, 1_000_000);
/// ```
package orrery.schedule.task;

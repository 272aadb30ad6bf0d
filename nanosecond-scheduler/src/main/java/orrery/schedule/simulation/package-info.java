/// Virtual time: a second of schedule in some milliseconds, the same every time.
///
/// ```java
/// RandomGenerator random = new SplittableRandom(7);
/// VirtualWorker worker = VirtualWorker.startingAt(
///         0, SchedulerSettings.defaults(), JobDurations.uniform(random, 10_000, 5_000));
/// worker.scheduler().submitPeriodic(job, ReleaseGrid.implicitDeadline(0, 1_000_000));
/// worker.runUntil(1_000_000_000);
/// ```
package orrery.schedule.simulation;

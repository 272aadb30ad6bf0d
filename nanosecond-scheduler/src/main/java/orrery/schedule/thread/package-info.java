/// A worker with a thread of its own.
///
/// ```java
/// try (LiveWorker worker = LiveWorker.start(
///         SchedulerSettings.defaults(), LiveSettings.named("decisions"), NanoClock.system())) {
///     worker.submit(job, releaseNs, deadlineNs);
/// }
/// ```
///
/// A thread without real-time rights that shares its processor should sleep rather than spin: keep
/// `spinNs` small there.
package orrery.schedule.thread;

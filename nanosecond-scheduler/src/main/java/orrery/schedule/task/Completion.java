package orrery.schedule.task;

import orrery.timeline.NanoClock;

/// Tells the scheduler when a job that was just called has ended.
///
/// The scheduler has no clock. This is how real time (a clock) or modelled time (a duration for
/// each job) comes back to it after a job, so that several jobs in one step each start at the end
/// of the one before. Called on the thread that drives the scheduler; must not allocate if the step
/// is not to.
@FunctionalInterface
public interface Completion {
    /// @param startNs when the call of the job was decided
    /// @return the end, at or after `startNs`; an earlier one is taken as `startNs` and counted as
    ///     a clock that went back
    long endNs(Job job, long startNs);

    /// Jobs take no time. For a driver that moves time itself, such as a replay. No late completion
    /// can be seen with it, and every execution time is 0.
    static Completion atOnce() {
        return (_, startNs) -> startNs;
    }

    /// Jobs end when this clock says so; one reading a job.
    static Completion readFrom(NanoClock clock) {
        return (_, _) -> clock.nanoTime();
    }
}

package orrery.schedule.task;

/// One piece of work, and what to do instead when it is too late for it.
///
/// Make the object once and submit it as often as needed: the scheduler keeps a reference, nothing
/// else. Both methods are called by the thread that drives the scheduler, one job at a time, and a
/// job runs to its end. They may call `submit` and `cancel` of that scheduler, but not `step`. What
/// they throw is recorded and counted and stops nothing.
@FunctionalInterface
public interface Job {
    /// Does the work. Called at most once a release, and only while the deadline has not passed.
    ///
    /// @param nowNs the time at which the dispatch was decided, at or before the deadline
    void run(long nowNs);

    /// Called in place of {@link #run} when the deadline has passed before the dispatch: the
    /// decision and the call are one step, so never both. By default it does nothing; the miss is
    /// counted either way.
    ///
    /// @param nowNs the time at which the dispatch was decided, after the deadline
    default void missed(long nowNs) {}
}

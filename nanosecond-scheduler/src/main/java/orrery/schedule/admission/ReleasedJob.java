package orrery.schedule.admission;

/// A job of a witness; times count from the instant at which most tasks become ready.
///
/// @param task place in the set, from 0; [#OUTSIDE] for work that is not of the set
/// @param readyNs when it may begin, at least -1
/// @param deadlineNs absolute
/// @param executionNs how long it runs
/// @param lockedNs so much of its beginning is not preempted
public record ReleasedJob(
        int task, long readyNs, long deadlineNs, long executionNs, long lockedNs) {
    /// The task of work that is only known as blocking.
    public static final int OUTSIDE = -1;
}

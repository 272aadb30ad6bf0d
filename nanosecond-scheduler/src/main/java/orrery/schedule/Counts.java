package orrery.schedule;

/// Exact counts since the scheduler began.
///
/// At any time `released = run + missed + cancelled + pending`, and a job that is being called is
/// already in `run` or `missed`. A job handed over by another thread counts from when it is taken
/// up.
///
/// @param released jobs accepted: a one-shot is one, a periodic task one for each release
/// @param run jobs called within their deadline, whatever came of it
/// @param missed jobs past their deadline at dispatch: their fallback was called
/// @param lateCompletions jobs of `run` that ended after their deadline
/// @param failed calls of a job or a fallback that threw
/// @param cancelled jobs taken back before their dispatch
/// @param staleCancels handles to cancel that named no pending job
/// @param refusedFull submissions refused for want of room
/// @param refusedInvalid submissions refused for their times, or after closing
/// @param clockBackward times given that were before the one given last
public record Counts(
        long released,
        long run,
        long missed,
        long lateCompletions,
        long failed,
        long cancelled,
        long staleCancels,
        long refusedFull,
        long refusedInvalid,
        long clockBackward) {
    /// Jobs accepted that are neither dispatched nor cancelled.
    public long pending() {
        return released - run - missed - cancelled;
    }
}

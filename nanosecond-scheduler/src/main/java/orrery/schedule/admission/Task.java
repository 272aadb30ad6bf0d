package orrery.schedule.admission;

import orrery.timeline.Refusal;

/// A task as the analysis sees it; all times in nanoseconds, at most [#TIME_MAX].
///
/// A job arrives, may become ready up to `jitterNs` later, needs up to `executionNs` of a
/// processor and must end `deadlineNs` after it arrived. Jobs arrive at least `periodNs` apart.
///
/// @param executionNs longest execution (C), at least 1
/// @param periodNs least time between arrivals (T), at least 1
/// @param deadlineNs relative deadline (D), at least 1; may be over the period
/// @param offsetNs first arrival (O), at least 0
/// @param jitterNs longest time from arrival to ready (J), at least 0
/// @param blockingNs longest time that tasks of lower priority keep a job waiting (B), at least
///     0; counts under fixed priority
/// @param sectionNs longest section in which a job is not preempted (cs), 0 to C; counts under EDF
public record Task(
        String name,
        long executionNs,
        long periodNs,
        long deadlineNs,
        long offsetNs,
        long jitterNs,
        long blockingNs,
        long sectionNs) {
    /// The longest time: 2^53 ns, 104 days.
    public static final long TIME_MAX = 1L << 53;

    /// @throws Refusal `OUT_OF_RANGE` for a time outside its range
    public Task {
        checked(name, "execution (C)", executionNs, 1, TIME_MAX);
        checked(name, "period (T)", periodNs, 1, TIME_MAX);
        checked(name, "deadline (D)", deadlineNs, 1, TIME_MAX);
        checked(name, "offset (O)", offsetNs, 0, TIME_MAX);
        checked(name, "jitter (J)", jitterNs, 0, TIME_MAX);
        checked(name, "blocking (B)", blockingNs, 0, TIME_MAX);
        checked(name, "section (cs)", sectionNs, 0, executionNs);
    }

    /// A task whose deadline is its period, without offset, jitter, blocking or section.
    public static Task of(String name, long executionNs, long periodNs) {
        return new Task(name, executionNs, periodNs, periodNs, 0, 0, 0, 0);
    }

    public Task withDeadline(long ns) {
        return new Task(name, executionNs, periodNs, ns, offsetNs, jitterNs, blockingNs, sectionNs);
    }

    public Task withOffset(long ns) {
        return new Task(
                name, executionNs, periodNs, deadlineNs, ns, jitterNs, blockingNs, sectionNs);
    }

    public Task withJitter(long ns) {
        return new Task(
                name, executionNs, periodNs, deadlineNs, offsetNs, ns, blockingNs, sectionNs);
    }

    public Task withBlocking(long ns) {
        return new Task(name, executionNs, periodNs, deadlineNs, offsetNs, jitterNs, ns, sectionNs);
    }

    public Task withSection(long ns) {
        return new Task(
                name, executionNs, periodNs, deadlineNs, offsetNs, jitterNs, blockingNs, ns);
    }

    private static void checked(String name, String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "task " + name + ": " + what + " of " + value + " ns",
                    "give " + least + " to " + most);
        }
    }
}

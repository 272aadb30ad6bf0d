package orrery.schedule.task;

import orrery.timeline.Refusal;

/// The instants at which a periodic task intends to release its jobs: `first + k * period`.
///
/// The grid never slips: a job that starts late leaves the later instants where they are, and
/// lateness is counted from them.
///
/// @param firstReleaseNs the first instant, in the scheduler's time
/// @param periodNs 1 to 2^60 ns (36 years)
/// @param relativeDeadlineNs from a release to its deadline: 0 to 2^60 ns; may exceed the period
public record ReleaseGrid(long firstReleaseNs, long periodNs, long relativeDeadlineNs) {
    /// Largest period and largest relative deadline.
    public static final long SPAN_MAX_NS = 1L << 60;

    /// @throws Refusal OUT_OF_RANGE
    public ReleaseGrid {
        if (periodNs < 1 || periodNs > SPAN_MAX_NS) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "period is " + periodNs + " ns",
                    "use 1 to " + SPAN_MAX_NS);
        }
        if (relativeDeadlineNs < 0 || relativeDeadlineNs > SPAN_MAX_NS) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "relative deadline is " + relativeDeadlineNs + " ns",
                    "use 0 to " + SPAN_MAX_NS);
        }
    }

    /// The deadline of the first job.
    public long firstDeadlineNs() {
        return firstReleaseNs + relativeDeadlineNs;
    }

    /// A grid whose jobs must be done before the next release.
    ///
    /// @throws Refusal OUT_OF_RANGE
    public static ReleaseGrid implicitDeadline(long firstReleaseNs, long periodNs) {
        return new ReleaseGrid(firstReleaseNs, periodNs, periodNs);
    }
}

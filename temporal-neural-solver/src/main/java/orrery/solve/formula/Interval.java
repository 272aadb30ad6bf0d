package orrery.solve.formula;

import orrery.timeline.Refusal;

/// The bounds of a temporal window: distances from the present row, both included.
///
/// A window without any bound counts samples, whatever unit was asked for.
///
/// @param unit what the bounds count
/// @param from the nearer bound, 0 or more
/// @param to the farther bound, at least `from`; {@link #UNBOUNDED} for no end
public record Interval(Unit unit, long from, long to) {
    /// The farther bound of a window without end.
    public static final long UNBOUNDED = Long.MAX_VALUE;

    /// The greatest bound other than {@link #UNBOUNDED}: 2^61 (about 73 years in nanoseconds).
    public static final long BOUND_MAX = 1L << 61;

    /// From the present row on without end: what an operator without bounds means.
    public static final Interval ALL = new Interval(Unit.SAMPLES, 0, UNBOUNDED);

    /// What bounds count.
    public enum Unit {
        /// differences of sample indexes
        SAMPLES,
        /// nanoseconds
        TIME
    }

    /// @throws Refusal OUT_OF_RANGE unless 0 <= from <= to
    public Interval {
        if (from < 0 || to < from || from > BOUND_MAX || (to != UNBOUNDED && to > BOUND_MAX)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "the bounds are [" + from + "," + to + "]",
                    "use 0 <= from <= to <= " + BOUND_MAX);
        }
        if (from == 0 && to == UNBOUNDED) {
            unit = Unit.SAMPLES;
        }
    }

    /// A window that counts samples.
    public static Interval samples(long from, long to) {
        return new Interval(Unit.SAMPLES, from, to);
    }

    /// A window in nanoseconds.
    public static Interval ofNs(long from, long to) {
        return new Interval(Unit.TIME, from, to);
    }

    /// Whether the window has an end.
    public boolean bounded() {
        return to != UNBOUNDED;
    }

    /// `[a,b]` in the rule language; nothing for {@link #ALL}.
    public String text() {
        if (equals(ALL)) {
            return "";
        }
        return "[" + bound(from, to == UNBOUNDED) + "," + bound(to, true) + "]";
    }

    private String bound(long value, boolean unitNeeded) {
        if (value == UNBOUNDED) {
            return "inf";
        }
        if (unit == Unit.SAMPLES || (value == 0 && !unitNeeded)) {
            return Long.toString(value);
        }
        return TimeUnit.text(value);
    }
}

package orrery.verify.rule;

/// What is known about a formula at one row: its verdict, and the interval of its robustness.
///
/// The verdict is kept apart from the sign of the robustness: `x < c` at x = c is false with
/// robustness 0.
///
/// @param verdict 1 true, -1 false, 0 unknown
/// @param low least robustness that the formula may have
/// @param high greatest robustness that it may have
public record Truth(int verdict, double low, double high) {
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    public static final Truth TRUE = new Truth(1, INFINITE, INFINITE);
    public static final Truth FALSE = new Truth(-1, -INFINITE, -INFINITE);
    public static final Truth UNKNOWN = new Truth(0, -INFINITE, INFINITE);
    private static final Truth ON = new Truth(1, 1, 1);
    private static final Truth OFF = new Truth(-1, -1, -1);

    /// A boolean signal that may not be known.
    public static final Truth ON_OR_OFF = new Truth(0, -1, 1);

    /// A boolean signal.
    public static Truth flag(boolean on) {
        return on ? ON : OFF;
    }

    public Truth not() {
        return new Truth(-verdict, -high, -low);
    }

    public Truth and(Truth other) {
        return new Truth(
                Math.min(verdict, other.verdict),
                Math.min(low, other.low),
                Math.min(high, other.high));
    }

    public Truth or(Truth other) {
        return new Truth(
                Math.max(verdict, other.verdict),
                Math.max(low, other.low),
                Math.max(high, other.high));
    }

    /// `a < b`, or `a <= b` where equal is allowed: true if it holds for all values, false if for
    /// none; robustness b - a.
    static Truth below(Interval a, Interval b, boolean orEqual) {
        boolean always = orEqual ? a.high() <= b.low() : a.high() < b.low();
        boolean never = orEqual ? a.low() > b.high() : a.low() >= b.high();
        Interval robustness = b.minus(a);
        return new Truth(always ? 1 : never ? -1 : 0, robustness.low(), robustness.high());
    }

    /// `a == b`: robustness -|a - b|.
    static Truth equal(Interval a, Interval b) {
        boolean always = a.low() == a.high() && b.low() == b.high() && a.low() == b.low();
        boolean never = a.high() < b.low() || b.high() < a.low();
        Interval robustness = a.minus(b).absolute().negated();
        return new Truth(always ? 1 : never ? -1 : 0, robustness.low(), robustness.high());
    }
}

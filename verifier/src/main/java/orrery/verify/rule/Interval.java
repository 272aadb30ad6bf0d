package orrery.verify.rule;

/// All values that a number may have: every double from `low` to `high`, both included.
///
/// A known number has `low == high`; a number that nobody knows is {@link #ANY}.
public record Interval(double low, double high) {
    public static final Interval ANY =
            new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /// The interval of one known number; NaN stands for a number that nobody knows.
    public static Interval of(double value) {
        return between(value, value);
    }

    /// A bound that is NaN (such as infinity minus infinity) says nothing: it opens that side.
    public static Interval between(double low, double high) {
        return new Interval(
                Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low,
                Double.isNaN(high) ? Double.POSITIVE_INFINITY : high);
    }

    public Interval plus(Interval other) {
        return between(low + other.low, high + other.high);
    }

    public Interval minus(Interval other) {
        return between(low - other.high, high - other.low);
    }

    public Interval negated() {
        return new Interval(-high, -low);
    }

    public Interval times(Interval other) {
        return corners(low * other.low, low * other.high, high * other.low, high * other.high);
    }

    /// Division by an interval that holds 0 may give anything.
    public Interval over(Interval other) {
        if (other.low <= 0 && other.high >= 0) {
            return ANY;
        }
        return corners(low / other.low, low / other.high, high / other.low, high / other.high);
    }

    private static Interval corners(double a, double b, double c, double d) {
        // Math.min and Math.max answer NaN if any argument is NaN, and that opens the interval.
        return between(
                Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
    }

    public Interval absolute() {
        if (low >= 0) {
            return this;
        }
        return high <= 0 ? negated() : new Interval(0, Math.max(-low, high));
    }

    public Interval least(Interval other) {
        return new Interval(Math.min(low, other.low), Math.min(high, other.high));
    }

    public Interval greatest(Interval other) {
        return new Interval(Math.max(low, other.low), Math.max(high, other.high));
    }
}

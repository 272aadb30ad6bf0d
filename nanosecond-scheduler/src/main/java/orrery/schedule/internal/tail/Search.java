package orrery.schedule.internal.tail;

import java.util.function.DoubleUnaryOperator;

/// Where a function of one variable is largest, and where it falls to a level.
public final class Search {
    private static final double GOLDEN = 0.6180339887498949;
    private static final int NARROWINGS = 45;
    private static final int HALVINGS = 50;

    private Search() {}

    /// The best of a grid, made better by golden sections between its neighbours.
    ///
    /// Values may be minus infinity where the function is not defined.
    public static double maximum(DoubleUnaryOperator value, double low, double high, int grid) {
        double step = (high - low) / grid;
        double best = low;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= grid; i++) {
            double at = low + i * step;
            double now = value.applyAsDouble(at);
            if (now > most) {
                most = now;
                best = at;
            }
        }
        return section(value, Math.max(low, best - step), Math.min(high, best + step));
    }

    private static double section(DoubleUnaryOperator value, double from, double to) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = value.applyAsDouble(left);
        double atRight = value.applyAsDouble(right);
        for (int i = 0; i < NARROWINGS; i++) {
            if (atLeft >= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = value.applyAsDouble(left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = value.applyAsDouble(right);
            }
        }
        return (low + high) / 2;
    }

    /// The place above `from` where a function falls below `level` for good, to 12 digits or so.
    ///
    /// @param from the function is at `level` or more there
    /// @param step the first step of the search upwards; doubled until the function is below
    /// @return infinity if it does not fall that far within 2^60 steps
    public static double fallsTo(
            DoubleUnaryOperator value, double level, double from, double step) {
        double low = from;
        double reach = step;
        double high = from + reach;
        for (int i = 0; value.applyAsDouble(high) >= level; i++) {
            if (i == 60) {
                return Double.POSITIVE_INFINITY;
            }
            low = high;
            reach *= 2;
            high += reach;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (value.applyAsDouble(middle) >= level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}

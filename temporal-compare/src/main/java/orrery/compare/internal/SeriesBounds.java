package orrery.compare.internal;

/// Sums over two series of one length that bound their DTW from below or above. They may be off by
/// rounding, and are held against limits with [#SLACK].
final class SeriesBounds {
    /// What a limit of a lower bound is raised by: rounding of sums, in whatever order.
    static final double SLACK = 1 + 1e-9;

    private final boolean vectorised = Kernels.vectorised();

    /// Sum of squared distances of `values` from the band between `lower` and `upper`; infinite, or
    /// any number over it, where it is over the limit.
    double keogh(double[] values, double[] upper, double[] lower, double limit) {
        double sum = 0;
        int k = 0;
        if (vectorised) {
            sum = BoundLanes.keogh(values, upper, lower, limit);
            k = BoundLanes.whole(values.length);
        }
        for (; k < values.length && sum <= limit; k++) {
            double out = Math.max(0, Math.max(values[k] - upper[k], lower[k] - values[k]));
            sum += out * out;
        }
        return sum;
    }

    /// Sum of squared differences.
    double squares(double[] a, double[] b) {
        double sum = 0;
        int k = 0;
        if (vectorised) {
            sum = BoundLanes.squares(a, b);
            k = BoundLanes.whole(a.length);
        }
        for (; k < a.length; k++) {
            double d = a[k] - b[k];
            sum += d * d;
        }
        return sum;
    }
}

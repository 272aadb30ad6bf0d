package orrery.compare.internal;

/// LB_Keogh in doubles, a window at a time: the plain twin of the vectorised bounds.
final class PlainBound {
    /// What a limit is raised by: rounding of m sums and of the statistics of a window.
    private static final double SLACK = 1 + 1e-9;

    private final double[] series;
    private final SearchQuery query;
    private final boolean normalised;

    PlainBound(double[] series, SearchQuery query, boolean normalised) {
        this.series = series;
        this.query = query;
        this.normalised = normalised;
    }

    /// Whether the window certainly costs more than the limit.
    boolean exceeds(int start, double limit) {
        int m = query.length();
        double base = normalised ? series[start] : 0;
        double mean = 0;
        double scale = 1;
        if (normalised) {
            double sum = 0;
            for (int j = 0; j < m; j++) {
                sum += series[start + j] - base;
            }
            mean = sum / m;
            double squares = 0;
            double largest = 0;
            for (int j = 0; j < m; j++) {
                double d = series[start + j] - base - mean;
                squares += d * d;
                largest = Math.max(largest, Math.abs(series[start + j]));
            }
            double deviation = Math.sqrt(squares / m);
            if (!(deviation > 16 * Math.ulp(largest))) {
                return false;
            }
            scale = 1 / deviation;
        }
        double sum = 0;
        double most = limit * SLACK + 1e-18 * m;
        for (int k = 0; k < m && sum <= most; k++) {
            int j = query.order()[k];
            double v = (series[start + j] - base - mean) * scale;
            double out = Math.max(0, Math.max(v - query.upper()[j], query.lower()[j] - v));
            sum += out * out;
        }
        return sum > most;
    }
}

package orrery.compare.internal;

import java.util.Arrays;

/// The distances of one window from every window of a series.
public final class QueryScan {
    private QueryScan() {}

    /// @param query the table the window is in
    /// @param at where the window starts
    /// @param into by window of `series`; infinite where one of the two is invalid
    public static void distances(
            WindowTable query, int at, WindowTable series, double[] into, boolean simd) {
        if (!query.isValid(at)) {
            Arrays.fill(into, 0, series.count(), Double.POSITIVE_INFINITY);
        } else if (query.isNormalised()) {
            normalised(query, at, series, into, simd);
        } else {
            for (int j = 0; j < series.count(); j++) {
                boolean valid = series.isValid(j);
                double square = valid ? SquareKernel.square(query, at, series, j) : 0;
                into[j] = valid ? Math.sqrt(square) : Double.POSITIVE_INFINITY;
            }
        }
    }

    private static void normalised(
            WindowTable query, int at, WindowTable series, double[] into, boolean simd) {
        double[] covariances = new double[PairKernel.WIDTH];
        double window = query.window();
        for (int j = 0; j < series.count(); j++) {
            int lane = j % PairKernel.WIDTH;
            if (lane == 0) {
                CorrelationKernel.start(query, at, series, j, covariances, simd);
            }
            if (!series.isValid(j)) {
                into[j] = Double.POSITIVE_INFINITY;
                continue;
            }
            double correlation = covariances[lane] * series.inverse()[j] * query.inverse()[at];
            boolean near =
                    correlation > Scoring.Correlation.NEAR
                            || series.isConstant(j)
                            || query.isConstant(at);
            double half = near ? FlatWindows.halfSquare(query, at, series, j) : 1 - correlation;
            into[j] = Math.sqrt(2 * window * half);
        }
    }
}

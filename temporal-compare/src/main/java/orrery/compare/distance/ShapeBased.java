package orrery.compare.distance;

import orrery.timeline.Refusal;

/// Shape-based distance: 1 - the largest normalised cross-correlation over all lags, of the
/// z-normalised series; from 0 to 2.
///
/// With R_k the sum of x_(i+k)·y_i where both exist: 1 - max over k of R_k / (|x|·|y|). Series of
/// different lengths are taken as they are. Of two constant series the distance is 0, of one such
/// and another 1.
///
/// Cost: O(n · m), given up never; series up to [#LENGTH_MAX]. Threads: immutable. Allocation: the
/// normalised series.
///
/// Source: Paparrizos & Gravano, SIGMOD 2015, doi:10.1145/2723372.2737793.
///
/// @param normalise whether the series are z-normalised first, as the paper does
public record ShapeBased(boolean normalise) implements Distance {
    /// Most samples of a series.
    public static final int LENGTH_MAX = 1 << 16;

    /// @throws Refusal EMPTY, TOO_LONG, NOT_A_NUMBER or OUT_OF_RANGE
    @Override
    public Comparison compare(double[] x, double[] y, double cutoff) {
        Samples.requireFinite(x, "x", LENGTH_MAX);
        Samples.requireFinite(y, "y", LENGTH_MAX);
        Samples.requireCutoff(cutoff);
        double[] a = normalise ? Samples.zNormalised(x) : x;
        double[] b = normalise ? Samples.zNormalised(y) : y;
        double norms = Math.sqrt(product(a, 0, a, 0, a.length) * product(b, 0, b, 0, b.length));
        long cells = (long) a.length * b.length;
        if (norms == 0) {
            boolean alike = isZero(a) && isZero(b);
            return Comparison.unrooted(alike ? 0 : 1, cells);
        }
        double most = Double.NEGATIVE_INFINITY;
        for (int lag = 1 - b.length; lag < a.length; lag++) {
            int i = Math.max(0, lag);
            int j = i - lag;
            int length = Math.min(a.length - i, b.length - j);
            most = Math.max(most, product(a, i, b, j, length));
        }
        return Comparison.unrooted(1 - Math.min(1, most / norms), cells);
    }

    private static boolean isZero(double[] samples) {
        return product(samples, 0, samples, 0, samples.length) == 0;
    }

    // Hot path: four sums, which the processor works on side by side.
    private static double product(double[] a, int i, double[] b, int j, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k + 3 < length; k += 4) {
            s0 += a[i + k] * b[j + k];
            s1 += a[i + k + 1] * b[j + k + 1];
            s2 += a[i + k + 2] * b[j + k + 2];
            s3 += a[i + k + 3] * b[j + k + 3];
        }
        for (; k < length; k++) {
            s0 += a[i + k] * b[j + k];
        }
        return s0 + s1 + (s2 + s3);
    }
}

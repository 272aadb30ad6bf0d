package orrery.compare.warping;

import orrery.compare.distance.Samples;
import orrery.compare.internal.SlidingExtremes;
import orrery.compare.internal.WebbBound;
import orrery.timeline.Refusal;

/// Numbers that the cost of DTW with squared steps within a Sakoe-Chiba band is never below.
///
/// All are costs: the root bounds the distance. They take two series of one length and cost O(n).
/// Searches use kernels of their own; these are for those who build theirs, and to see how tight a
/// bound is. Threads: no state. Allocation: the envelopes.
public final class LowerBound {
    private LowerBound() {}

    /// What the first pair of samples and the last cost, which every alignment has.
    ///
    /// Source: Kim, Park & Chu, ICDE 2001, doi:10.1109/ICDE.2001.914875, as the UCR suite has it.
    ///
    /// @throws Refusal EMPTY, TOO_LONG, NOT_A_NUMBER or LENGTH_MISMATCH
    public static double kim(double[] x, double[] y) {
        require(x, y, 0);
        int last = x.length - 1;
        double ends = square(x[0] - y[0]);
        return last == 0 ? ends : ends + square(x[last] - y[last]);
    }

    /// How far the samples of x are from the envelope of y.
    ///
    /// Source: Keogh & Ratanamahatana, KAIS 7, 2005, doi:10.1007/s10115-004-0154-9.
    ///
    /// @throws Refusal as [#kim], and OUT_OF_RANGE for a negative radius
    public static double keogh(double[] x, double[] y, int radius) {
        require(x, y, radius);
        return keogh(x, y, radius, 0);
    }

    /// [#keogh], and how far y is from the envelope of x clamped to that of y.
    ///
    /// Source: Lemire, Pattern Recognition 42(9), 2009, doi:10.1016/j.patcog.2008.11.030.
    public static double improved(double[] x, double[] y, int radius) {
        require(x, y, radius);
        double[] upper = new double[y.length];
        double[] lower = new double[y.length];
        SlidingExtremes.of(y, radius, upper, lower);
        double[] clamped = new double[x.length];
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            clamped[i] = Math.max(lower[i], Math.min(upper[i], x[i]));
            sum += square(x[i] - clamped[i]);
        }
        return sum + keogh(y, clamped, radius, 0);
    }

    /// The least cost of each of the first and last `bands` elbows of the band, and [#keogh] of what
    /// lies between.
    ///
    /// Source: Tan, Petitjean & Webb, SDM 2019, doi:10.1137/1.9781611975673.59.
    ///
    /// @param bands 0 or more; at most half of the samples are used
    /// @throws Refusal as [#keogh]
    public static double enhanced(double[] x, double[] y, int radius, int bands) {
        require(x, y, radius);
        if (bands < 0) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, bands + " bands", "use 0 or more");
        }
        int n = x.length;
        int elbows = Math.min(n / 2, bands);
        double sum = 0;
        for (int i = 0; i < elbows; i++) {
            double left = Double.POSITIVE_INFINITY;
            double right = Double.POSITIVE_INFINITY;
            for (int j = i - Math.min(i, radius); j <= i; j++) {
                left = Math.min(left, square(x[i] - y[j]));
                left = Math.min(left, square(x[j] - y[i]));
                right = Math.min(right, square(x[n - 1 - i] - y[n - 1 - j]));
                right = Math.min(right, square(x[n - 1 - j] - y[n - 1 - i]));
            }
            sum += left + right;
        }
        return sum + keogh(x, y, radius, elbows);
    }

    /// [#keogh], and of the samples of y what is beyond the envelope of x, as far as it is certain not
    /// to be counted already: tighter than `keogh`, and O(n) with no sum over pairs.
    ///
    /// Without the paths at the ends, which the paper adds: its LB_Webb_NoLR, as the programs of its
    /// authors have it. It is not symmetric.
    ///
    /// Source: Webb & Petitjean, Pattern Recognition 115, 2021, doi:10.1016/j.patcog.2021.107895.
    ///
    /// @throws Refusal as [#keogh]
    public static double webb(double[] x, double[] y, int radius) {
        require(x, y, radius);
        WebbBound.Envelope ofX = WebbBound.Envelope.of(x, radius);
        WebbBound.Envelope ofY = WebbBound.Envelope.of(y, radius);
        return keogh(x, y, radius, 0) + WebbBound.beyond(ofX, ofY, Double.POSITIVE_INFINITY);
    }

    private static double keogh(double[] x, double[] y, int radius, int margin) {
        double[] upper = new double[y.length];
        double[] lower = new double[y.length];
        SlidingExtremes.of(y, radius, upper, lower);
        double sum = 0;
        for (int i = margin; i < x.length - margin; i++) {
            double out = Math.max(0, Math.max(x[i] - upper[i], lower[i] - x[i]));
            sum += out * out;
        }
        return sum;
    }

    private static double square(double d) {
        return d * d;
    }

    private static void require(double[] x, double[] y, int radius) {
        Samples.requireFinite(x, "x", ElasticDistance.LENGTH_MAX);
        Samples.requireFinite(y, "y", ElasticDistance.LENGTH_MAX);
        if (x.length != y.length) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    "x has " + x.length + " samples, y has " + y.length,
                    "give series of one length");
        }
        if (radius < 0) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, "radius is " + radius, "use 0 or more");
        }
    }
}

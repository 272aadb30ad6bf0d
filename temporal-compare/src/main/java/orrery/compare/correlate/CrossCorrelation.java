package orrery.compare.correlate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import orrery.compare.internal.StudentT;
import orrery.timeline.Refusal;

/// The correlation of two series at each lag, with its significance.
///
/// A series that remembers its past has fewer independent samples than it has samples: the test
/// takes n / (1 + 2 Σ r_a(k) r_b(k)) of them, over the lags k up to √n, r the autocorrelations
/// (Bartlett, 1935), and never more than n. Cost O(n · lags). Immutable.
///
/// Source: Pearson; Student's t with that many samples less 2 degrees of freedom; for the best of
/// all lags, by Bonferroni.
public final class CrossCorrelation {
    /// Most samples of a series.
    public static final int SAMPLES_MAX = 16_777_216;

    private final List<LagCorrelation> lags;

    private CrossCorrelation(List<LagCorrelation> lags) {
        this.lags = List.copyOf(lags);
    }

    /// @param a n finite samples
    /// @param b m finite samples
    /// @param maxLag most samples that b is moved, either way; lags without any overlap are left out
    /// @throws Refusal EMPTY, NOT_A_NUMBER, TOO_LONG or OUT_OF_RANGE (a negative lag)
    public static CrossCorrelation of(double[] a, double[] b, int maxLag) {
        check(a, "first series");
        check(b, "second series");
        if (maxLag < 0) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, "a lag of " + maxLag, "use 0 or more");
        }
        double share = independentShare(a, b);
        List<LagCorrelation> lags = new ArrayList<>();
        for (int lag = -Math.min(maxLag, b.length - 1);
                lag <= Math.min(maxLag, a.length - 1);
                lag++) {
            lags.add(at(lag, a, b, share));
        }
        return new CrossCorrelation(lags);
    }

    private static void check(double[] series, String place) {
        if (series.length == 0) {
            throw new Refusal(Refusal.Code.EMPTY, "no samples", "give at least one").at(place);
        }
        if (series.length > SAMPLES_MAX) {
            throw new Refusal(
                            Refusal.Code.TOO_LONG,
                            series.length + " samples",
                            "use at most " + SAMPLES_MAX)
                    .at(place);
        }
        for (int i = 0; i < series.length; i++) {
            if (!Double.isFinite(series[i])) {
                throw new Refusal(
                                Refusal.Code.NOT_A_NUMBER,
                                "sample " + i + " is " + series[i],
                                "fill the gap, or cut the series there")
                        .at(place);
            }
        }
    }

    private static LagCorrelation at(int lag, double[] a, double[] b, double share) {
        int from = Math.max(0, lag);
        int to = Math.min(a.length, b.length + lag);
        int samples = to - from;
        double product = 0;
        double meanA = 0;
        double meanB = 0;
        for (int i = from; i < to; i++) {
            product += a[i] * b[i - lag];
            meanA += a[i];
            meanB += b[i - lag];
        }
        meanA /= samples;
        meanB /= samples;
        double both = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = from; i < to; i++) {
            double x = a[i] - meanA;
            double y = b[i - lag] - meanB;
            both += x * y;
            squaresA += x * x;
            squaresB += y * y;
        }
        double scale = Math.sqrt(squaresA) * Math.sqrt(squaresB);
        if (samples < 3
                || isConstant(squaresA, meanA, samples)
                || isConstant(squaresB, meanB, samples)) {
            return new LagCorrelation(lag, samples, product, Double.NaN, Double.NaN);
        }
        double r = Math.clamp(both / scale, -1.0, 1.0);
        double degrees = Math.max(1, samples * share - 2);
        double t = r * Math.sqrt(degrees / (1 - r * r));
        return new LagCorrelation(lag, samples, product, r, StudentT.twoSided(t, degrees));
    }

    // What is left of a constant is rounding of its mean.
    private static boolean isConstant(double squares, double mean, int samples) {
        double rounding = Math.ulp(mean) * samples;
        return squares <= rounding * rounding * samples;
    }

    private static double independentShare(double[] a, double[] b) {
        int n = Math.min(a.length, b.length);
        int lags = (int) Math.sqrt(n);
        double[] first = autocorrelations(a, lags);
        double[] second = autocorrelations(b, lags);
        double sum = 0;
        for (int k = 1; k <= lags && k < n; k++) {
            sum += (1 - k / (double) n) * first[k] * second[k];
        }
        return 1 / Math.max(1, 1 + 2 * sum);
    }

    private static double[] autocorrelations(double[] series, int lags) {
        double mean = Arrays.stream(series).average().orElse(0);
        double[] result = new double[lags + 1];
        for (int k = 0; k <= lags; k++) {
            for (int i = k; i < series.length; i++) {
                result[k] += (series[i] - mean) * (series[i - k] - mean);
            }
        }
        double variance = result[0];
        for (int k = 0; k <= lags; k++) {
            result[k] = variance > 0 ? result[k] / variance : 0;
        }
        return result;
    }

    /// From the most negative lag to the largest.
    public List<LagCorrelation> lags() {
        return lags;
    }

    /// The lag whose coefficient is farthest from 0; of equal ones the shortest, then the negative
    /// one; lag 0, or the nearest to it, where there is no coefficient.
    public LagCorrelation best() {
        LagCorrelation best = lags.getFirst();
        for (LagCorrelation one : lags) {
            double difference = strength(one) - strength(best);
            if (difference > 0 || (difference == 0 && Math.abs(one.lag()) < Math.abs(best.lag()))) {
                best = one;
            }
        }
        return best;
    }

    private static double strength(LagCorrelation one) {
        return Double.isNaN(one.coefficient()) ? -1 : Math.abs(one.coefficient());
    }

    /// Chance that some lag is as good as the best, without a relation: its chance times the number
    /// of lags, at most 1; NaN where there is no coefficient.
    public double bestPValue() {
        double value = best().pValue() * lags.size();
        return Double.isNaN(value) ? value : Math.min(1, value);
    }
}

package orrery.schedule.internal.tail;

import java.util.Arrays;
import java.util.Optional;

/// A tail over the lowest threshold above which one fits.
///
/// Source: Coles 2001, sections 4.3 and 5.3; the choice of the threshold by goodness of fit:
/// Choulakian & Stephens, Technometrics 43(4), 2001, doi:10.1198/00401700152672573.
public final class PeaksFit {
    private static final double[] SHARES = {0.07, 0.05, 0.03, 0.02, 0.01};
    private static final int EXCEEDANCES_MIN = 50;
    private static final int EXCEEDANCES_MAX = 5_000;
    private static final double CLUSTERED_BELOW = 0.85;

    // The distance that one fitted sample in ten exceeds, by shape from -0.5 in steps of 0.1; from
    // 4,000 samples of 200 each, as in the second table of the source.
    private static final double SHAPE_FIRST = -0.5;
    private static final double[] TEN_PERCENT = {
        1.004, 0.909, 0.880, 0.849, 0.815, 0.786, 0.766, 0.740, 0.717, 0.701, 0.690
    };

    private final double threshold;
    private final double rate;
    private final double[] excesses;
    private final ParetoFit fit;
    private final boolean clustered;

    // The rate is the probability that a time begins a cluster over the threshold; of each cluster
    // the largest excess is there, sorted.
    private PeaksFit(double threshold, double rate, double[] excesses, boolean clustered) {
        this.threshold = threshold;
        this.rate = rate;
        this.excesses = excesses;
        this.clustered = clustered;
        fit = ParetoFit.of(excesses);
    }

    /// @param sample in the order it came
    /// @param sorted the same, sorted
    /// @return empty if there is no threshold above which a tail fits
    public static Optional<PeaksFit> of(double[] sample, double[] sorted) {
        for (double share : SHARES) {
            int count = (int) (share * sample.length);
            if (count < EXCEEDANCES_MIN) {
                break;
            }
            if (count <= EXCEEDANCES_MAX) {
                Optional<PeaksFit> peaks = above(sorted[sample.length - count - 1], sample);
                if (peaks.isPresent() && fits(peaks.get().excesses, peaks.get().fit)) {
                    return peaks;
                }
            }
        }
        return Optional.empty();
    }

    /// Whether the longest times are not of one tail with the rest of the upper tenth.
    ///
    /// @param sorted the sample
    public static boolean excludesOneTail(double[] sorted) {
        int n = sorted.length;
        int count = Math.min(Math.max(n / 10, EXCEEDANCES_MIN), EXCEEDANCES_MAX);
        double threshold = sorted[n - count - 1];
        double[] excesses = Arrays.copyOfRange(sorted, n - count, n);
        int from = 0;
        for (int i = 0; i < count; i++) {
            excesses[i] -= threshold;
            from += excesses[i] > 0 ? 0 : 1;
        }
        double[] positive = Arrays.copyOfRange(excesses, from, count);
        return positive.length >= EXCEEDANCES_MIN && SampleChecks.hasSecondComponent(positive);
    }

    private static Optional<PeaksFit> above(double threshold, double[] sample) {
        int[] at = new int[sample.length];
        double[] excesses = new double[sample.length];
        int count = 0;
        for (int i = 0; i < sample.length; i++) {
            if (sample[i] > threshold) {
                at[count] = i;
                excesses[count++] = sample[i] - threshold;
            }
        }
        if (count < EXCEEDANCES_MIN) {
            return Optional.empty();
        }
        double index = SampleChecks.extremalIndex(Arrays.copyOf(at, count));
        boolean clustered = index < CLUSTERED_BELOW;
        int clusters = clustered ? Math.max(1, (int) Math.round(index * count)) : count;
        double[] maxima =
                SampleChecks.clusterMaxima(
                        Arrays.copyOf(at, count), Arrays.copyOf(excesses, count), clusters);
        if (maxima.length < EXCEEDANCES_MIN / 2 || maxima[0] == maxima[maxima.length - 1]) {
            return Optional.empty();
        }
        return Optional.of(
                new PeaksFit(threshold, maxima.length / (double) sample.length, maxima, clustered));
    }

    private static boolean fits(double[] excesses, ParetoFit fit) {
        double place = (fit.shape() - SHAPE_FIRST) * 10;
        int left = Math.clamp((int) place, 0, TEN_PERCENT.length - 2);
        double share = Math.clamp(place - left, 0, 1);
        double limit = TEN_PERCENT[left] * (1 - share) + TEN_PERCENT[left + 1] * share;
        return SampleChecks.distance(excesses, fit) <= limit;
    }

    /// Above which the tail begins.
    public double threshold() {
        return threshold;
    }

    /// Whether exceedances come in clusters.
    public boolean clustered() {
        return clustered;
    }

    /// Above 0 for a heavy tail.
    public double shape() {
        return fit.shape();
    }

    /// How many clusters there are over the threshold.
    public int exceedances() {
        return excesses.length;
    }

    /// What a time exceeds with probability `p`.
    public double quantileAbove(double p) {
        return p >= rate ? threshold : threshold + fit.quantileAbove(p / rate);
    }

    /// The highest value of {@link #quantileAbove} that the likelihood does not rule out.
    ///
    /// @param drop how much the logarithm of the likelihood may fall
    public double upperLimit(double p, double drop) {
        if (p >= rate) {
            return threshold;
        }
        double from = fit.quantileAbove(p / rate);
        return threshold
                + Search.fallsTo(
                        excess -> profile(excess, p / rate),
                        fit.logLikelihood() - drop,
                        from,
                        fit.scale());
    }

    private double profile(double excess, double p) {
        double shape = Search.maximum(s -> at(excess, p, s), ParetoFit.SHAPE_MIN, 1.5, 20);
        return at(excess, p, shape);
    }

    private double at(double excess, double p, double shape) {
        return ParetoFit.logLikelihood(excesses, shape, excess / ParetoFit.stretch(shape, p));
    }
}

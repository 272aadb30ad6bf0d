package orrery.schedule.execution;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import orrery.schedule.internal.tail.ExtremeValueFit;
import orrery.schedule.internal.tail.PeaksFit;
import orrery.schedule.internal.tail.SampleChecks;
import orrery.timeline.Refusal;

/// Bounds an execution time from a sample of it (measurement-based probabilistic WCET).
///
/// 1. Is the sample of one distribution (Kolmogorov-Smirnov of its halves, runs about the median),
///    and without memory (Ljung-Box on ranks, extremal index)? Clusters of long times are counted
///    once.
/// 2. Peaks over a threshold: the lowest of eight thresholds above which a generalised Pareto tail
///    fits (Anderson-Darling, p > 0.1).
/// 3. Block maxima: a generalised extreme value distribution, as a second opinion.
/// 4. The bound is the upper end of the interval of the quantile by profile likelihood, and no less
///    than the longest time and its margin. Where the second opinion is above that end, it counts.
///
/// A sample of n times says nothing of probabilities below 0.001 / n: that is refused.
///
/// Cost: some 50 ms for 10,000 times. Threads: immutable, safe.
///
/// Sources: Coles, An Introduction to Statistical Modeling of Extreme Values, 2001; limits of the
/// method: Cazorla et al., WCET 2013; shapes: Reghenzani et al., RTSS 2017.
public final class BoundEstimator {
    /// The fewest times that a bound is made from.
    public static final int SAMPLES_MIN = 500;

    /// The most times that are taken.
    public static final int SAMPLES_MAX = 10_000_000;

    private static final double BEYOND = 1e-3;
    private static final double HEAVY = 0.2;
    private static final double FEW_VALUES = 0.02;
    private static final int BLOCKS = 100;

    // The interval knows nothing of the choice of the threshold. Measured over tails of shape -0.3
    // to 0.1: without this factor nominal 95 % cover 90 %, with it 93 % and more
    // (BoundEstimatorTest).
    private static final double WIDENING = 1.2;

    private final BoundSettings settings;

    private BoundEstimator(BoundSettings settings) {
        this.settings = settings;
    }

    /// One for bounds of that kind.
    public static BoundEstimator with(BoundSettings settings) {
        return new BoundEstimator(settings);
    }

    /// @param timesNs execution times in the order they came, in nanoseconds
    /// @throws Refusal TOO_SHORT below {@link #SAMPLES_MIN}, TOO_LONG above {@link #SAMPLES_MAX},
    ///     OUT_OF_RANGE for a negative time, or a probability too small for so few times
    public ExecutionBound estimate(long[] timesNs) {
        check(timesNs);
        double[] sample = new double[timesNs.length];
        Arrays.setAll(sample, i -> timesNs[i]);
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        Set<BoundWarning> warnings = EnumSet.noneOf(BoundWarning.class);
        if (!SampleChecks.halvesAgree(sample) || !SampleChecks.runsAreRandom(sample)) {
            warnings.add(BoundWarning.NOT_STATIONARY);
        }
        if (SampleChecks.remembers(sample)) {
            warnings.add(BoundWarning.DEPENDENT);
        }
        if (distinct(sorted) < FEW_VALUES * sorted.length) {
            warnings.add(BoundWarning.COARSE);
        }
        return bound(sample, sorted, warnings);
    }

    private void check(long[] timesNs) {
        int n = timesNs.length;
        if (n < SAMPLES_MIN) {
            throw new Refusal(
                    Refusal.Code.TOO_SHORT,
                    n + " execution times",
                    "measure at least " + SAMPLES_MIN);
        }
        if (n > SAMPLES_MAX) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG, n + " execution times", "give at most " + SAMPLES_MAX);
        }
        for (int i = 0; i < n; i++) {
            if (timesNs[i] < 0) {
                throw new Refusal(
                                Refusal.Code.OUT_OF_RANGE,
                                "an execution time of " + timesNs[i] + " ns",
                                "give 0 or more")
                        .at("time " + (i + 1));
            }
        }
        if (settings.exceedance() < BEYOND / n) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "an exceedance of " + settings.exceedance() + " from " + n + " times",
                    "measure at least "
                            + (long) Math.ceil(BEYOND / settings.exceedance())
                            + ", or ask for "
                            + BEYOND / n
                            + " or more");
        }
    }

    private ExecutionBound bound(double[] sample, double[] sorted, Set<BoundWarning> warnings) {
        double longest = sorted[sorted.length - 1];
        double least = longest * settings.margin();
        if (sorted[sorted.length / 2] == longest) {
            return atMargin(sorted, least, warnings);
        }
        if (PeaksFit.excludesOneTail(sorted)) {
            warnings.add(BoundWarning.MIXTURE);
        }
        Optional<PeaksFit> fit = PeaksFit.of(sample, sorted);
        if (fit.isEmpty()) {
            warnings.add(BoundWarning.NO_FIT);
            return atMargin(sorted, least, warnings);
        }
        PeaksFit peaks = fit.get();
        if (peaks.clustered()) {
            warnings.add(BoundWarning.DEPENDENT);
        }
        double upper = peaks.upperLimit(settings.exceedance(), likelihoodDrop());
        ExecutionBound.Method method = ExecutionBound.Method.PEAKS_OVER_THRESHOLD;
        double[] maxima = blockMaxima(sample);
        if (maxima[0] < maxima[maxima.length - 1]) {
            int blockSize = sample.length / BLOCKS;
            double blockwise = -Math.expm1(blockSize * Math.log1p(-settings.exceedance()));
            double secondOpinion = ExtremeValueFit.of(maxima).quantileAbove(blockwise);
            if (secondOpinion > upper) {
                warnings.add(BoundWarning.METHODS_DISAGREE);
                upper = secondOpinion;
                method = ExecutionBound.Method.BLOCK_MAXIMA;
            }
        }
        if (peaks.shape() > HEAVY) {
            warnings.add(BoundWarning.HEAVY_TAIL);
        }
        if (upper < least) {
            method = ExecutionBound.Method.MARGIN;
            upper = least;
        }
        boolean established = !warnings.contains(BoundWarning.HEAVY_TAIL) && upper < Long.MAX_VALUE;
        return new ExecutionBound(
                established ? OptionalLong.of((long) Math.ceil(upper)) : OptionalLong.empty(),
                peaks.quantileAbove(settings.exceedance()),
                method,
                Set.copyOf(warnings),
                new ExecutionBound.Tail(
                        sample.length,
                        (long) longest,
                        peaks.threshold(),
                        peaks.exceedances(),
                        peaks.shape()));
    }

    private static ExecutionBound atMargin(
            double[] sorted, double least, Set<BoundWarning> warnings) {
        double longest = sorted[sorted.length - 1];
        boolean established = least < Long.MAX_VALUE;
        return new ExecutionBound(
                established ? OptionalLong.of((long) Math.ceil(least)) : OptionalLong.empty(),
                Double.NaN,
                ExecutionBound.Method.MARGIN,
                Set.copyOf(warnings),
                new ExecutionBound.Tail(sorted.length, (long) longest, Double.NaN, 0, Double.NaN));
    }

    // One-sided: half the square of the normal quantile, by the approximation of Abramowitz and
    // Stegun, 26.2.23, whose error is below 4.5e-4.
    private double likelihoodDrop() {
        double t = Math.sqrt(-2 * Math.log(1 - settings.confidence()));
        double z =
                t
                        - (2.515517 + t * (0.802853 + t * 0.010328))
                                / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return WIDENING * z * z / 2;
    }

    private static double[] blockMaxima(double[] sample) {
        int size = sample.length / BLOCKS;
        double[] maxima = new double[BLOCKS];
        for (int i = 0; i < BLOCKS * size; i++) {
            maxima[i / size] = Math.max(maxima[i / size], sample[i]);
        }
        Arrays.sort(maxima);
        return maxima;
    }

    private static int distinct(double[] sorted) {
        int distinct = 1;
        for (int i = 1; i < sorted.length; i++) {
            distinct += sorted[i] > sorted[i - 1] ? 1 : 0;
        }
        return distinct;
    }
}

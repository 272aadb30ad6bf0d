package orrery.compare.distance;

import orrery.timeline.Refusal;

/// Measures that compare sample i of one series with sample i of the other: series of one length.
///
/// With d = x_i - y_i, and sums over all i:
///
/// | measure | cost | distance |
/// |---|---|---|
/// | Euclidean | sum of d² | its square root |
/// | squared Euclidean | sum of d² | the same |
/// | Manhattan | sum of \|d\| | the same |
/// | Minkowski of order p | sum of \|d\|^p | its p-th root |
/// | Chebyshev | largest \|d\| | the same |
/// | cosine | 1 - x·y / (\|x\|·\|y\|) | the same, 0 to 2 |
/// | correlation | cosine of the series less their means | the same, 0 to 2 |
///
/// Of two series of norm 0 cosine and correlation are at distance 0, of one such and another at 1.
///
/// Cost: O(n), given up early by all but the last two. Threads: immutable. Allocation: the result.
public sealed interface LockStep extends Distance {
    record Euclidean() implements LockStep {}

    record SquaredEuclidean() implements LockStep {}

    record Manhattan() implements LockStep {}

    /// @param order p, at least 1 and finite
    record Minkowski(double order) implements LockStep {
        /// @throws Refusal OUT_OF_RANGE
        public Minkowski {
            if (!(order >= 1) || Double.isInfinite(order)) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE,
                        "order is " + order,
                        "use 1 or more; Chebyshev is the limit");
            }
        }
    }

    record Chebyshev() implements LockStep {}

    record Cosine() implements LockStep {}

    record Correlation() implements LockStep {}

    @Override
    default Comparison compare(double[] x, double[] y, double cutoff) {
        Samples.requireFinite(x, "x", Samples.LENGTH_MAX);
        Samples.requireFinite(y, "y", Samples.LENGTH_MAX);
        Samples.requireCutoff(cutoff);
        if (x.length != y.length) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    "x has " + x.length + " samples, y has " + y.length,
                    "give series of one length, or use an elastic measure");
        }
        return switch (this) {
            case Euclidean _ -> LockStepSums.rooted(x, y, cutoff);
            case SquaredEuclidean _ -> LockStepSums.squares(x, y, cutoff);
            case Manhattan _ -> LockStepSums.magnitudes(x, y, cutoff);
            case Minkowski(double order) -> LockStepSums.powers(x, y, order, cutoff);
            case Chebyshev _ -> LockStepSums.largest(x, y, cutoff);
            case Cosine _ -> LockStepSums.cosine(x, y);
            case Correlation _ ->
                    LockStepSums.cosine(LockStepSums.centred(x), LockStepSums.centred(y));
        };
    }
}

package orrery.compare.correlate;

/// How two series a and b go together when b is moved by a lag.
///
/// @param lag in samples: sample i of a stands beside sample i - lag of b, so a follows b where it
///     is positive
/// @param samples pairs that overlap
/// @param product sum of the products of the pairs, as it is
/// @param coefficient Pearson's, of the pairs that overlap: from -1 to 1; NaN for fewer than three
///     pairs, or where one series is constant
/// @param pValue chance of a coefficient at least as far from 0 without a relation; NaN with it
public record LagCorrelation(
        int lag, int samples, double product, double coefficient, double pValue) {}

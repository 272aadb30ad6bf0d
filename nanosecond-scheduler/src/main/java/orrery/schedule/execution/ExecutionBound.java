package orrery.schedule.execution;

import java.util.OptionalLong;
import java.util.Set;

/// A probabilistic bound on an execution time, and what it rests on.
///
/// @param boundNs not established where the tail is too heavy; else what a job exceeds with at most
///     the wanted probability, at the wanted confidence, and no less than the longest time and its
///     margin
/// @param estimateNs the same quantile without the confidence; NaN where no tail was fitted
/// @param method what the bound came from
/// @param warnings what is doubtful about it, in the order of the enumeration
/// @param tail the sample and the fitted tail
public record ExecutionBound(
        OptionalLong boundNs,
        double estimateNs,
        Method method,
        Set<BoundWarning> warnings,
        Tail tail) {
    /// What a bound came from.
    public enum Method {
        /// a generalised Pareto tail of the times over a threshold
        PEAKS_OVER_THRESHOLD,
        /// a generalised extreme value distribution of the longest times of blocks
        BLOCK_MAXIMA,
        /// the longest time and its margin
        MARGIN
    }

    /// The sample and the tail that was fitted to it.
    ///
    /// @param samples how many times there were
    /// @param maxNs the longest of them
    /// @param thresholdNs above which the tail begins; NaN without one
    /// @param exceedances how many clusters of times were above it
    /// @param shape of the tail: above 0 heavy, below 0 with an end; NaN without one
    public record Tail(
            int samples, long maxNs, double thresholdNs, int exceedances, double shape) {}
}

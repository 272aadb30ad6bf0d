package orrery.schedule.execution;

/// What is doubtful about a bound.
public enum BoundWarning {
    /// the first half of the sample has another distribution than the second, or it drifts
    NOT_STATIONARY,
    /// execution times depend on those before; clusters of long ones were counted once
    DEPENDENT,
    /// the longest times come from another component, such as a rare slow path: watch longer, or
    /// record the paths as modes of their own
    MIXTURE,
    /// the tail is so heavy that it gives no bound
    HEAVY_TAIL,
    /// no tail fits the longest times; the bound is the longest time and its margin
    NO_FIT,
    /// few different values: the clock is coarse, or the times are constant
    COARSE,
    /// block maxima and peaks over a threshold disagree; the larger bound was taken
    METHODS_DISAGREE
}

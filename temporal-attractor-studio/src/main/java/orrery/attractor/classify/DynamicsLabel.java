package orrery.attractor.classify;

/// What kind of dynamics a window follows.
public enum DynamicsLabel {
    /// rests, or settles to rest
    POINT,
    /// repeats itself, up to noise
    PERIODIC,
    /// deterministic, bounded, and neighbours part exponentially
    CHAOTIC,
    /// the past tells less than near neighbours would, were it deterministic; a linear model is as
    /// good
    STOCHASTIC,
    /// not established: the evidence does not hold for any of the others
    UNKNOWN
}

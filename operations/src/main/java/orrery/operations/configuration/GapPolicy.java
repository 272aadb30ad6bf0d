package orrery.operations.configuration;

/// What stands where a sample is missing, or has no value.
public enum GapPolicy {
    /// rows are samples, however far apart; one without a value is refused
    IGNORE,
    /// the value before; missing where there is none before
    HOLD,
    /// nothing: the sample is marked as missing (NaN)
    MISSING,
    /// 0
    ZERO
}

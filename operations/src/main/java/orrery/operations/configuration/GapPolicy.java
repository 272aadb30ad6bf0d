package orrery.operations.configuration;

/// What stands where a sample is missing.
public enum GapPolicy {
    /// the value before; missing where there is none before
    HOLD,
    /// nothing: the sample is marked as missing (NaN)
    MISSING,
    /// 0
    ZERO
}

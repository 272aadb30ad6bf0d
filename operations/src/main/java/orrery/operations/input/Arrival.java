package orrery.operations.input;

/// What asking for the next sample gave.
public enum Arrival {
    /// a sample
    SAMPLE,
    /// nothing yet; there may be more later
    IDLE,
    /// nothing, and there will be no more
    END
}

package orrery.operations.configuration;

/// Where following a growing file begins.
public enum TailStart {
    /// with the rows that are there already
    START,
    /// with the rows that come after the run began
    END
}

package orrery.operations.configuration;

/// How an allowed action leaves the program.
public enum ActuatorKind {
    /// it does not
    NONE,
    /// the capacity is written to a file
    FILE,
    /// the capacity is sent in an HTTP request
    WEBHOOK
}

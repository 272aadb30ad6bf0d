package orrery.operations.configuration;

/// What becomes of a row whose time is before that of a row already taken.
public enum LatePolicy {
    /// the run is refused
    REFUSE,
    /// the row is left out and counted
    DROP_AND_COUNT
}

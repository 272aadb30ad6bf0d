package orrery.operations.configuration;

/// What becomes of rows that have the same time.
///
/// `LAST` and `SUM` hold every sample back until a later row comes; the others do not.
public enum DuplicatePolicy {
    /// the run is refused
    REFUSE,
    /// the first row counts
    FIRST,
    /// the last row counts
    LAST,
    /// their values are added
    SUM
}

package orrery.operations.configuration;

/// What one bucket of rows gives.
public enum Aggregate {
    /// the sum of the values; 0 for a bucket without rows
    SUM,
    /// the number of rows; needs no value column; 0 for a bucket without rows
    COUNT,
    /// the mean of the values; a bucket without any is a gap
    MEAN,
    /// the greatest value; a bucket without any is a gap
    MAX
}

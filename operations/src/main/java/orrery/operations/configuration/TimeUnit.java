package orrery.operations.configuration;

/// The unit of times that are written as numbers since 1970.
public enum TimeUnit {
    /// told from the size of the first time: below 10^11 seconds, below 10^14 milliseconds, below
    /// 10^17 microseconds, else nanoseconds
    AUTO,
    /// seconds
    S,
    /// milliseconds
    MS,
    /// microseconds
    US,
    /// nanoseconds
    NS
}

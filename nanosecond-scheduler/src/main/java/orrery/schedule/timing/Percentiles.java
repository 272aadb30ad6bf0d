package orrery.schedule.timing;

/// What a histogram says about its samples, in nanoseconds.
///
/// `pN` is the smallest recordable value that at least N per cent of the samples do not exceed: at
/// most 0.1 % above the true sample, never below it. `max` is exact.
///
/// @param count samples, 1 or more
public record Percentiles(long count, long p50Ns, long p99Ns, long p999Ns, long maxNs) {}

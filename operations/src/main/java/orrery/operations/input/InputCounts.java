package orrery.operations.input;

/// How many rows came, and what became of them. A snapshot: immutable.
///
/// @param rows rows of the followed key that were read
/// @param otherKeys rows of keys that are not followed
/// @param late rows left out because a later one had been taken
/// @param duplicates rows that had the time of another and were dropped or merged
/// @param missing rows (or buckets) that had no value
/// @param gapsFilled samples that no row stands behind
/// @param samples samples given
public record InputCounts(
        long rows,
        long otherKeys,
        long late,
        long duplicates,
        long missing,
        long gapsFilled,
        long samples) {}

package orrery.compare.search;

/// A window that was found.
///
/// @param start its first sample, from 0
/// @param distance from the query; under DTW the root of the cost
public record Match(int start, double distance) {}

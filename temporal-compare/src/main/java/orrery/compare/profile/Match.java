package orrery.compare.profile;

/// A window of a series that is like a query.
///
/// @param start where the window starts
/// @param distance from the query
public record Match(int start, double distance) {}

package orrery.compare.profile;

/// A window whose nearest neighbour is far: like nothing else in the series.
///
/// @param start where the window starts
/// @param distance of its nearest neighbour
public record Discord(int start, double distance) {}

package orrery.compare.profile;

/// A window and its nearest neighbour, closer together than others: a pattern that recurs.
///
/// @param a where the window starts
/// @param b where the neighbour starts
/// @param distance as in the profile
public record Motif(int a, int b, double distance) {}

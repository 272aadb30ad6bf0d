package orrery.compare.warping;

/// What becomes of the first and last sample of a series of slopes, where libraries differ.
public enum SlopeEnds {
    /// They are dropped, as in aeon: n - 2 slopes of n samples.
    DROPPED,
    /// They take the slope beside them, as in tsml and the program of the paper: n slopes.
    REPEATED
}

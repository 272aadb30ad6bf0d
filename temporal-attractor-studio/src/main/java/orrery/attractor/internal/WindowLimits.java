package orrery.attractor.internal;

/// Sizes of a study.
///
/// @param window longest window, in samples
/// @param delay largest delay, in samples
/// @param dimension largest embedding dimension
/// @param fixedDimension embedding dimension, or 0 to choose it
/// @param references vectors whose neighbours are followed
public record WindowLimits(
        int window, int delay, int dimension, int fixedDimension, int references) {}

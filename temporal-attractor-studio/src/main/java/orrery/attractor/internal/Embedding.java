package orrery.attractor.internal;

/// How a series becomes vectors.
///
/// @param delay distance of the coordinates, in samples, 1 or more
/// @param dimension number of coordinates m, 1 or more
/// @param theiler vectors at most so many samples apart are no neighbours, 0 or more
public record Embedding(int delay, int dimension, int theiler) {
    /// Samples from the newest to the oldest coordinate.
    public int reach() {
        return (dimension - 1) * delay;
    }

    public Embedding withDimension(int other) {
        return new Embedding(delay, other, theiler);
    }
}

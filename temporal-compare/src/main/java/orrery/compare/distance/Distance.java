package orrery.compare.distance;

/// A measure of how unlike two series are.
///
/// Threads: as the implementation says; the elastic ones own buffers and are confined to one.
public interface Distance {
    /// @param x samples, finite
    /// @param y samples, finite
    /// @param cutoff distances above it need not be told from each other: the comparison may be
    ///     given up; infinite for none. In the scale of [Comparison#distance()]
    /// @return the distance; one that equals the cut-off is never given up
    /// @throws orrery.timeline.Refusal EMPTY, TOO_LONG, LENGTH_MISMATCH (lock-step measures),
    ///     NOT_A_NUMBER for a sample that is NaN or infinite, OUT_OF_RANGE for a cut-off that is
    ///     NaN or negative
    Comparison compare(double[] x, double[] y, double cutoff);

    /// The same without a cut-off.
    default Comparison compare(double[] x, double[] y) {
        return compare(x, y, Double.POSITIVE_INFINITY);
    }
}

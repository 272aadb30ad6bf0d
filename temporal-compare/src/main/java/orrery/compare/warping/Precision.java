package orrery.compare.warping;

/// Of the numbers that a matrix is computed in.
public enum Precision {
    /// The bits of [ElasticDistance].
    DOUBLE,
    /// Floats, about seven digits and twice as fast: DTW with squared costs without a window only.
    SINGLE
}

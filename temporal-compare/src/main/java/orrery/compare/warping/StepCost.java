package orrery.compare.warping;

/// What the difference d of two samples costs; of several channels |d| is the Euclidean norm.
public enum StepCost {
    /// d²
    SQUARED,
    /// |d|
    ABSOLUTE
}

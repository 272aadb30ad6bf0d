package orrery.compare.warping;

/// What LCSS and MSM take for the difference of samples of several channels along one way, where
/// libraries differ. Of one channel both are the same.
public enum ChannelNorm {
    /// The Euclidean norm of the vector of differences, as in aeon: LCSS holds it against ε, MSM
    /// squares it.
    EUCLIDEAN,
    /// Each channel for itself, as in tsml: for LCSS all must be within ε, for MSM the costs of one
    /// channel are added up.
    EACH
}

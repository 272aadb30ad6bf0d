package orrery.compare.warping;

/// How series of several channels are warped.
///
/// Source: Shokoohi-Yekta et al., Data Mining and Knowledge Discovery 31, 2017,
/// doi:10.1007/s10618-016-0455-0.
public enum Channels {
    /// All channels along one way: the samples at one time are a vector.
    DEPENDENT,
    /// Each channel along a way of its own; the costs are added up.
    INDEPENDENT
}

package orrery.compare.warping;

/// What it costs to leave out leading samples, where libraries differ from the papers.
public enum Border {
    /// What leaving out each of them costs, as the papers of ERP and EDR have it.
    CUMULATIVE,
    /// EDR of aeon: nothing.
    FREE,
    /// ERP of aeon: as much as leaving out the whole series.
    TOTAL,
    /// ERP of tsml: the first samples of both are a pair at no cost, and none before it is left out.
    PAIRED,
    /// TWE of the paper: they cannot be left out while no sample of the other series is reached.
    CLOSED,
    /// TWE of tsml: the segments between them, without stiffness and edit; a pair with a first sample
    /// has no segment behind it, and its distance in time counts once.
    SEGMENTS
}

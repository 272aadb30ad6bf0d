package orrery.compare.warping;

/// What it costs to leave out leading samples, where libraries differ from the papers.
public enum Border {
    /// What leaving out each of them costs, as the papers of ERP and EDR have it.
    CUMULATIVE,
    /// EDR of aeon: nothing.
    FREE,
    /// ERP of aeon: as much as leaving out the whole series.
    TOTAL
}

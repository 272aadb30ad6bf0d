package orrery.loop.level;

/// The forecasters of level 1. Each gives one number for the next sample.
public enum ExpertKind {
    /// the newest sample
    LAST("last", 0),
    /// a short moving average: for demand that is mostly noise
    LEVEL("level", 1),
    /// the mean of the same time in the last seasons, moved by the present deviation from it
    SEASON("season", 2),
    /// the newest sample and the mean step that followed the most similar past windows
    ANALOGUE("analogue", 3),
    /// recursive least squares on lags, levels and seasonal lags, forgetting slowly
    RLS("rls", 4),
    /// recursive least squares on few features, forgetting within hundreds of samples
    RLS_FAST("rls-fast", 5),
    /// as `rls`, on square roots: counts whose spread grows with their level
    RLS_ROOT("rls-root", 6),
    /// the forecaster that fits the kind of dynamics the analysis sees; without advice the level
    ADVICE("advice", 7);

    private final String label;
    private final int slot;

    ExpertKind(String label, int slot) {
        this.label = label;
        this.slot = slot;
    }

    /// The name in settings and records.
    public String label() {
        return label;
    }

    int slot() {
        return slot;
    }
}

package orrery.agent.episode;

/// Where a proposal came from, or why there was none.
public enum Reason {
    /// the learners' published snapshot
    LEARNED("learned"),
    /// the snapshot had expired, so the fallback policy proposed
    FALLBACK_STALE("fallback-stale"),
    /// the decision missed its deadline, so nothing was commanded
    FALLBACK_MISSED("fallback-missed"),
    /// the learners are switched off, so the fallback policy proposed
    FALLBACK_OFF("fallback-off"),
    /// the kill switch is set
    KILLED("killed"),
    /// the rules cannot be checked because the solver is switched off, so nothing is allowed
    SOLVER_OFF("solver-off");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    /// As written in records.
    public String word() {
        return word;
    }
}

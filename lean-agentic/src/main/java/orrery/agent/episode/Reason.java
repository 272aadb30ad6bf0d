package orrery.agent.episode;

import orrery.timeline.Refusal;

/// Where a proposal came from, or why there was none.
public enum Reason {
    /// the learners' published snapshot
    LEARNED(0, "learned"),
    /// the snapshot had expired, so the fallback policy proposed
    FALLBACK_STALE(1, "fallback-stale"),
    /// the decision missed its deadline, so nothing was commanded
    FALLBACK_MISSED(2, "fallback-missed"),
    /// the learners are switched off, had to step back, or leave this decision to the canary's
    /// other share, so the fallback policy proposed
    FALLBACK_OFF(3, "fallback-off"),
    /// the kill switch is set
    KILLED(4, "killed"),
    /// the rules cannot be checked because the solver is switched off, so nothing is allowed
    SOLVER_OFF(5, "solver-off");

    private final int code;
    private final String word;

    Reason(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /// The reason of that code.
    ///
    /// @throws Refusal CORRUPT if there is none
    public static Reason of(int code) {
        for (Reason reason : values()) {
            if (reason.code == code) {
                return reason;
            }
        }
        throw new Refusal(
                Refusal.Code.CORRUPT,
                "reason code " + code,
                "use the version of Orrery that wrote it");
    }

    /// As stored in journals; never changes.
    public int code() {
        return code;
    }

    /// As written in records.
    public String word() {
        return word;
    }
}

package orrery.agent.episode;

import orrery.timeline.Refusal;

/// What became of a choice.
public enum Outcome {
    /// it was handed to the actuator
    ACTED(0, "acted"),
    /// nothing was commanded: the deadline had passed, the agent was killed, or the actuator
    /// refused
    DROPPED(1, "dropped"),
    /// it would have been handed to the actuator, but the agent runs in shadow
    SHADOW(2, "shadow");

    private final int code;
    private final String word;

    Outcome(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /// The outcome of that code.
    ///
    /// @throws Refusal CORRUPT if there is none
    public static Outcome of(int code) {
        for (Outcome outcome : values()) {
            if (outcome.code == code) {
                return outcome;
            }
        }
        throw new Refusal(
                Refusal.Code.CORRUPT,
                "outcome code " + code,
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

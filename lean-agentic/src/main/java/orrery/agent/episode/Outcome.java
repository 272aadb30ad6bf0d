package orrery.agent.episode;

/// What became of a choice.
public enum Outcome {
    /// it was handed to the actuator
    ACTED("acted"),
    /// nothing was commanded: the deadline had passed, the agent was killed, or the actuator refused
    DROPPED("dropped"),
    /// it would have been handed to the actuator, but the agent runs in shadow
    SHADOW("shadow");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /// As written in records.
    public String word() {
        return word;
    }
}

package orrery.agent.episode;

import java.util.List;

/// The stages of one decision.
public enum Stage {
    /// take the sample and what became of earlier commands
    INGEST(0, "ingest"),
    /// symbolic patterns and analogue search
    PATTERN(1, "pattern"),
    /// dynamics of the latest window
    DYNAMICS(2, "dynamics"),
    /// level 1 learns
    LEARN(3, "learn"),
    /// levels 2 and 3 learn and publish a proposal
    META(4, "meta"),
    /// the gate checks, repairs or denies
    VERIFY(5, "verify"),
    /// the scheduler takes the job and dispatches it
    SCHEDULE(6, "schedule"),
    /// the gate checks again and the actuator is commanded
    ACT(7, "act");

    /// All stages in the order in which they run.
    public static final List<Stage> ALL = List.of(values());

    private final int place;
    private final String word;

    Stage(int place, String word) {
        this.place = place;
        this.word = word;
    }

    /// From 0 on, in the order in which they run.
    public int place() {
        return place;
    }

    /// As written in records.
    public String word() {
        return word;
    }
}

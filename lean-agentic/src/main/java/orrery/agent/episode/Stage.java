package orrery.agent.episode;

/// The stages of one decision, in the order in which they run.
public enum Stage {
    /// take the sample and what became of earlier commands
    INGEST,
    /// symbolic patterns and analogue search
    PATTERN,
    /// dynamics of the latest window
    DYNAMICS,
    /// level 1 learns
    LEARN,
    /// levels 2 and 3 learn and publish a proposal
    META,
    /// the gate checks, repairs or denies
    VERIFY,
    /// the scheduler takes the job and dispatches it
    SCHEDULE,
    /// the gate checks again and the actuator is commanded
    ACT;

    /// As written in records.
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

package orrery.agent;

/// Receives every decision, once, right after it was made.
@FunctionalInterface
public interface DecisionSink {
    /// @param decision valid during the call only: the agent reuses it
    void record(Decision decision);
}

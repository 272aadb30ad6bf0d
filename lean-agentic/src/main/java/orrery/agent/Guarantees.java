package orrery.agent;

/// What held over a run, in numbers that the record lets anyone count again.
///
/// @param decisions made
/// @param ruleBreaches samples at which a rule about actions was false with what was chosen
/// @param reactionBreaches samples at which a rule about the agent's own reaction was false
/// @param missedDeadlines decisions that took longer than their deadline, from the sample's arrival
public record Guarantees(
        long decisions, long ruleBreaches, long reactionBreaches, long missedDeadlines) {
    /// Whether no rule was broken.
    public boolean held() {
        return ruleBreaches == 0 && reactionBreaches == 0;
    }

    /// With no breach in n decisions, the chance of one in a world that behaves alike is below this
    /// with 95 % confidence (the rule of three); 1 if there was one.
    public double upperBound95() {
        return held() ? Math.min(1, 3.0 / Math.max(1, decisions)) : 1;
    }
}

package orrery.agent.safety;

/// What the gate made of a proposal.
public enum Ruling {
    /// the proposal holds every rule and is the choice
    ALLOW("allow"),
    /// the proposal would break a rule; the nearest action that breaks none is the choice
    REPAIR("repair"),
    /// no action holds every rule; what is in force stays
    DENY("deny");

    private final String word;

    Ruling(String word) {
        this.word = word;
    }

    /// As written in records.
    public String word() {
        return word;
    }
}

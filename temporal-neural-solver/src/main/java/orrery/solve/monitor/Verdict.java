package orrery.solve.monitor;

/// What a row says about a rule.
public enum Verdict {
    /// nothing that this row settles is false or unknown
    TRUE,
    /// this row makes some instance of the rule false
    FALSE,
    /// this row closes an instance that unknown inputs leave open
    UNKNOWN;

    // Kleene's order in the kernels: conjunction is the least, disjunction the greatest.
    static final int NO = 0;
    static final int OPEN = 1;
    static final int YES = 2;

    static Verdict of(int order) {
        return order == NO ? FALSE : order == YES ? TRUE : UNKNOWN;
    }
}

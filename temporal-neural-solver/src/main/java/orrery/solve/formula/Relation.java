package orrery.solve.formula;

/// How two numbers compare.
public enum Relation {
    /// `<`
    LESS("<"),
    /// `<=`
    AT_MOST("<="),
    /// `>`
    GREATER(">"),
    /// `>=`
    AT_LEAST(">="),
    /// `==`
    EQUAL("=="),
    /// `!=`
    DIFFERENT("!=");

    private final String symbol;

    Relation(String symbol) {
        this.symbol = symbol;
    }

    /// How the rule language writes it.
    public String symbol() {
        return symbol;
    }
}

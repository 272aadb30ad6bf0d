package orrery.solve.formula;

/// What the parser has read: a formula or a number, and where it starts.
sealed interface Term {
    int offset();

    record Truthful(Formula formula, int offset) implements Term {}

    record Numeric(Expression expression, int offset) implements Term {}
}

package orrery.verify.rule;

/// The syntax tree of a rule: a formula is true or false at a row, a term is a number at a row.
public sealed interface Expression {
    /// Something true or false.
    sealed interface Formula extends Expression {}

    /// A number.
    sealed interface Term extends Expression {}

    /// The distances from the present row that a temporal operator looks at, both included.
    ///
    /// @param to {@link Long#MAX_VALUE} for no upper bound
    /// @param timed nanoseconds if true, else record numbers
    /// @param running number of the running value of an unbounded past window, -1 for others
    record Window(long from, long to, boolean timed, int running) {
        boolean bounded() {
            return to != Long.MAX_VALUE;
        }

        boolean holds(long distance) {
            return distance >= from && distance <= to;
        }
    }

    /// Boolean signals.
    enum Flag {
        SHORTAGE,
        DECIDE,
        ACTED,
        DROPPED,
        KILLED
    }

    /// Numeric signals.
    enum Quantity {
        DEMAND,
        CURRENT,
        REPLICAS,
        UP,
        DOWN
    }

    enum Order {
        BELOW,
        AT_MOST,
        EQUAL
    }

    enum Operation {
        PLUS,
        MINUS,
        TIMES,
        OVER,
        LEAST,
        GREATEST
    }

    /// Which way a temporal operator looks.
    enum Direction {
        PAST,
        FUTURE
    }

    enum Folding {
        SUM,
        LEAST,
        GREATEST,
        AVERAGE
    }

    record Always(boolean value) implements Formula {}

    record Signal(Flag flag) implements Formula {}

    record Compare(Term left, Order order, Term right) implements Formula {}

    record Not(Formula body) implements Formula {}

    record And(Formula left, Formula right) implements Formula {}

    record Or(Formula left, Formula right) implements Formula {}

    /// `left <-> right`.
    record Same(Formula left, Formula right) implements Formula {}

    /// `X` and `Y`: the row after and the row before.
    record Neighbour(Direction direction, Formula body) implements Formula {}

    /// `F` and `O`: at some row of the window.
    record Some(Direction direction, Window window, Formula body) implements Formula {}

    /// `G` and `H`: at every row of the window.
    record Every(Direction direction, Window window, Formula body) implements Formula {}

    /// `left U right` and `left S right`: right at some row of the window, and left at every row
    /// from here (included) to there (excluded).
    ///
    /// @param weak `left W right`: also true if left holds at every row of `[0, to]`
    record Until(Direction direction, Window window, Formula left, Formula right, boolean weak)
            implements Formula {}

    record Literal(Interval value) implements Term {}

    record Measured(Quantity quantity) implements Term {}

    record Arithmetic(Operation operation, Term left, Term right) implements Term {}

    record Absolute(Term body) implements Term {}

    /// `sum_past` and its like.
    record Fold(Folding folding, Window window, Term body) implements Term {}

    /// `count_past`.
    record Count(Window window, Formula body) implements Term {}
}

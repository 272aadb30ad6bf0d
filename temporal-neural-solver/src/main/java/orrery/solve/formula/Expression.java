package orrery.solve.formula;

import orrery.timeline.Refusal;

/// A number that depends on signals and on the past.
///
/// Threads: immutable.
public sealed interface Expression {
    /// A finite number.
    ///
    /// @throws Refusal NOT_A_NUMBER if it is NaN or infinite
    record Literal(double value) implements Expression {
        public Literal {
            if (!Double.isFinite(value)) {
                throw new Refusal(
                        Refusal.Code.NOT_A_NUMBER,
                        "a number in a rule is " + value,
                        "use a finite number");
            }
        }
    }

    /// A named constant and its value.
    record Constant(String name, double value) implements Expression {}

    /// A number signal.
    record Measurement(String signal) implements Expression {}

    /// `-body`.
    record Negation(Expression body) implements Expression {}

    /// `left operator right`.
    record Arithmetic(Expression left, Operator operator, Expression right) implements Expression {}

    /// `abs(body)`.
    record Absolute(Expression body) implements Expression {}

    /// An aggregate of a number over a window of the past, for example `sum_past[0,3](down)`.
    record Aggregate(Kind kind, Interval interval, Expression body) implements Expression {}

    /// `count_past[a,b](body)`: the rows of the past window that satisfy it.
    record Count(Interval interval, Formula body) implements Expression {}

    /// What combines two numbers.
    enum Operator {
        /// `a + b`
        PLUS("+"),
        /// `a - b`
        MINUS("-"),
        /// `a * b`
        TIMES("*"),
        /// `a / b`; unknown where b may be 0
        OVER("/"),
        /// `min(a, b)`
        MINIMUM("min"),
        /// `max(a, b)`
        MAXIMUM("max");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /// How the rule language writes it.
        public String symbol() {
            return symbol;
        }
    }

    /// What an aggregate computes.
    enum Kind {
        /// the sum; 0 where the window is empty
        SUM("sum_past"),
        /// the least; +infinity where the window is empty
        MINIMUM("min_past"),
        /// the greatest; -infinity where the window is empty
        MAXIMUM("max_past"),
        /// the mean; unknown where the window is empty
        AVERAGE("avg_past");

        private final String symbol;

        Kind(String symbol) {
            this.symbol = symbol;
        }

        /// How the rule language writes it.
        public String symbol() {
            return symbol;
        }
    }

    /// This expression in the rule language.
    default String text() {
        return Printer.print(this);
    }

    /// Whether some formula counted in it looks at later rows.
    default boolean looksAhead() {
        return switch (this) {
            case Literal _, Constant _, Measurement _ -> false;
            case Negation(var body) -> body.looksAhead();
            case Arithmetic(var left, var _, var right) -> left.looksAhead() || right.looksAhead();
            case Absolute(var body) -> body.looksAhead();
            case Aggregate(var _, var _, var body) -> body.looksAhead();
            case Count(var _, var body) -> body.looksAhead();
        };
    }
}

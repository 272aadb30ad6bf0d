package orrery.solve.formula;

/// A temporal formula over signals: the syntax tree of a rule.
///
/// Two formulas are equal when their trees are. {@link #text()} prints one so that it parses back
/// to an equal one. The parser bounds the depth, so recursion over the tree is bounded.
///
/// Threads: immutable.
public sealed interface Formula {
    /// `true` or `false`.
    record Truth(boolean value) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// A boolean signal.
    record Proposition(String signal) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `left relation right`, for example `x <= 3`.
    record Comparison(Expression left, Relation relation, Expression right) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `!body`.
    record Not(Formula body) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `left & right`.
    record And(Formula left, Formula right) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `left | right`.
    record Or(Formula left, Formula right) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `left -> right`, the same as `!left | right`.
    record Implies(Formula left, Formula right) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `left <-> right`, the same as `(left -> right) & (right -> left)`.
    record Iff(Formula left, Formula right) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `X body`: the next row exists and satisfies it.
    record Next(Formula body) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `Y body`: the row before exists and satisfies it.
    record Yesterday(Formula body) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `G[a,b] body`: every row of the future window satisfies it.
    record Always(Interval interval, Formula body) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `F[a,b] body`: some row of the future window satisfies it.
    record Eventually(Interval interval, Formula body) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `H[a,b] body`: every row of the past window satisfies it; true where the window is empty.
    record Historically(Interval interval, Formula body) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `O[a,b] body`: some row of the past window satisfies it; false where the window is empty.
    record Once(Interval interval, Formula body) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `left U[a,b] right`: some row of the future window satisfies `right`, and every row from
    /// this one to the one before it satisfies `left`.
    record Until(Formula left, Interval interval, Formula right) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `left R[a,b] right`: the same as `!(!left U[a,b] !right)`.
    record Release(Formula left, Interval interval, Formula right) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `left W[a,b] right`: the same as `(left U[a,b] right) | G[0,b] left`.
    record WeakUntil(Formula left, Interval interval, Formula right) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// `left S[a,b] right`: some row of the past window satisfies `right`, and every row after it
    /// up to this one satisfies `left`.
    record Since(Formula left, Interval interval, Formula right) implements Formula {
        @Override
        public String toString() {
            return text();
        }
    }

    /// This formula in the rule language, with no more parentheses than it needs.
    default String text() {
        return Printer.print(this);
    }

    /// Whether some operator in it looks at later rows.
    default boolean looksAhead() {
        return switch (this) {
            case Truth _, Proposition _ -> false;
            case Comparison(var left, var _, var right) -> left.looksAhead() || right.looksAhead();
            case Not(var body) -> body.looksAhead();
            case And(var left, var right) -> left.looksAhead() || right.looksAhead();
            case Or(var left, var right) -> left.looksAhead() || right.looksAhead();
            case Implies(var left, var right) -> left.looksAhead() || right.looksAhead();
            case Iff(var left, var right) -> left.looksAhead() || right.looksAhead();
            case Yesterday(var body) -> body.looksAhead();
            case Historically(var _, var body) -> body.looksAhead();
            case Once(var _, var body) -> body.looksAhead();
            case Since(var left, var _, var right) -> left.looksAhead() || right.looksAhead();
            case Next _, Always _, Eventually _, Until _, Release _, WeakUntil _ -> true;
        };
    }
}

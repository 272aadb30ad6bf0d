package orrery.solve.consistency;

import orrery.solve.formula.Expression;
import orrery.solve.formula.Signal;
import orrery.solve.formula.Vocabulary;

/// Cheap bounds of an expression from the ranges of its signals; infinite where not obvious.
final class Range {
    private Range() {}

    static double lowest(Expression expression, Vocabulary vocabulary) {
        return switch (expression) {
            case Expression.Literal(var value) -> value;
            case Expression.Constant(var _, var value) -> value;
            case Expression.Measurement(var signal) ->
                    vocabulary.signal(signal).map(Signal::min).orElse(Double.NEGATIVE_INFINITY);
            case Expression.Negation(var body) -> -highest(body, vocabulary);
            case Expression.Absolute _, Expression.Count _ -> 0;
            case Expression.Arithmetic _, Expression.Aggregate _ -> Double.NEGATIVE_INFINITY;
        };
    }

    static double highest(Expression expression, Vocabulary vocabulary) {
        return switch (expression) {
            case Expression.Literal(var value) -> value;
            case Expression.Constant(var _, var value) -> value;
            case Expression.Measurement(var signal) ->
                    vocabulary.signal(signal).map(Signal::max).orElse(Double.POSITIVE_INFINITY);
            case Expression.Negation(var body) -> -lowest(body, vocabulary);
            case Expression.Absolute _,
                    Expression.Count _,
                    Expression.Arithmetic _,
                    Expression.Aggregate _ ->
                    Double.POSITIVE_INFINITY;
        };
    }
}

package orrery.solve.formula;

import orrery.solve.formula.Formula.Always;
import orrery.solve.formula.Formula.And;
import orrery.solve.formula.Formula.Comparison;
import orrery.solve.formula.Formula.Eventually;
import orrery.solve.formula.Formula.Historically;
import orrery.solve.formula.Formula.Iff;
import orrery.solve.formula.Formula.Implies;
import orrery.solve.formula.Formula.Next;
import orrery.solve.formula.Formula.Not;
import orrery.solve.formula.Formula.Once;
import orrery.solve.formula.Formula.Or;
import orrery.solve.formula.Formula.Proposition;
import orrery.solve.formula.Formula.Release;
import orrery.solve.formula.Formula.Since;
import orrery.solve.formula.Formula.Truth;
import orrery.solve.formula.Formula.Until;
import orrery.solve.formula.Formula.WeakUntil;
import orrery.solve.formula.Formula.Yesterday;

/// Formulas as text that parses back to an equal formula.
final class Printer {
    // Binding powers, loosest first; the parser has the same.
    static final int IFF = 1;
    static final int IMPLIES = 2;
    static final int OR = 3;
    static final int AND = 4;
    static final int UNTIL = 5;
    static final int PREFIX = 6;
    static final int ATOM = 7;

    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int FACTOR = 3;

    private Printer() {}

    static String print(Formula formula) {
        return switch (formula) {
            case Truth(var value) -> Boolean.toString(value);
            case Proposition(var signal) -> signal;
            case Comparison(var left, var relation, var right) ->
                    print(left) + " " + relation.symbol() + " " + print(right);
            case Not(var body) -> "!" + at(PREFIX, body);
            case And(var left, var right) -> at(AND, left) + " & " + at(AND + 1, right);
            case Or(var left, var right) -> at(OR, left) + " | " + at(OR + 1, right);
            case Implies(var left, var right) ->
                    at(IMPLIES + 1, left) + " -> " + at(IMPLIES, right);
            case Iff(var left, var right) -> at(IFF, left) + " <-> " + at(IFF + 1, right);
            case Next(var body) -> "X " + at(PREFIX, body);
            case Yesterday(var body) -> "Y " + at(PREFIX, body);
            case Always(var interval, var body) -> prefix("G", interval, body);
            case Eventually(var interval, var body) -> prefix("F", interval, body);
            case Historically(var interval, var body) -> prefix("H", interval, body);
            case Once(var interval, var body) -> prefix("O", interval, body);
            case Until(var left, var interval, var right) -> infix(left, "U", interval, right);
            case Release(var left, var interval, var right) -> infix(left, "R", interval, right);
            case WeakUntil(var left, var interval, var right) -> infix(left, "W", interval, right);
            case Since(var left, var interval, var right) -> infix(left, "S", interval, right);
        };
    }

    static String print(Expression expression) {
        return at(SUM, expression);
    }

    private static String prefix(String operator, Interval interval, Formula body) {
        return operator + interval.text() + " " + at(PREFIX, body);
    }

    private static String infix(Formula left, String operator, Interval interval, Formula right) {
        return at(UNTIL + 1, left) + " " + operator + interval.text() + " " + at(UNTIL, right);
    }

    private static String at(int power, Formula formula) {
        String text = print(formula);
        return power(formula) < power ? "(" + text + ")" : text;
    }

    private static int power(Formula formula) {
        return switch (formula) {
            case Truth _, Proposition _, Comparison _ -> ATOM;
            case Not _, Next _, Yesterday _, Always _, Eventually _, Historically _, Once _ ->
                    PREFIX;
            case Until _, Release _, WeakUntil _, Since _ -> UNTIL;
            case And _ -> AND;
            case Or _ -> OR;
            case Implies _ -> IMPLIES;
            case Iff _ -> IFF;
        };
    }

    private static String at(int power, Expression expression) {
        return switch (expression) {
            case Expression.Literal(var value) -> Double.toString(value);
            case Expression.Constant(var name, var _) -> name;
            case Expression.Measurement(var signal) -> signal;
            case Expression.Negation(Expression.Literal(var value)) ->
                    "-(" + Double.toString(value) + ")";
            case Expression.Negation(var body) -> "-" + at(FACTOR, body);
            case Expression.Absolute(var body) -> "abs(" + print(body) + ")";
            case Expression.Aggregate(var kind, var interval, var body) ->
                    kind.symbol() + interval.text() + "(" + print(body) + ")";
            case Expression.Count(var interval, var body) ->
                    "count_past" + interval.text() + "(" + print(body) + ")";
            case Expression.Arithmetic(var left, var operator, var right) ->
                    arithmetic(power, left, operator, right);
        };
    }

    private static String arithmetic(
            int power, Expression left, Expression.Operator operator, Expression right) {
        return switch (operator) {
            case MINIMUM, MAXIMUM ->
                    operator.symbol() + "(" + print(left) + ", " + print(right) + ")";
            case PLUS, MINUS -> chain(power, SUM, left, operator, right);
            case TIMES, OVER -> chain(power, PRODUCT, left, operator, right);
        };
    }

    private static String chain(
            int power, int own, Expression left, Expression.Operator operator, Expression right) {
        String text = at(own, left) + " " + operator.symbol() + " " + at(own + 1, right);
        return own < power ? "(" + text + ")" : text;
    }
}

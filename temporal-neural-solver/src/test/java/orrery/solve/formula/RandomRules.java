package orrery.solve.formula;

import java.util.List;
import java.util.random.RandomGenerator;
import orrery.solve.formula.Expression.Arithmetic;
import orrery.solve.formula.Expression.Operator;

/// Random formulas over the signals x, y (numbers) and p, q (booleans) and the constant c.
public final class RandomRules {
    public static final Vocabulary VOCABULARY =
            Vocabulary.builder()
                    .number("x", -4, 4)
                    .number("y")
                    .truth("p")
                    .truth("q")
                    .constant("c", 1.5)
                    .build();

    private static final List<Relation> RELATIONS = List.of(Relation.values());

    private final RandomGenerator random;

    public RandomRules(RandomGenerator random) {
        this.random = random;
    }

    /// A rule: mostly `G f`.
    public Formula rule(int depth) {
        Formula body = formula(depth, random.nextInt(3) == 0);
        return switch (random.nextInt(8)) {
            case 0 -> body;
            case 1 -> new Formula.And(new Formula.Always(Interval.ALL, body), past(1));
            default -> new Formula.Always(Interval.ALL, body);
        };
    }

    public Formula past(int depth) {
        return formula(depth, false);
    }

    public Formula formula(int depth, boolean ahead) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return atom(depth);
        }
        return switch (random.nextInt(ahead ? 20 : 14)) {
            case 0 -> new Formula.Not(formula(depth - 1, ahead));
            case 1, 2 -> new Formula.And(formula(depth - 1, ahead), formula(depth - 1, ahead));
            case 3, 4 -> new Formula.Or(formula(depth - 1, ahead), formula(depth - 1, ahead));
            case 5 -> new Formula.Implies(formula(depth - 1, ahead), formula(depth - 1, ahead));
            case 6 -> new Formula.Iff(formula(depth - 1, ahead), formula(depth - 1, ahead));
            case 7 -> new Formula.Yesterday(past(depth - 1));
            case 8, 9 -> new Formula.Once(pastWindow(), past(depth - 1));
            case 10, 11 -> new Formula.Historically(pastWindow(), past(depth - 1));
            case 12, 13 -> new Formula.Since(past(depth - 1), pastWindow(), past(depth - 1));
            case 14 -> new Formula.Next(formula(depth - 1, true));
            case 15 -> new Formula.Eventually(window(), formula(depth - 1, true));
            case 16 -> new Formula.Always(window(), formula(depth - 1, true));
            case 17 ->
                    new Formula.Until(formula(depth - 1, true), window(), formula(depth - 1, true));
            case 18 ->
                    new Formula.Release(
                            formula(depth - 1, true), window(), formula(depth - 1, true));
            default ->
                    new Formula.WeakUntil(
                            formula(depth - 1, true), window(), formula(depth - 1, true));
        };
    }

    private Formula atom(int depth) {
        return switch (random.nextInt(12)) {
            case 0 -> new Formula.Truth(random.nextBoolean());
            case 1, 2, 3 -> new Formula.Proposition("p");
            case 4, 5 -> new Formula.Proposition("q");
            default ->
                    new Formula.Comparison(
                            number(Math.min(depth, 2), false),
                            RELATIONS.get(random.nextInt(6)),
                            number(Math.min(depth, 1), false));
        };
    }

    private Expression number(int depth, boolean summed) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return switch (random.nextInt(6)) {
                case 0 -> new Expression.Constant("c", 1.5);
                case 1 -> new Expression.Literal(random.nextInt(-4, 5) / 2.0);
                case 2, 3 -> new Expression.Measurement("y");
                default -> new Expression.Measurement("x");
            };
        }
        Operator[] operators = Operator.values();
        return switch (random.nextInt(8)) {
            case 0 -> new Expression.Negation(number(depth - 1, summed));
            case 1 -> new Expression.Absolute(number(depth - 1, summed));
            case 2, 3 -> {
                Operator operator = operators[random.nextInt(operators.length)];
                boolean kept = operator != Operator.OVER || !summed;
                yield new Arithmetic(
                        number(depth - 1, summed),
                        kept ? operator : Operator.PLUS,
                        number(depth - 1, summed));
            }
            case 4 -> new Expression.Count(pastWindow(), past(depth - 1));
            default -> {
                // Sums of halves are exact in any order; quotients are not.
                Expression.Kind[] kinds = Expression.Kind.values();
                Expression.Kind kind = kinds[random.nextInt(summed ? 3 : kinds.length)];
                yield new Expression.Aggregate(kind, pastWindow(), number(depth - 1, true));
            }
        };
    }

    private Interval pastWindow() {
        if (random.nextInt(5) == 0) {
            Interval.Unit[] units = Interval.Unit.values();
            return new Interval(units[random.nextInt(2)], random.nextInt(3), Interval.UNBOUNDED);
        }
        return window();
    }

    private Interval window() {
        int from = random.nextInt(2) == 0 ? 0 : random.nextInt(4);
        int to = from + random.nextInt(5);
        return random.nextBoolean() ? Interval.samples(from, to) : Interval.ofNs(from, to);
    }
}

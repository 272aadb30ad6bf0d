package orrery.solve.monitor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orrery.solve.formula.Expression;
import orrery.solve.formula.Formula;
import orrery.solve.formula.Interval;
import orrery.solve.formula.Vocabulary;

/// The plain twin: the definitions of the rule language, row by row over a whole trace.
final class BruteForce {
    /// Bounds of a number, or of a robustness with a verdict in Kleene's order.
    record Value(double lo, double hi, int order) {
        Value not() {
            return new Value(-hi, -lo, 2 - order);
        }

        Value and(Value other) {
            return new Value(
                    Math.min(lo, other.lo), Math.min(hi, other.hi), Math.min(order, other.order));
        }

        Value or(Value other) {
            return not().and(other.not()).not();
        }
    }

    static final class Row {
        final long time;
        final long sample;
        final double[] low;
        final double[] high;

        Row(long time, long sample, double[] low, double[] high) {
            this.time = time;
            this.sample = sample;
            this.low = low;
            this.high = high;
        }
    }

    static final double INF = Double.POSITIVE_INFINITY;
    static final Value TRUE = new Value(INF, INF, 2);
    static final Value FALSE = new Value(-INF, -INF, 0);
    static final Value ANY = new Value(-INF, INF, 1);

    private final Vocabulary vocabulary;
    private final List<Row> rows;
    private final boolean ended;
    private final Map<Object, Value[]> known = new HashMap<>();

    /// @param ended whether no row follows; otherwise rows not seen may be anything
    BruteForce(Vocabulary vocabulary, List<Row> rows, boolean ended) {
        this.vocabulary = vocabulary;
        this.rows = rows;
        this.ended = ended;
    }

    Value at(Formula formula, int i) {
        Value[] memo = known.computeIfAbsent(formula, _ -> new Value[rows.size()]);
        if (memo[i] == null) {
            memo[i] = evaluate(formula, i);
        }
        return memo[i];
    }

    private Value evaluate(Formula formula, int i) {
        return switch (formula) {
            case Formula.Truth(var value) -> value ? TRUE : FALSE;
            case Formula.Proposition(var signal) -> proposition(signal, rows.get(i));
            case Formula.Comparison c -> compare(c, at(c.left(), i), at(c.right(), i));
            case Formula.Not(var body) -> at(body, i).not();
            case Formula.And(var left, var right) -> at(left, i).and(at(right, i));
            case Formula.Or(var left, var right) -> at(left, i).or(at(right, i));
            case Formula.Implies(var left, var right) -> at(left, i).not().or(at(right, i));
            case Formula.Iff(var left, var right) ->
                    at(left, i).not().or(at(right, i)).and(at(right, i).not().or(at(left, i)));
            case Formula.Yesterday(var body) -> i == 0 ? FALSE : at(body, i - 1);
            case Formula.Next(var body) ->
                    i + 1 < rows.size() ? at(body, i + 1) : ended ? FALSE : ANY;
            case Formula.Once(var interval, var body) ->
                    past(interval, i).stream().map(j -> at(body, j)).reduce(FALSE, Value::or);
            case Formula.Historically(var interval, var body) ->
                    past(interval, i).stream().map(j -> at(body, j)).reduce(TRUE, Value::and);
            case Formula.Since(var left, var interval, var right) -> {
                Value best = FALSE;
                for (int j : past(interval, i)) {
                    Value value = at(right, j);
                    for (int k = j + 1; k <= i; k++) {
                        value = value.and(at(left, k));
                    }
                    best = best.or(value);
                }
                yield best;
            }
            case Formula.Eventually(var interval, var body) ->
                    until(new Formula.Truth(true), interval, body, i);
            case Formula.Always(var interval, var body) ->
                    until(new Formula.Truth(true), interval, new Formula.Not(body), i).not();
            case Formula.Until(var left, var interval, var right) ->
                    until(left, interval, right, i);
            case Formula.Release(var left, var interval, var right) ->
                    until(new Formula.Not(left), interval, new Formula.Not(right), i).not();
            case Formula.WeakUntil(var left, var interval, var right) -> {
                Interval whole = new Interval(interval.unit(), 0, interval.to());
                Value throughout =
                        until(new Formula.Truth(true), whole, new Formula.Not(left), i).not();
                yield until(left, interval, right, i).or(throughout);
            }
        };
    }

    private Value until(Formula left, Interval interval, Formula right, int i) {
        Value best = FALSE;
        Value held = TRUE;
        for (int j = i; j < rows.size(); j++) {
            long distance = key(interval, j) - key(interval, i);
            if (distance >= interval.from() && distance <= interval.to()) {
                best = best.or(held.and(at(right, j)));
            }
            held = held.and(at(left, j));
        }
        if (!ended && !passed(interval, i)) {
            best = best.or(held.and(ANY));
        }
        return best;
    }

    private boolean passed(Interval interval, int i) {
        return key(interval, rows.size() - 1) - key(interval, i) > interval.to();
    }

    /// Whether the horizon of the formula at row i has passed.
    boolean closed(Formula formula, int i) {
        if (!formula.looksAhead()) {
            return true;
        }
        return switch (formula) {
            case Formula.Not(var body) -> closed(body, i);
            case Formula.And(var left, var right) -> closed(left, i) && closed(right, i);
            case Formula.Or(var left, var right) -> closed(left, i) && closed(right, i);
            case Formula.Implies(var left, var right) -> closed(left, i) && closed(right, i);
            case Formula.Iff(var left, var right) -> closed(left, i) && closed(right, i);
            case Formula.Next(var body) -> i + 1 < rows.size() && closed(body, i + 1);
            case Formula.Eventually(var interval, var body) -> closed(interval, i, body, body);
            case Formula.Always(var interval, var body) -> closed(interval, i, body, body);
            case Formula.Until(var left, var interval, var right) ->
                    closed(interval, i, left, right);
            case Formula.Release(var left, var interval, var right) ->
                    closed(interval, i, left, right);
            case Formula.WeakUntil(var left, var interval, var right) ->
                    closed(interval, i, left, right);
            default -> throw new IllegalStateException("past over future");
        };
    }

    private boolean closed(Interval interval, int i, Formula left, Formula right) {
        boolean closed = passed(interval, i);
        for (int j = i; j < rows.size(); j++) {
            if (key(interval, j) - key(interval, i) <= interval.to()) {
                closed &= closed(left, j) && closed(right, j);
            }
        }
        return closed;
    }

    private long key(Interval interval, int i) {
        return interval.unit() == Interval.Unit.TIME ? rows.get(i).time : rows.get(i).sample;
    }

    private List<Integer> past(Interval interval, int i) {
        List<Integer> inside = new ArrayList<>();
        for (int j = 0; j <= i; j++) {
            long distance = key(interval, i) - key(interval, j);
            if (distance >= interval.from() && distance <= interval.to()) {
                inside.add(j);
            }
        }
        return inside;
    }

    private Value proposition(String signal, Row row) {
        int index = vocabulary.index(signal);
        double low = row.low[index];
        double high = row.high[index];
        if (low > 0) {
            return new Value(1, 1, 2);
        }
        return low == 0 && high == 0 ? new Value(-1, -1, 0) : new Value(-1, 1, 1);
    }

    private static double minus(double a, double b) {
        return a == b ? 0 : a - b;
    }

    private static Value compare(Formula.Comparison comparison, Value l, Value r) {
        Value below = new Value(minus(r.lo, l.hi), minus(r.hi, l.lo), 1);
        Value above = new Value(minus(l.lo, r.hi), minus(l.hi, r.lo), 1);
        return switch (comparison.relation()) {
            case LESS -> decide(below, l.hi < r.lo, l.lo >= r.hi);
            case AT_MOST -> decide(below, l.hi <= r.lo, l.lo > r.hi);
            case GREATER -> decide(above, l.lo > r.hi, l.hi <= r.lo);
            case AT_LEAST -> decide(above, l.lo >= r.hi, l.hi < r.lo);
            case EQUAL -> equal(above, l, r);
            case DIFFERENT -> equal(above, l, r).not();
        };
    }

    private static Value equal(Value difference, Value l, Value r) {
        double most = Math.max(Math.abs(difference.lo), Math.abs(difference.hi));
        boolean around = difference.lo <= 0 && difference.hi >= 0;
        double least = around ? 0 : Math.min(Math.abs(difference.lo), Math.abs(difference.hi));
        boolean point = l.lo == l.hi && r.lo == r.hi && l.lo == r.lo;
        return decide(new Value(-most, -least, 1), point, l.hi < r.lo || r.hi < l.lo);
    }

    private static Value decide(Value value, boolean yes, boolean no) {
        return new Value(value.lo, value.hi, yes ? 2 : no ? 0 : 1);
    }

    private Value at(Expression expression, int i) {
        return switch (expression) {
            case Expression.Literal(var value) -> new Value(value, value, 0);
            case Expression.Constant(var _, var value) -> new Value(value, value, 0);
            case Expression.Measurement(var signal) -> {
                int index = vocabulary.index(signal);
                double low = rows.get(i).low[index];
                double high = rows.get(i).high[index];
                yield low <= high ? new Value(low, high, 0) : ANY;
            }
            case Expression.Negation(var body) -> at(body, i).not();
            case Expression.Absolute(var body) -> {
                Value v = at(body, i);
                double most = Math.max(Math.abs(v.lo), Math.abs(v.hi));
                boolean around = v.lo <= 0 && v.hi >= 0;
                yield new Value(around ? 0 : Math.min(Math.abs(v.lo), Math.abs(v.hi)), most, 0);
            }
            case Expression.Arithmetic(var left, var operator, var right) ->
                    arithmetic(at(left, i), operator, at(right, i));
            case Expression.Count(var interval, var body) -> {
                double least = 0;
                double most = 0;
                for (int j : past(interval, i)) {
                    least += at(body, j).order == 2 ? 1 : 0;
                    most += at(body, j).order >= 1 ? 1 : 0;
                }
                yield new Value(least, most, 0);
            }
            case Expression.Aggregate(var kind, var interval, var body) ->
                    aggregate(kind, past(interval, i).stream().map(j -> at(body, j)).toList());
        };
    }

    private static Value wide(double lo, double hi) {
        return new Value(Double.isNaN(lo) ? -INF : lo, Double.isNaN(hi) ? INF : hi, 0);
    }

    private static Value aggregate(Expression.Kind kind, List<Value> values) {
        double lo = values.stream().mapToDouble(Value::lo).reduce(0, Double::sum);
        double hi = values.stream().mapToDouble(Value::hi).reduce(0, Double::sum);
        Value sum = wide(lo, hi);
        return switch (kind) {
            case SUM -> sum;
            case AVERAGE ->
                    values.isEmpty()
                            ? ANY
                            : new Value(sum.lo / values.size(), sum.hi / values.size(), 0);
            case MINIMUM -> values.stream().reduce(TRUE, Value::and);
            case MAXIMUM -> values.stream().reduce(FALSE, Value::or);
        };
    }

    private static Value arithmetic(Value l, Expression.Operator operator, Value r) {
        return switch (operator) {
            case PLUS -> wide(l.lo + r.lo, l.hi + r.hi);
            case MINUS -> wide(l.lo - r.hi, l.hi - r.lo);
            case MINIMUM -> l.and(r);
            case MAXIMUM -> l.or(r);
            case TIMES -> {
                double[] ends = {l.lo * r.lo, l.lo * r.hi, l.hi * r.lo, l.hi * r.hi};
                double lo = INF;
                double hi = -INF;
                for (double end : ends) {
                    double product = Double.isNaN(end) ? 0 : end;
                    lo = Math.min(lo, product);
                    hi = Math.max(hi, product);
                }
                yield new Value(lo, hi, 0);
            }
            case OVER -> {
                if (r.lo <= 0 && r.hi >= 0) {
                    yield ANY;
                }
                double[] ends = {l.lo / r.lo, l.lo / r.hi, l.hi / r.lo, l.hi / r.hi};
                double lo = INF;
                double hi = -INF;
                for (double end : ends) {
                    lo = Math.min(lo, end);
                    hi = Math.max(hi, end);
                }
                yield wide(lo, hi);
            }
        };
    }
}

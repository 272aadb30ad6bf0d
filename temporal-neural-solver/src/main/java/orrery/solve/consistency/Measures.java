package orrery.solve.consistency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import orrery.solve.formula.Expression;
import orrery.solve.formula.Formula;
import orrery.solve.formula.Interval;
import orrery.solve.formula.Relation;
import orrery.solve.formula.Signal;
import orrery.solve.formula.Vocabulary;

/// Expressions at the rows of a behaviour as linear forms.
final class Measures {
    private record Place(Expression expression, int row) {}

    private final Timeline timeline;
    private final Vocabulary vocabulary;
    private final Simplex simplex;
    private final Unrolling formulas;
    private final Map<Place, Quantity> known = new HashMap<>();
    private final List<Constraint> definitions = new ArrayList<>();

    Measures(Timeline timeline, Vocabulary vocabulary, Simplex simplex, Unrolling formulas) {
        this.timeline = timeline;
        this.vocabulary = vocabulary;
        this.simplex = simplex;
        this.formulas = formulas;
    }

    List<Constraint> definitions() {
        return definitions;
    }

    Quantity at(Expression expression, int row) {
        Place place = new Place(expression, row);
        Quantity quantity = known.get(place);
        if (quantity == null) {
            quantity = measure(expression, row);
            known.put(place, quantity);
        }
        return quantity;
    }

    private Quantity measure(Expression expression, int row) {
        return switch (expression) {
            case Expression.Literal(var value) -> constant(value);
            case Expression.Constant(var _, var value) -> constant(value);
            case Expression.Measurement(var signal) -> signal(signal);
            case Expression.Negation(var body) -> negate(at(body, row));
            case Expression.Absolute(var body) -> {
                Quantity value = at(body, row);
                yield extreme(value, negate(value), true);
            }
            case Expression.Arithmetic(var left, var operator, var right) ->
                    arithmetic(at(left, row), operator, at(right, row));
            case Expression.Count(var interval, var body) -> count(interval, body, row);
            case Expression.Aggregate(var kind, var interval, var body) -> {
                boolean timed = interval.unit() == Interval.Unit.TIME;
                boolean certain = !timed || (row == 0 && interval.from() == 0);
                yield certain
                        ? aggregate(kind, values(interval, body, row))
                        : estimate(kind, interval, body, row);
            }
        };
    }

    private static Quantity constant(double value) {
        return new Quantity.Finite(Affine.of(Rational.of(value)));
    }

    private Quantity signal(String name) {
        Signal signal = vocabulary.signals().get(vocabulary.index(name));
        Affine variable = fresh();
        if (Double.isFinite(signal.min())) {
            definitions.add(sign(variable.minus(form(signal.min())), Relation.AT_LEAST));
        }
        if (Double.isFinite(signal.max())) {
            definitions.add(sign(variable.minus(form(signal.max())), Relation.AT_MOST));
        }
        return new Quantity.Finite(variable);
    }

    private Affine fresh() {
        return Affine.variable(simplex.variable());
    }

    private static Affine form(double value) {
        return Affine.of(Rational.of(value));
    }

    private static Quantity negate(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Finite(var form) ->
                    new Quantity.Finite(form.times(Rational.ONE.negate()));
            case Quantity.Infinite(var sign) -> new Quantity.Infinite(-sign);
            case Quantity.Undefined undefined -> undefined;
        };
    }

    private Quantity arithmetic(Quantity left, Expression.Operator operator, Quantity right) {
        return switch (operator) {
            case PLUS -> plus(left, right);
            case MINUS -> plus(left, negate(right));
            case MINIMUM -> extreme(left, right, false);
            case MAXIMUM -> extreme(left, right, true);
            case TIMES -> times(left, right);
            case OVER -> {
                Optional<Rational> divisor = constant(right);
                yield divisor.isPresent()
                                && divisor.get().signum() != 0
                                && left instanceof Quantity.Finite(var form)
                        ? new Quantity.Finite(form.times(divisor.get().inverse()))
                        : Quantity.UNDEFINED;
            }
        };
    }

    private static Optional<Rational> constant(Quantity quantity) {
        return quantity instanceof Quantity.Finite(var form) && form.terms().isEmpty()
                ? Optional.of(form.constant())
                : Optional.empty();
    }

    private static Quantity plus(Quantity left, Quantity right) {
        if (left instanceof Quantity.Finite(var a) && right instanceof Quantity.Finite(var b)) {
            return new Quantity.Finite(a.plus(b));
        }
        if (left instanceof Quantity.Infinite && right instanceof Quantity.Finite) {
            return left;
        }
        return left instanceof Quantity.Finite && right instanceof Quantity.Infinite
                ? right
                : Quantity.UNDEFINED;
    }

    private static Quantity times(Quantity left, Quantity right) {
        if (left instanceof Quantity.Finite(var a) && right instanceof Quantity.Finite(var b)) {
            if (a.terms().isEmpty()) {
                return new Quantity.Finite(b.times(a.constant()));
            }
            if (b.terms().isEmpty()) {
                return new Quantity.Finite(a.times(b.constant()));
            }
        }
        return Quantity.UNDEFINED;
    }

    /// The greater or the lesser of two: a new variable with its definition.
    private Quantity extreme(Quantity left, Quantity right, boolean greatest) {
        int beyond = greatest ? 1 : -1;
        if (left instanceof Quantity.Infinite(var sign)) {
            return sign == beyond ? left : right;
        }
        if (right instanceof Quantity.Infinite(var sign)) {
            return sign == beyond ? right : left;
        }
        if (left instanceof Quantity.Finite(var a) && right instanceof Quantity.Finite(var b)) {
            Affine value = fresh();
            Relation outside = greatest ? Relation.AT_LEAST : Relation.AT_MOST;
            Relation inside = greatest ? Relation.AT_MOST : Relation.AT_LEAST;
            definitions.add(sign(value.minus(a), outside));
            definitions.add(sign(value.minus(b), outside));
            definitions.add(
                    Constraint.any(
                            List.of(sign(value.minus(a), inside), sign(value.minus(b), inside))));
            return new Quantity.Finite(value);
        }
        return Quantity.UNDEFINED;
    }

    private List<Quantity> values(Interval interval, Expression body, int row) {
        return timeline.maybePast(interval, row).stream().map(j -> at(body, j)).toList();
    }

    private Quantity aggregate(Expression.Kind kind, List<Quantity> values) {
        return switch (kind) {
            case SUM -> values.stream().reduce(constant(0), Measures::plus);
            case AVERAGE -> {
                Quantity sum = values.stream().reduce(constant(0), Measures::plus);
                yield values.isEmpty()
                        ? Quantity.UNDEFINED
                        : times(sum, constant(Rational.of(values.size()).inverse()));
            }
            case MINIMUM ->
                    values.stream()
                            .reduce(new Quantity.Infinite(1), (a, b) -> extreme(a, b, false));
            case MAXIMUM ->
                    values.stream()
                            .reduce(new Quantity.Infinite(-1), (a, b) -> extreme(a, b, true));
        };
    }

    private static Quantity constant(Rational value) {
        return new Quantity.Finite(Affine.of(value));
    }

    /// An aggregate over rows that times decide, of which only the present one may be certain.
    private Quantity estimate(Expression.Kind kind, Interval interval, Expression body, int row) {
        Quantity present = interval.from() == 0 ? at(body, row) : constant(0);
        if (!(present instanceof Quantity.Finite(var certain))) {
            return Quantity.UNDEFINED;
        }
        if (kind != Expression.Kind.SUM) {
            if (interval.from() > 0 || kind == Expression.Kind.AVERAGE) {
                return Quantity.UNDEFINED;
            }
            Affine value = fresh();
            boolean least = kind == Expression.Kind.MINIMUM;
            definitions.add(
                    sign(value.minus(certain), least ? Relation.AT_MOST : Relation.AT_LEAST));
            return new Quantity.Finite(value);
        }
        Affine value = fresh();
        if (Range.lowest(body, vocabulary) >= 0) {
            definitions.add(sign(value.minus(certain), Relation.AT_LEAST));
        }
        if (Range.highest(body, vocabulary) <= 0) {
            definitions.add(sign(value.minus(certain), Relation.AT_MOST));
        }
        return new Quantity.Finite(value);
    }

    private Quantity count(Interval interval, Formula body, int row) {
        Affine most = Affine.of(Rational.ZERO);
        Affine least = Affine.of(Rational.ZERO);
        for (int j : timeline.maybePast(interval, row)) {
            Affine indicator = indicator(body, j);
            most = most.plus(indicator);
            if (timeline.surely(interval, row, j)) {
                least = least.plus(indicator);
            }
        }
        if (interval.unit() == Interval.Unit.SAMPLES) {
            return new Quantity.Finite(most);
        }
        Affine value = fresh();
        definitions.add(sign(value.minus(most), Relation.AT_MOST));
        definitions.add(sign(value.minus(least), Relation.AT_LEAST));
        return new Quantity.Finite(value);
    }

    private Affine indicator(Formula body, int row) {
        Affine value = fresh();
        Constraint one = sign(value.minus(Affine.of(Rational.ONE)), Relation.EQUAL);
        Constraint zero = sign(value, Relation.EQUAL);
        definitions.add(
                Constraint.any(
                        List.of(
                                Constraint.all(List.of(formulas.at(body, row, true), one)),
                                Constraint.all(List.of(formulas.at(body, row, false), zero)))));
        return value;
    }

    Constraint compare(Quantity left, Relation relation, Quantity right) {
        if (left instanceof Quantity.Finite(var a) && right instanceof Quantity.Finite(var b)) {
            return sign(a.minus(b), relation);
        }
        if (left instanceof Quantity.Undefined || right instanceof Quantity.Undefined) {
            return Constraint.YES;
        }
        int order = Integer.compare(rank(left), rank(right));
        return holds(order, relation) ? Constraint.YES : Constraint.NO;
    }

    private static int rank(Quantity quantity) {
        return quantity instanceof Quantity.Infinite(var sign) ? sign : 0;
    }

    private static boolean holds(int order, Relation relation) {
        return switch (relation) {
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
            case EQUAL -> order == 0;
            case DIFFERENT -> order != 0;
        };
    }

    /// That the form compares with 0 in this way.
    private Constraint sign(Affine form, Relation relation) {
        if (form.terms().isEmpty()) {
            return holds(form.constant().signum(), relation) ? Constraint.YES : Constraint.NO;
        }
        SortedMap<Integer, Rational> terms = form.terms();
        Rational lead = Simplex.factor(terms, terms.firstKey());
        Affine scaled = form.times(lead.inverse());
        int variable = simplex.form(scaled.terms());
        Rational limit = scaled.constant().negate();
        boolean flipped = lead.signum() < 0;
        return switch (relation) {
            case LESS -> bound(variable, !flipped, limit, true);
            case AT_MOST -> bound(variable, !flipped, limit, false);
            case GREATER -> bound(variable, flipped, limit, true);
            case AT_LEAST -> bound(variable, flipped, limit, false);
            case EQUAL ->
                    Constraint.all(
                            List.of(
                                    bound(variable, true, limit, false),
                                    bound(variable, false, limit, false)));
            case DIFFERENT ->
                    Constraint.any(
                            List.of(
                                    bound(variable, true, limit, true),
                                    bound(variable, false, limit, true)));
        };
    }

    private static Constraint bound(int variable, boolean upper, Rational limit, boolean strict) {
        Limit exact =
                !strict
                        ? Limit.exactly(limit)
                        : upper ? Limit.justBelow(limit) : Limit.justAbove(limit);
        return new Constraint.Bound(variable, upper, exact);
    }
}

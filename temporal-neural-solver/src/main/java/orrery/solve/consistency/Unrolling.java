package orrery.solve.consistency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orrery.solve.formula.Expression;
import orrery.solve.formula.Formula;
import orrery.solve.formula.Interval;
import orrery.solve.formula.Relation;
import orrery.solve.formula.Vocabulary;

/// Formulas at the rows of a behaviour as constraints on its values.
///
/// The constraints are weaker than the formulas, never stronger: what rows not unrolled, unknown
/// times or non-linear terms leave open counts as satisfied. So impossible constraints mean
/// impossible formulas.
final class Unrolling {
    private static final Formula ALWAYS_TRUE = new Formula.Truth(true);

    private record Place(Formula formula, int row, boolean wanted) {}

    private final Timeline timeline;
    private final Measures measures;
    private final Map<String, int[]> truths = new HashMap<>();
    private final Map<Place, Constraint> known = new HashMap<>();
    private int truthCount;

    Unrolling(Timeline timeline, Vocabulary vocabulary, Simplex simplex) {
        this.timeline = timeline;
        this.measures = new Measures(timeline, vocabulary, simplex, this);
    }

    /// What the values stand for: ranges of signals, least and greatest, counts.
    List<Constraint> definitions() {
        return measures.definitions();
    }

    /// That the formula is true, or false, at the row.
    Constraint at(Formula formula, int row, boolean wanted) {
        Place place = new Place(formula, row, wanted);
        Constraint constraint = known.get(place);
        if (constraint == null) {
            constraint = unroll(formula, row, wanted);
            known.put(place, constraint);
        }
        return constraint;
    }

    private Constraint unroll(Formula formula, int row, boolean wanted) {
        return switch (formula) {
            case Formula.Truth(var value) -> value == wanted ? Constraint.YES : Constraint.NO;
            case Formula.Proposition(var signal) ->
                    new Constraint.Truth(truth(signal, row), wanted);
            case Formula.Comparison(var left, var relation, var right) ->
                    compare(left, wanted ? relation : opposite(relation), right, row);
            case Formula.Not(var body) -> at(body, row, !wanted);
            case Formula.And(var left, var right) ->
                    join(wanted, at(left, row, wanted), at(right, row, wanted));
            case Formula.Or(var left, var right) ->
                    join(!wanted, at(left, row, wanted), at(right, row, wanted));
            case Formula.Implies(var left, var right) ->
                    join(!wanted, at(left, row, !wanted), at(right, row, wanted));
            case Formula.Iff(var left, var right) ->
                    join(
                            false,
                            join(true, at(left, row, true), at(right, row, wanted)),
                            join(true, at(left, row, false), at(right, row, !wanted)));
            case Formula.Yesterday(var body) ->
                    row > 0 ? at(body, row - 1, wanted) : wanted ? Constraint.NO : Constraint.YES;
            case Formula.Next(var body) ->
                    row + 1 < timeline.rows() ? at(body, row + 1, wanted) : Constraint.YES;
            case Formula.Once(var interval, var body) ->
                    since(new Window(ALWAYS_TRUE, interval, body, true), row, wanted);
            case Formula.Historically(var interval, var body) ->
                    since(new Window(ALWAYS_TRUE, interval, body, false), row, !wanted);
            case Formula.Since(var left, var interval, var right) ->
                    since(new Window(left, interval, right, true), row, wanted);
            case Formula.Eventually(var interval, var body) ->
                    until(new Window(ALWAYS_TRUE, interval, body, true), row, wanted);
            case Formula.Always(var interval, var body) ->
                    until(new Window(ALWAYS_TRUE, interval, body, false), row, !wanted);
            case Formula.Until(var left, var interval, var right) ->
                    until(new Window(left, interval, right, true), row, wanted);
            case Formula.Release(var left, var interval, var right) ->
                    until(new Window(new Formula.Not(left), interval, right, false), row, !wanted);
            case Formula.WeakUntil(var left, var interval, var right) -> {
                Interval whole = new Interval(interval.unit(), 0, interval.to());
                yield join(
                        !wanted,
                        at(new Formula.Until(left, interval, right), row, wanted),
                        at(new Formula.Always(whole, left), row, wanted));
            }
        };
    }

    /// `left since-or-until right`, where the right side has the given truth.
    private record Window(Formula left, Interval interval, Formula right, boolean truth) {}

    private static Constraint join(boolean both, Constraint left, Constraint right) {
        return both ? Constraint.all(List.of(left, right)) : Constraint.any(List.of(left, right));
    }

    private Constraint since(Window window, int row, boolean wanted) {
        List<Constraint> ways = new ArrayList<>();
        for (int j : timeline.maybePast(window.interval, row)) {
            if (wanted || timeline.surely(window.interval, row, j)) {
                ways.add(way(window, j, j + 1, row + 1, wanted));
            }
        }
        return wanted ? Constraint.any(ways) : Constraint.all(ways);
    }

    private Constraint until(Window window, int row, boolean wanted) {
        List<Constraint> ways = new ArrayList<>();
        for (int j : timeline.maybeFuture(window.interval, row)) {
            if (wanted || timeline.surely(window.interval, row, j)) {
                ways.add(way(window, j, row, j, wanted));
            }
        }
        if (wanted && timeline.reachesOut(window.interval, row)) {
            List<Constraint> held = new ArrayList<>();
            for (int k = row; k < timeline.rows(); k++) {
                held.add(at(window.left, k, true));
            }
            ways.add(Constraint.all(held));
        }
        return wanted ? Constraint.any(ways) : Constraint.all(ways);
    }

    /// Right at row j and left at the rows from first to before end, or that this is not so.
    private Constraint way(Window window, int j, int first, int end, boolean wanted) {
        List<Constraint> parts = new ArrayList<>();
        parts.add(at(window.right, j, window.truth == wanted));
        for (int k = first; k < end; k++) {
            parts.add(at(window.left, k, wanted));
        }
        return wanted ? Constraint.all(parts) : Constraint.any(parts);
    }

    private int truth(String signal, int row) {
        int[] variables =
                truths.computeIfAbsent(
                        signal,
                        _ -> {
                            int[] fresh = new int[timeline.rows()];
                            for (int i = 0; i < fresh.length; i++) {
                                fresh[i] = truthCount++;
                            }
                            return fresh;
                        });
        return variables[row];
    }

    private static Relation opposite(Relation relation) {
        return switch (relation) {
            case LESS -> Relation.AT_LEAST;
            case AT_MOST -> Relation.GREATER;
            case GREATER -> Relation.AT_MOST;
            case AT_LEAST -> Relation.LESS;
            case EQUAL -> Relation.DIFFERENT;
            case DIFFERENT -> Relation.EQUAL;
        };
    }

    private Constraint compare(Expression left, Relation relation, Expression right, int row) {
        return measures.compare(measures.at(left, row), relation, measures.at(right, row));
    }
}

package orrery.solve.consistency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Decides in exact arithmetic whether bounds on linear forms can hold together.
///
/// Bounds are asserted one by one and taken back in the opposite order. Bland's rule makes it stop.
///
/// Source: Dutertre & de Moura, CAV 2006, doi:10.1007/11817963_11.
final class Simplex {
    private record Saved(int variable, boolean upper, Optional<Limit> before) {}

    private final List<Optional<Limit>> lower = new ArrayList<>();
    private final List<Optional<Limit>> upper = new ArrayList<>();
    private final List<Limit> value = new ArrayList<>();
    private final SortedMap<Integer, SortedMap<Integer, Rational>> rows = new TreeMap<>();
    private final Map<SortedMap<Integer, Rational>, Integer> forms = new HashMap<>();
    private final List<Saved> trail = new ArrayList<>();
    private final Effort effort;

    Simplex(Effort effort) {
        this.effort = effort;
    }

    int variable() {
        lower.add(Optional.empty());
        upper.add(Optional.empty());
        value.add(Limit.ZERO);
        return value.size() - 1;
    }

    /// The variable that equals a linear form of other variables.
    int form(SortedMap<Integer, Rational> terms) {
        if (terms.size() == 1 && factor(terms, terms.firstKey()).equals(Rational.ONE)) {
            return terms.firstKey();
        }
        Integer known = forms.get(terms);
        if (known != null) {
            return known;
        }
        int slack = variable();
        SortedMap<Integer, Rational> row = new TreeMap<>();
        terms.forEach((variable, factor) -> {
            SortedMap<Integer, Rational> own = rows.get(variable);
            if (own == null) {
                Affine.add(row, variable, factor);
            } else {
                own.forEach((v, f) -> Affine.add(row, v, f.times(factor)));
            }
        });
        rows.put(slack, row);
        value.set(slack, evaluate(row));
        forms.put(terms, slack);
        return slack;
    }

    private SortedMap<Integer, Rational> row(int basic) {
        return Objects.requireNonNull(rows.get(basic));
    }

    /// The factor of a variable that the form contains.
    static Rational factor(SortedMap<Integer, Rational> terms, int variable) {
        return Objects.requireNonNull(terms.get(variable));
    }

    private Limit evaluate(SortedMap<Integer, Rational> row) {
        Limit sum = Limit.ZERO;
        for (Map.Entry<Integer, Rational> term : row.entrySet()) {
            sum = sum.plus(value.get(term.getKey()).times(term.getValue()));
        }
        return sum;
    }

    int mark() {
        return trail.size();
    }

    void undo(int mark) {
        while (trail.size() > mark) {
            Saved saved = trail.removeLast();
            (saved.upper ? upper : lower).set(saved.variable, saved.before);
        }
    }

    /// Whether the bound holds (1), cannot hold (-1) or may (0), by the bounds of its variable
    /// alone.
    int status(Constraint.Bound bound) {
        Optional<Limit> low = lower.get(bound.variable());
        Optional<Limit> high = upper.get(bound.variable());
        Limit limit = bound.limit();
        if (bound.upper()) {
            boolean never = low.isPresent() && low.get().compareTo(limit) > 0;
            boolean always = high.isPresent() && high.get().compareTo(limit) <= 0;
            return never ? -1 : always ? 1 : 0;
        }
        boolean never = high.isPresent() && high.get().compareTo(limit) < 0;
        boolean always = low.isPresent() && low.get().compareTo(limit) >= 0;
        return never ? -1 : always ? 1 : 0;
    }

    /// Adds a bound; false if the bounds of the variable cross.
    boolean add(Constraint.Bound bound) {
        int status = status(bound);
        if (status != 0) {
            return status > 0;
        }
        List<Optional<Limit>> side = bound.upper() ? upper : lower;
        int variable = bound.variable();
        trail.add(new Saved(variable, bound.upper(), side.get(variable)));
        side.set(variable, Optional.of(bound.limit()));
        int order = value.get(variable).compareTo(bound.limit());
        if (!rows.containsKey(variable) && (bound.upper() ? order > 0 : order < 0)) {
            move(variable, bound.limit());
        }
        return true;
    }

    private void move(int variable, Limit to) {
        Limit change = to.minus(value.get(variable));
        rows.forEach((basic, row) -> {
            Rational factor = row.get(variable);
            if (factor != null) {
                value.set(basic, value.get(basic).plus(change.times(factor)));
                effort.spend(1);
            }
        });
        value.set(variable, to);
    }

    /// Whether all bounds can hold together; true too when the effort is exhausted.
    boolean feasible() {
        while (!effort.exhausted()) {
            int broken = -1;
            for (int basic : rows.keySet()) {
                if (below(basic) || above(basic)) {
                    broken = basic;
                    break;
                }
            }
            if (broken < 0) {
                return true;
            }
            boolean rise = below(broken);
            int entering = entering(broken, rise);
            if (entering < 0) {
                return false;
            }
            Limit target = (rise ? lower : upper).get(broken).orElseThrow();
            Rational factor = factor(row(broken), entering);
            Limit change = target.minus(value.get(broken)).times(factor.inverse());
            move(entering, value.get(entering).plus(change));
            pivot(broken, entering);
        }
        return true;
    }

    private boolean below(int variable) {
        Optional<Limit> low = lower.get(variable);
        return low.isPresent() && value.get(variable).compareTo(low.get()) < 0;
    }

    private boolean above(int variable) {
        Optional<Limit> high = upper.get(variable);
        return high.isPresent() && value.get(variable).compareTo(high.get()) > 0;
    }

    private int entering(int basic, boolean rise) {
        for (Map.Entry<Integer, Rational> term : row(basic).entrySet()) {
            int variable = term.getKey();
            boolean up = term.getValue().signum() > 0 == rise;
            Optional<Limit> end = (up ? upper : lower).get(variable);
            if (end.isEmpty() || !end.get().equals(value.get(variable))) {
                return variable;
            }
        }
        return -1;
    }

    private void pivot(int basic, int entering) {
        SortedMap<Integer, Rational> row = row(basic);
        Rational inverse = factor(row, entering).inverse();
        rows.remove(basic);
        row.remove(entering);
        SortedMap<Integer, Rational> solved = new TreeMap<>();
        row.forEach((variable, f) -> solved.put(variable, f.times(inverse).negate()));
        solved.put(basic, inverse);
        rows.forEach((_, other) -> {
            Rational share = other.remove(entering);
            if (share != null) {
                solved.forEach((v, f) -> Affine.add(other, v, f.times(share)));
                effort.spend(solved.size());
            }
        });
        rows.put(entering, solved);
        effort.spend(solved.size());
    }
}

package orrery.solve.consistency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Looks for values that satisfy constraints: splits on alternatives, prunes by the simplex.
final class Search {
    /// What a search found.
    enum Outcome {
        /// values that satisfy everything
        POSSIBLE,
        /// no values do
        IMPOSSIBLE,
        /// the effort ran out first
        EXHAUSTED
    }

    private final Simplex simplex;
    private final Effort effort;
    private final Map<Integer, Boolean> truths = new HashMap<>();
    private final List<Integer> assigned = new ArrayList<>();

    Search(Simplex simplex, Effort effort) {
        this.simplex = simplex;
        this.effort = effort;
    }

    Outcome run(Collection<Constraint> constraints) {
        boolean possible = solve(constraints, List.of());
        return effort.exhausted()
                ? Outcome.EXHAUSTED
                : possible ? Outcome.POSSIBLE : Outcome.IMPOSSIBLE;
    }

    private boolean solve(Collection<Constraint> added, List<Constraint.Any> before) {
        effort.spend(1);
        if (effort.exhausted()) {
            return true;
        }
        List<Constraint.Any> open = new ArrayList<>(before);
        if (!add(added, open) || !propagate(open)) {
            return false;
        }
        if (open.isEmpty()) {
            return true;
        }
        Constraint.Any smallest = open.getFirst();
        for (Constraint.Any any : open) {
            if (any.parts().size() < smallest.parts().size()) {
                smallest = any;
            }
        }
        List<Constraint.Any> rest = new ArrayList<>(open);
        rest.remove(smallest);
        for (Constraint part : smallest.parts()) {
            int mark = simplex.mark();
            int count = assigned.size();
            if (solve(List.of(part), rest)) {
                return true;
            }
            simplex.undo(mark);
            while (assigned.size() > count) {
                truths.remove(assigned.removeLast());
            }
        }
        return false;
    }

    /// Drops parts that cannot hold and asserts what is left alone, until nothing changes.
    private boolean propagate(List<Constraint.Any> open) {
        boolean changed = true;
        while (changed && !effort.exhausted()) {
            if (!simplex.feasible()) {
                return false;
            }
            changed = false;
            List<Constraint.Any> kept = new ArrayList<>();
            List<Constraint> single = new ArrayList<>();
            for (Constraint.Any any : open) {
                effort.spend(1);
                if (status(any) > 0) {
                    continue;
                }
                List<Constraint> left =
                        any.parts().stream().filter(part -> status(part) >= 0).toList();
                if (left.size() > 1) {
                    kept.add(new Constraint.Any(left));
                } else if (left.isEmpty()) {
                    return false;
                } else {
                    single.add(left.getFirst());
                }
            }
            open.clear();
            open.addAll(kept);
            if (!single.isEmpty()) {
                changed = true;
                if (!add(single, open)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean add(Collection<Constraint> added, List<Constraint.Any> open) {
        Deque<Constraint> agenda = new ArrayDeque<>(added);
        while (!agenda.isEmpty()) {
            switch (agenda.removeFirst()) {
                case Constraint.All(var parts) -> agenda.addAll(parts);
                case Constraint.Any any -> {
                    if (any.parts().isEmpty()) {
                        return false;
                    }
                    open.add(any);
                }
                case Constraint.Truth(var variable, var value) -> {
                    Boolean known = truths.putIfAbsent(variable, value);
                    if (known == null) {
                        assigned.add(variable);
                    } else if (known != value) {
                        return false;
                    }
                }
                case Constraint.Bound bound -> {
                    if (!simplex.add(bound)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /// 1 holds by what is asserted, -1 cannot hold, 0 open.
    private int status(Constraint constraint) {
        return switch (constraint) {
            case Constraint.Truth(var variable, var value) -> {
                Boolean known = truths.get(variable);
                yield known == null ? 0 : known == value ? 1 : -1;
            }
            case Constraint.Bound bound -> simplex.status(bound);
            case Constraint.All(var parts) -> {
                int least = 1;
                for (Constraint part : parts) {
                    least = Math.min(least, status(part));
                }
                yield least;
            }
            case Constraint.Any(var parts) -> {
                int most = -1;
                for (Constraint part : parts) {
                    most = Math.max(most, status(part));
                }
                yield most;
            }
        };
    }
}

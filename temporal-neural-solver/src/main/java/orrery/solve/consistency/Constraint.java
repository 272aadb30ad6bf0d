package orrery.solve.consistency;

import java.util.List;

/// What a behaviour must satisfy: conditions on variables, joined by "all" and "any".
sealed interface Constraint {
    Constraint YES = new All(List.of());
    Constraint NO = new Any(List.of());

    /// A truth variable has this value.
    record Truth(int variable, boolean value) implements Constraint {}

    /// A number variable is at most, or at least, the limit.
    record Bound(int variable, boolean upper, Limit limit) implements Constraint {}

    /// Every part holds.
    record All(List<Constraint> parts) implements Constraint {}

    /// Some part holds.
    record Any(List<Constraint> parts) implements Constraint {}

    static Constraint all(List<Constraint> parts) {
        if (parts.contains(NO)) {
            return NO;
        }
        List<Constraint> kept = parts.stream().filter(part -> !part.equals(YES)).toList();
        return kept.size() == 1 ? kept.getFirst() : new All(kept);
    }

    static Constraint any(List<Constraint> parts) {
        if (parts.contains(YES)) {
            return YES;
        }
        List<Constraint> kept = parts.stream().filter(part -> !part.equals(NO)).toList();
        return kept.size() == 1 ? kept.getFirst() : new Any(kept);
    }
}

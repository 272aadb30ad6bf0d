package orrery.verify.rule;

import orrery.verify.rule.Expression.Formula;

/// One rule of `rules.spec`.
///
/// @param everywhere true for `G f` (every row), false for `f` (the first row only)
/// @param body f
/// @param reaction names `decide`, `acted` or `dropped`: each record gives two rows
/// @param future looks ahead
/// @param runningValues how many unbounded past windows it has
public record Rule(
        String name,
        boolean everywhere,
        Formula body,
        boolean reaction,
        boolean future,
        int runningValues) {
    /// Whether the gate can decide it for an action before the action is carried out.
    public boolean aboutActions() {
        return !reaction && !future;
    }

    int rowsPerRecord() {
        return reaction ? 2 : 1;
    }
}

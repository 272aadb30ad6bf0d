package orrery.solve.formula;

import java.util.Optional;
import java.util.regex.Pattern;

/// A named rule of a specification.
///
/// @param name letters, digits, `-` and `_`
/// @param line where it starts in its file, from 1
/// @param text the formula as its author wrote it, on one line and without comments
/// @param formula what must hold: `G f` at every row, any other formula at the first
public record Rule(String name, int line, String text, Formula formula) {
    /// What must hold at every row: the conjunction of the bodies of `G` at the head.
    public Optional<Formula> always() {
        return everywhere(formula);
    }

    /// What must hold at the first row only: the conjunction of the other parts.
    public Optional<Formula> initially() {
        return first(formula);
    }

    /// Whether the formula uses this signal or constant.
    public boolean names(String name) {
        String inName = "[A-Za-z0-9_.]";
        String word = "(?<!" + inName + ")" + Pattern.quote(name) + "(?!" + inName + ")";
        return Pattern.compile(word).matcher(text).find();
    }

    private static boolean heads(Formula formula) {
        return formula instanceof Formula.Always always && !always.interval().bounded();
    }

    private static Optional<Formula> everywhere(Formula formula) {
        return switch (formula) {
            case Formula.And(var left, var right) -> both(everywhere(left), everywhere(right));
            case Formula.Always always when heads(always) -> Optional.of(unwrap(always.body()));
            default -> Optional.empty();
        };
    }

    private static Optional<Formula> first(Formula formula) {
        return switch (formula) {
            case Formula.And(var left, var right) -> both(first(left), first(right));
            default -> heads(formula) ? Optional.empty() : Optional.of(formula);
        };
    }

    /// Without the `G` that stand directly below a `G`.
    private static Formula unwrap(Formula formula) {
        return switch (formula) {
            case Formula.And(var left, var right) -> new Formula.And(unwrap(left), unwrap(right));
            case Formula.Always always when heads(always) -> unwrap(always.body());
            default -> formula;
        };
    }

    private static Optional<Formula> both(Optional<Formula> left, Optional<Formula> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        return Optional.of(new Formula.And(left.get(), right.get()));
    }
}

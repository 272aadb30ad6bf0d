package orrery.solve.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import orrery.solve.formula.Rule;
import orrery.solve.formula.Specification;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;

/// Whether some behaviour satisfies all rules of a specification together.
///
/// The rules are unrolled over the first rows of a behaviour whose signals take any finite value of
/// their ranges, and the search looks for values in exact arithmetic. A refusal is a proof: no
/// first rows, with one or with two rows a sample and whatever times, satisfy the named rules, and
/// without any one of them the others are not known to contradict. The converse does not hold: a
/// contradiction that shows later than the rows looked at is not found.
///
/// @param rows how many first rows were looked at
/// @param established whether rows that break no rule were found; false where budget or time ran out,
///     or where nothing but streams with two rows a sample satisfy the rules
public record Consistency(int rows, boolean established) {
    /// The most first rows that are looked at.
    public static final int ROWS_MAX = 8;

    /// The standard budget, in steps of about a microsecond.
    public static final long STEPS_STANDARD = 300_000;

    /// Checks with the standard budget.
    ///
    /// @throws Refusal CONTRADICTION naming a smallest set of rules that no behaviour satisfies
    public static Consistency check(Specification specification) {
        return check(specification, STEPS_STANDARD);
    }

    /// Checks with a budget of steps for each search.
    ///
    /// @throws Refusal CONTRADICTION naming a smallest set of rules that no behaviour satisfies
    public static Consistency check(Specification specification, long steps) {
        return check(specification, () -> new Effort(steps));
    }

    /// Checks with the standard budget, and for a given time at most: once that is over nothing more
    /// is established. Each search looks at the clock every few dozen steps.
    ///
    /// @param timeNs for the whole check, on that clock; over 0
    /// @throws Refusal CONTRADICTION naming rules that no behaviour satisfies: a smallest set, or a
    ///     larger one where the time ran out while rules were left out of it
    public static Consistency check(Specification specification, NanoClock clock, long timeNs) {
        long deadlineNs = clock.nanoTime() + timeNs;
        return check(specification, () -> new Effort(STEPS_STANDARD, clock, deadlineNs));
    }

    private static Consistency check(Specification specification, Supplier<Effort> budget) {
        List<Rule> rules = specification.rules();
        boolean established = true;
        for (int rows = 1; rows <= ROWS_MAX; rows *= 2) {
            Search.Outcome outcome = search(specification, rules, new Timeline(rows, 1), budget);
            if (outcome == Search.Outcome.EXHAUSTED) {
                return new Consistency(rows, false);
            }
            established = outcome == Search.Outcome.POSSIBLE;
            if (!established && impossible(specification, rules, rows, budget)) {
                throw refusal(specification, smallest(specification, rows, budget));
            }
        }
        return new Consistency(ROWS_MAX, established);
    }

    private static boolean impossible(
            Specification specification, List<Rule> rules, int rows, Supplier<Effort> budget) {
        for (int perSample = 1; perSample <= 2; perSample++) {
            Timeline timeline = new Timeline(rows, perSample);
            if (search(specification, rules, timeline, budget) != Search.Outcome.IMPOSSIBLE) {
                return false;
            }
        }
        return true;
    }

    private static Search.Outcome search(
            Specification specification,
            List<Rule> rules,
            Timeline timeline,
            Supplier<Effort> budget) {
        Effort effort = budget.get();
        Simplex simplex = new Simplex(effort);
        Unrolling unrolling = new Unrolling(timeline, specification.vocabulary(), simplex);
        List<Constraint> constraints = new ArrayList<>();
        for (Rule rule : rules) {
            rule.initially().ifPresent(f -> constraints.add(unrolling.at(f, 0, true)));
            rule.always()
                    .ifPresent(f -> {
                        for (int row = 0; row < timeline.rows(); row++) {
                            constraints.add(unrolling.at(f, row, true));
                        }
                    });
        }
        constraints.addAll(unrolling.definitions());
        return new Search(simplex, effort).run(constraints);
    }

    /// Leaves out rule after rule as long as the others stay impossible.
    private static List<Rule> smallest(
            Specification specification, int rows, Supplier<Effort> budget) {
        List<Rule> culprits = new ArrayList<>(specification.rules());
        for (Rule rule : specification.rules()) {
            List<Rule> others = new ArrayList<>(culprits);
            others.remove(rule);
            if (impossible(specification, others, rows, budget)) {
                culprits = others;
            }
        }
        return culprits;
    }

    private static Refusal refusal(Specification specification, List<Rule> culprits) {
        String shown =
                culprits.stream()
                        .map(rule -> "\n  " + rule.name() + ": " + rule.text())
                        .collect(Collectors.joining());
        String lines =
                culprits.stream()
                        .map(rule -> Integer.toString(rule.line()))
                        .collect(Collectors.joining(","));
        return new Refusal(
                        Refusal.Code.CONTRADICTION,
                        (culprits.size() == 1
                                        ? "no behaviour satisfies this rule:"
                                        : "no behaviour satisfies these rules together:")
                                + shown,
                        "change or remove one of them")
                .at(specification.fileName() + ":" + lines);
    }
}

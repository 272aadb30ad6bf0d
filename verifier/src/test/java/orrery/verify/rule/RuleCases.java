package orrery.verify.rule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the tests of the rule language share: rules from text, rows from numbers.
final class RuleCases {
    static final Map<String, Double> CONSTANTS = Map.of("max_replicas", 40.0, "step_up", 10.0);

    private RuleCases() {}

    static Rule rule(String formula) {
        return file("r: " + formula).getFirst();
    }

    static List<Rule> file(String text) {
        return RuleFile.read(text.getBytes(StandardCharsets.UTF_8), CONSTANTS, 1_000_000_000);
    }

    /// One row with everything known, 10 ns after the one before.
    static Rows.Row row(int n, double demand, long current, long replicas) {
        return new Rows.Row(10L * n, 0, demand, current, current, replicas, false, false);
    }

    /// Settled answers by row number, for a rule over these rows.
    static Map<Integer, List<Truth>> settled(Rule rule, List<Rows.Row> rows) {
        Map<Integer, List<Truth>> truths = new TreeMap<>();
        RuleWatches watches =
                new RuleWatches(
                        List.of(rule),
                        (_, record, truth) ->
                                truths.computeIfAbsent((int) record, _ -> new ArrayList<>())
                                        .add(truth));
        rows.forEach(watches::add);
        watches.end();
        return truths;
    }

    /// Answers of `G formula` at each record, for rules with one row a record.
    static List<Truth> along(String formula, List<Rows.Row> rows) {
        return settled(rule("G (" + formula + ")"), rows).values().stream()
                .map(List::getFirst)
                .toList();
    }
}

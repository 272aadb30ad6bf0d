package orrery.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// `certificate`: what the agent says of the whole run.
record Certificate(
        long records,
        String lastHash,
        String lastSeal,
        String manifestHash,
        String configurationHash,
        String rulesHash,
        Optional<String> reportHash,
        List<RuleEntry> verdicts,
        long missedDeadlines,
        long denied,
        long repaired,
        double agentCost,
        long changes,
        String lastChangeHash) {
    static final String FILE = "certificate";
    private static final List<String> KEYS =
            List.of(
                    ("format version records lastHash lastSeal manifestHash configurationHash rulesHash"
                                    + " reportHash verdicts missedDeadlines denied repaired agentCost changes"
                                    + " lastChangeHash")
                            .split(" "));
    private static final List<String> ENTRY_KEYS =
            List.of("rule", "holds", "robustness", "atRecord");

    /// @param robustness empty if nothing limits it
    /// @param atRecord empty without records
    record RuleEntry(
            String rule, boolean holds, Optional<Double> robustness, OptionalLong atRecord) {
        /// What is said of a rule that was not checked: nothing speaks against it.
        static RuleEntry of(String rule) {
            return new RuleEntry(rule, true, Optional.empty(), OptionalLong.of(0));
        }
    }

    static Certificate read(byte[] bytes) {
        JsonObject json = JsonObject.read(FILE, bytes);
        json.requireFormat("orrery-certificate");
        json.onlyKeys(KEYS);
        List<RuleEntry> verdicts = new ArrayList<>();
        for (JsonObject entry : json.objects("verdicts")) {
            entry.onlyKeys(ENTRY_KEYS);
            verdicts.add(
                    new RuleEntry(
                            entry.text("rule"),
                            entry.flag("holds"),
                            entry.optionalNumber("robustness"),
                            entry.optionalCount("atRecord")));
        }
        return new Certificate(
                json.count("records"),
                json.text("lastHash"),
                json.text("lastSeal"),
                json.text("manifestHash"),
                json.text("configurationHash"),
                json.text("rulesHash"),
                json.optionalText("reportHash"),
                List.copyOf(verdicts),
                json.count("missedDeadlines"),
                json.count("denied"),
                json.count("repaired"),
                json.number("agentCost"),
                json.count("changes"),
                json.text("lastChangeHash"));
    }
}

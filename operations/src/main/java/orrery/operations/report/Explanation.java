package orrery.operations.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Why a decision was made, in words, from its record.
public final class Explanation {
    private static final int EXPERTS_SHOWN = 5;

    private Explanation() {}

    /// @param record a line of `decisions.jsonl`
    /// @param rules the rule file
    public static String of(String record, String rules) {
        Map<String, Map<String, String>> parts = parts(record);
        Map<String, String> top = parts.getOrDefault("", Map.of());
        List<String> lines = new ArrayList<>();
        lines.add("decision %s at %s".formatted(top.get("n"), top.get("time")));
        lines.add(
                "saw: a demand of %s replicas with %s in force"
                        .formatted(top.get("input"), top.get("current")));
        lines.add(
                "dynamics: %s (confidence %s)".formatted(top.get("regime"), top.get("confidence")));
        lines.add("proposed: %s, because %s".formatted(top.get("proposed"), reason(top)));
        Map<String, String> proposals = parts.getOrDefault("proposals", Map.of());
        parts.getOrDefault("weights", Map.of()).entrySet().stream()
                .sorted((a, b) ->
                        Double.compare(
                                Double.parseDouble(b.getValue()), Double.parseDouble(a.getValue())))
                .limit(EXPERTS_SHOWN)
                .forEach(expert ->
                        lines.add(
                                String.format(
                                        Locale.ROOT,
                                        "  %-16s proposed %s with weight %.3f",
                                        expert.getKey(),
                                        proposals.get(expert.getKey()),
                                        Double.parseDouble(expert.getValue()))));
        lines.add(ruling(top, rules));
        lines.add("outcome: %s".formatted(top.get("outcome")));
        lines.add("took: %s ns".formatted(parts.getOrDefault("ns", Map.of()).get("total")));
        return String.join("\n", lines);
    }

    private static String reason(Map<String, String> top) {
        return switch (top.getOrDefault("reason", "")) {
            case "learned" -> "the learners' mixture said so";
            case "fallback-stale" -> "the learners' snapshot had expired and the fallback decided";
            case "fallback-off" ->
                    "the learners are off, stepped back or on trial, and the fallback decided";
            case "fallback-missed" ->
                    "less than a quarter of the deadline was left, too little to act in";
            case "killed" -> "the kill switch is set and nothing is commanded";
            case "solver-off" -> "the solver is off and nothing is allowed";
            default -> "of an unknown reason";
        };
    }

    private static String ruling(Map<String, String> top, String rules) {
        String margin = "the least margin over all rules is " + top.get("robustness");
        String text =
                rules.lines()
                        .filter(line -> line.startsWith(top.get("rule") + ":"))
                        .findFirst()
                        .orElse(top.get("rule"));
        return switch (top.getOrDefault("ruling", "")) {
            case "allow" -> "gate: allowed, " + margin;
            case "repair" ->
                    "gate: repaired to %s, the nearest that holds every rule; it would have broken\n  %s\n  %s"
                            .formatted(top.get("chosen"), text, margin);
            default ->
                    "gate: denied, no action holds every rule; the proposal would have broken\n  "
                            + text;
        };
    }

    /// The values by the object that they stand in; "" for the record itself.
    private static Map<String, Map<String, String>> parts(String record) {
        Map<String, Map<String, String>> parts = new LinkedHashMap<>();
        try (JsonParser in = new JsonFactory().createParser(ObjectReadContext.empty(), record)) {
            String part = "";
            String name = "";
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    name = in.currentName();
                } else if (token == JsonToken.START_OBJECT) {
                    part = name;
                } else if (token == JsonToken.END_OBJECT) {
                    part = "";
                } else if (token.isScalarValue()) {
                    parts.computeIfAbsent(part, key -> new LinkedHashMap<>())
                            .put(name, token == JsonToken.VALUE_NULL ? "none" : in.getString());
                }
            }
        }
        return parts;
    }
}

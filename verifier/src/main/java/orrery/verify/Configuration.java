package orrery.verify;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import orrery.verify.Finding.Check;

/// `configuration.toml`, of which the verifier needs little: whether the solver was on, what commands
/// went to, and the figures that the manifest repeats.
final class Configuration {
    private static final String DEADLINE = "nanosecond-scheduler.latency_budget_ns";
    private static final Map<String, String> CONSTANTS =
            Map.of(
                    "capacity.min", "min_replicas",
                    "capacity.max", "max_replicas",
                    "capacity.step_up", "step_up",
                    "capacity.step_down", "step_down",
                    "capacity.shortfall_weight", "shortfall_weight",
                    "capacity.change_weight", "change_weight");

    private final Map<String, String> entries = new TreeMap<>();

    private Configuration() {}

    /// Reads it, and finds what is not canonical: one `section.key = value` a line, keys ascending.
    static Configuration read(byte[] bytes, Findings findings) {
        Configuration configuration = new Configuration();
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            findings.inFile(Check.FORM, RunFolder.CONFIGURATION, "no newline at the end", "one");
        }
        String before = "";
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            String place = RunFolder.CONFIGURATION + ":" + ++number;
            int equals = line.indexOf(" = ");
            String key = equals < 0 ? "" : line.substring(0, equals);
            if (!key.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+") || equals + 3 == line.length()) {
                findings.inFile(Check.FORM, place, line, "section.key = value");
            } else if (key.compareTo(before) <= 0) {
                findings.inFile(Check.FORM, place, key, "a key after " + before);
            } else {
                configuration.entries.put(key, line.substring(equals + 3));
                before = key;
            }
        }
        return configuration;
    }

    /// Whether rules were checked before actions; without, every decision is a denial.
    boolean solver() {
        return !"false".equals(entries.get("temporal-neural-solver.enabled"));
    }

    /// Whether commands left the program: what became of one is known later, if at all.
    boolean commands() {
        return !"\"none\"".equals(entries.getOrDefault("lean-agentic.actuator", "\"none\""));
    }

    /// Whether the learners might change themselves.
    boolean selfModification() {
        return "true".equals(entries.get("strange-loop.enable_self_modification"));
    }

    /// Finds figures of the manifest that are not the configured ones.
    void check(Manifest manifest, Findings findings) {
        CONSTANTS.forEach((key, name) -> {
            String entry = entries.get(key);
            if (entry != null && Double.parseDouble(entry) != manifest.constant(name)) {
                String subject = "manifest.json " + name;
                findings.inFile(Check.FIGURE, subject, manifest.constant(name), entry);
            }
        });
        String deadlineNs = entries.getOrDefault(DEADLINE, "" + manifest.deadlineNs());
        findings.compare("manifest.json deadlineNs", "" + manifest.deadlineNs(), deadlineNs);
    }
}

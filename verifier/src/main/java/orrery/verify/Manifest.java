package orrery.verify;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import orrery.timeline.Refusal;

/// `manifest.json`: under what terms the run was made.
record Manifest(
        Mode mode,
        String configurationHash,
        String rulesHash,
        long deadlineNs,
        long stepNs,
        long initial,
        Map<String, Double> constants,
        long scoredFrom) {
    static final String FILE = "manifest.json";
    private static final Set<String> KEYS =
            new TreeSet<>(
                    Set.of(
                            "format",
                            "version",
                            "mode",
                            "configurationHash",
                            "rulesHash",
                            "deadlineNs",
                            "stepNs",
                            "initial",
                            "constants",
                            "scoredFrom"));

    enum Mode {
        REPLAY,
        SHADOW,
        ARMED
    }

    Manifest {
        constants = Map.copyOf(constants);
    }

    static Manifest read(byte[] bytes) {
        JsonObject json = JsonObject.read(FILE, bytes);
        json.requireFormat("orrery-run");
        json.onlyKeys(KEYS);
        Map<String, Double> constants = new LinkedHashMap<>();
        JsonObject named = json.object("constants");
        for (String name : named.keys()) {
            constants.put(name, named.number(name));
        }
        Manifest manifest =
                new Manifest(
                        mode(json.text("mode")),
                        json.text("configurationHash"),
                        json.text("rulesHash"),
                        json.count("deadlineNs"),
                        json.count("stepNs"),
                        json.count("initial"),
                        constants,
                        json.count("scoredFrom"));
        if (manifest.stepNs == 0) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, "stepNs is 0", "use 1 or more").at(FILE);
        }
        return manifest;
    }

    private static Mode mode(String text) {
        for (Mode mode : Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                return mode;
            }
        }
        throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE,
                        "mode is '" + text + "'",
                        "use replay, shadow or armed")
                .at(FILE);
    }

    /// @throws Refusal MISSING if there is no such constant
    double constant(String name) {
        Double value = constants.get(name);
        if (value == null) {
            throw new Refusal(
                            Refusal.Code.MISSING,
                            "no constant '" + name + "'",
                            "add it to the constants: the costs or limits need it")
                    .at(FILE);
        }
        return value;
    }
}

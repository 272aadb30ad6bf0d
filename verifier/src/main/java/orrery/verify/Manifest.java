package orrery.verify;

import java.util.List;
import java.util.Map;
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
    static final String FORMAT = "orrery-run";
    private static final List<String> KEYS =
            List.of(
                    ("format version mode configurationHash rulesHash deadlineNs stepNs initial"
                                    + " constants scoredFrom")
                            .split(" "));

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
        json.requireFormat(FORMAT);
        json.onlyKeys(KEYS);
        Manifest manifest =
                new Manifest(
                        json.choice("mode", Mode.values()),
                        json.text("configurationHash"),
                        json.text("rulesHash"),
                        json.count("deadlineNs"),
                        json.count("stepNs"),
                        json.count("initial"),
                        json.object("constants").numbers(),
                        json.count("scoredFrom"));
        if (manifest.stepNs == 0) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, "stepNs is 0", "use 1 or more").at(FILE);
        }
        return manifest;
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

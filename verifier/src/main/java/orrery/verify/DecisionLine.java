package orrery.verify;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import orrery.timeline.Refusal;

/// One line of `decisions.jsonl`, read as strictly as it is written: parsed, printed again in the
/// one form that is allowed (keys in their order, nothing between them, numbers in Java's shortest
/// form, texts without escapes) and compared with what stands there.
final class DecisionLine {
    enum Ruling {
        ALLOW,
        REPAIR,
        DENY
    }

    enum Outcome {
        ACTED,
        DROPPED,
        SHADOW
    }

    enum Reason {
        LEARNED,
        FALLBACK_STALE,
        FALLBACK_MISSED,
        FALLBACK_OFF,
        KILLED,
        SOLVER_OFF
    }

    private static final long CAPACITY_MAX = 1_000_000_000_000L;
    private static final List<String> KEYS =
            List.of(
                    ("n time timeNs input current pending features regime confidence proposals weights"
                                    + " proposed chosen ruling rule robustness outcome reason hash ns")
                            .split(" "));
    private static final List<String> TIMES =
            List.of("ingest pattern dynamics learn meta verify schedule act total seal".split(" "));

    long n;
    long timeNs;

    /// NaN for null
    double input;

    long current;
    long[] pending = {};
    double confidence;
    boolean weightsMatch;
    double[] weights = {};
    long proposed;
    long chosen;
    Ruling ruling = Ruling.DENY;
    Optional<String> rule = Optional.empty();

    /// NaN for null
    double robustness;

    Outcome outcome = Outcome.DROPPED;
    Reason reason = Reason.KILLED;
    long totalNs;
    String hash = "";
    String seal = "";

    /// What `hash` covers.
    String decided = "";

    /// What `seal` covers.
    String measured = "";

    /// @throws Refusal with the column, from 1, as its place
    static DecisionLine read(byte[] bytes) {
        JsonObject json = JsonObject.read("", bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        json.requirePrintedAs(text);
        json.onlyKeysInOrder(KEYS);
        JsonObject times = json.object("ns");
        times.onlyKeysInOrder(TIMES);
        DecisionLine line = new DecisionLine();
        line.readSituation(json);
        line.readProposals(json.object("proposals"), json.object("weights"));
        line.readChoice(json);
        TIMES.subList(0, TIMES.size() - 1).forEach(times::count);
        line.totalNs = times.count("total");
        line.hash = json.text("hash");
        line.seal = times.text("seal");
        // Both keys stand behind the last text that could hold them.
        line.decided = text.substring(0, text.lastIndexOf(",\"hash\":"));
        line.measured =
                text.substring(text.lastIndexOf("\"ns\":{"), text.lastIndexOf(",\"seal\":"));
        return line;
    }

    private void readSituation(JsonObject json) {
        n = json.count("n");
        timeNs = json.count("timeNs");
        json.requireText("time", Instant.EPOCH.plusNanos(timeNs).toString());
        input = json.optionalDecimal("input");
        current = capacity(json, "current");
        pending = json.wholes("pending");
        confidence = json.decimal("confidence");
        json.object("features").numbers();
        String _ = json.text("regime");
    }

    private void readProposals(JsonObject proposals, JsonObject shares) {
        proposals.numbers();
        weightsMatch = List.copyOf(proposals.keys()).equals(List.copyOf(shares.keys()));
        weights = shares.keys().stream().mapToDouble(shares::decimal).toArray();
    }

    private void readChoice(JsonObject json) {
        proposed = capacity(json, "proposed");
        chosen = capacity(json, "chosen");
        ruling = json.choice("ruling", Ruling.values());
        rule = json.optionalText("rule");
        robustness = json.optionalDecimal("robustness");
        outcome = json.choice("outcome", Outcome.values());
        reason = json.choice("reason", Reason.values());
    }

    private static long capacity(JsonObject json, String key) {
        long value = json.count(key);
        if (value > CAPACITY_MAX) {
            String found = key + " is " + value;
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, found, "at most " + CAPACITY_MAX)
                    .at(json.place(key));
        }
        return value;
    }

    /// Least capacity that may be in force.
    long lowest() {
        return Math.min(current, Arrays.stream(pending).min().orElse(current));
    }

    /// Greatest capacity that may be in force.
    long highest() {
        return Math.max(current, Arrays.stream(pending).max().orElse(current));
    }
}

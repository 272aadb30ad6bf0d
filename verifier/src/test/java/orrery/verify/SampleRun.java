package orrery.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import orrery.verify.rule.Rows;
import orrery.verify.rule.Rule;
import orrery.verify.rule.RuleFile;
import orrery.verify.rule.WholeTrace;

/// Makes a run folder from a seed, by the contract of the folder alone: a gate that tries every
/// action, a queue of commands, and the texts.
final class SampleRun {
    static final String RULES =
            """
            # what the sample run must keep
            bounds:     G (1 <= replicas <= max_replicas)
            ramp-up:    G (up <= step_up)
            ramp-down:  G (sum_past[0,3](down) <= step_down)
            cool-down:  G (down > 0 -> !O[0,2] shortage)
            headroom:   G (demand <= 4 * replicas
                           | min_past[0,1](replicas) >= 38)   # unknown demand: unknown
            reaction:   G (decide -> F[0,100us] (acted | dropped))
            prompt:     G ((decide | acted | dropped) U[0,1] (acted or dropped or decide))
            start:      replicas >= 5 && !killed
            calm:       G (count_past[0,5](up > 8) <= 6 | avg_past[0,1h](replicas) < 41)
            settled:    G ((true S replicas >= 0) & (Y true | H[1,2] false) & (up <= 12 <-> true))
            """;
    static final Map<String, Double> CONSTANTS =
            new TreeMap<>(
                    Map.of(
                            "min_replicas", 1.0,
                            "max_replicas", 40.0,
                            "step_up", 10.0,
                            "step_down", 5.0,
                            "shortfall_weight", 10.0,
                            "change_weight", 0.1));
    private static final long STEP_NS = 300_000_000_000L;
    static final long DEADLINE_NS = 100_000;
    private static final String[] STAGES = {
        "ingest", "pattern", "dynamics", "learn", "meta", "verify", "schedule", "act", "total"
    };

    /// One record, open to change.
    static final class Decision {
        long n;
        String time = "";
        long timeNs;
        double input;
        long current;
        List<Long> pending = new ArrayList<>();
        String features = "";
        String regime = "unknown";
        double confidence;
        String proposals = "";
        String weights = "";
        long proposed;
        long chosen;
        String ruling = "allow";
        String rule = "";
        double robustness;
        String outcome = "acted";
        String reason = "learned";
        String hash = "";
        long[] ns = new long[STAGES.length];
        String seal = "";

        Decision copy() {
            Decision d = new Decision();
            d.n = n;
            d.time = time;
            d.timeNs = timeNs;
            d.input = input;
            d.current = current;
            d.pending = List.copyOf(pending);
            d.features = features;
            d.regime = regime;
            d.confidence = confidence;
            d.proposals = proposals;
            d.weights = weights;
            d.proposed = proposed;
            d.chosen = chosen;
            d.ruling = ruling;
            d.rule = rule;
            d.robustness = robustness;
            d.outcome = outcome;
            d.reason = reason;
            d.hash = hash;
            d.ns = ns.clone();
            d.seal = seal;
            return d;
        }

        String decided() {
            return "{\"n\":%d,\"time\":\"%s\",\"timeNs\":%d,\"input\":%s,\"current\":%d"
                            .formatted(n, time, timeNs, orNull(input), current)
                    + ",\"pending\":%s,\"features\":%s,\"regime\":\"%s\",\"confidence\":%s"
                            .formatted(
                                    pending.toString().replace(" ", ""),
                                    features,
                                    regime,
                                    confidence)
                    + ",\"proposals\":%s,\"weights\":%s,\"proposed\":%d,\"chosen\":%d"
                            .formatted(proposals, weights, proposed, chosen)
                    + ",\"ruling\":\"%s\",\"rule\":%s,\"robustness\":%s"
                            .formatted(
                                    ruling,
                                    rule.isEmpty() && ruling.equals("allow")
                                            ? "null"
                                            : quoted(rule),
                                    orNull(robustness))
                    + ",\"outcome\":\"%s\",\"reason\":\"%s\"".formatted(outcome, reason);
        }

        String measured() {
            StringBuilder text = new StringBuilder("\"ns\":{");
            for (int i = 0; i < STAGES.length; i++) {
                text.append(i > 0 ? "," : "").append('"').append(STAGES[i]).append("\":");
                text.append(ns[i]);
            }
            return text.toString();
        }

        String line() {
            return decided()
                    + ",\"hash\":\""
                    + hash
                    + "\","
                    + measured()
                    + ",\"seal\":\""
                    + seal
                    + "\"}}\n";
        }

        private static String orNull(double value) {
            return Double.isFinite(value) ? Double.toString(value) : "null";
        }

        Rows.Row row(String mode) {
            long low = Math.min(current, pending.stream().min(Long::compare).orElse(current));
            long high = Math.max(current, pending.stream().max(Long::compare).orElse(current));
            boolean dropped = outcome.equals("dropped");
            long total = ns[STAGES.length - 1];
            long lag = dropped ? Math.min(total, DEADLINE_NS) : total;
            return new Rows.Row(
                    timeNs,
                    mode.equals("replay") ? 0 : lag,
                    input,
                    low,
                    high,
                    chosen,
                    dropped,
                    reason.equals("killed"));
        }
    }

    final String mode;
    private final boolean solver;
    final List<Decision> decisions = new ArrayList<>();

    /// Events of the learners' change, without their hash.
    final List<String> changes = new ArrayList<>();

    final Map<String, String> files = new TreeMap<>();
    final Map<String, String> certificate = new TreeMap<>();
    final List<Rule> rules;
    private final Map<Path, String> written = new TreeMap<>();
    String rulesText = RULES;
    long initial = 12;
    long scoredFrom;

    /// @param denials whether some inputs are missing, which leaves `headroom` undecided
    SampleRun(String mode, int records, long seed, boolean denials) {
        this(mode, records, seed, denials, true);
    }

    /// A run with the solver switched off.
    static SampleRun withoutSolver(String mode, int records, long seed) {
        return new SampleRun(mode, records, seed, false, false);
    }

    private SampleRun(String mode, int records, long seed, boolean denials, boolean solver) {
        this.mode = mode;
        this.solver = solver;
        rules = RuleFile.read(RULES.getBytes(StandardCharsets.UTF_8), CONSTANTS, STEP_NS);
        scoredFrom = mode.equals("replay") ? records / 3 : 0;
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> queue = new ArrayList<>();
        long current = initial;
        for (int n = 0; n < records; n++) {
            Decision d = new Decision();
            decisions.add(d);
            observe(d, n, random, denials);
            if (!mode.equals("armed")) {
                current = queue.isEmpty() ? current : queue.getLast();
                queue.clear();
            } else if (!queue.isEmpty()) {
                // Answers come late and in no order; some say that the command failed.
                int answered = queue.size() > 3 ? queue.size() : random.nextInt(queue.size() + 1);
                current = answered == 0 ? current : queue.get(answered - 1);
                queue = new ArrayList<>(queue.subList(answered, queue.size()));
                queue.removeIf(_ -> random.nextInt(6) == 0);
            }
            d.current = current;
            d.pending = List.copyOf(queue);
            decide(d, random);
            if (!d.outcome.equals("dropped") && (d.chosen != current || !queue.isEmpty())) {
                queue.add(d.chosen);
            }
        }
        close();
    }

    private SampleRun(SampleRun other) {
        mode = other.mode;
        solver = other.solver;
        rules = other.rules;
        rulesText = other.rulesText;
        initial = other.initial;
        scoredFrom = other.scoredFrom;
        files.putAll(other.files);
        changes.addAll(other.changes);
        certificate.putAll(other.certificate);
        other.decisions.forEach(d -> decisions.add(d.copy()));
    }

    SampleRun copy() {
        return new SampleRun(this);
    }

    private void observe(Decision d, int n, SplittableRandom random, boolean denials) {
        d.n = n;
        d.timeNs = 1_404_172_800_000_000_000L + n * STEP_NS + random.nextInt(2) * 1_500_000L;
        d.time =
                DateTimeFormatter.ISO_INSTANT.format(
                        Instant.ofEpochSecond(
                                d.timeNs / 1_000_000_000L, d.timeNs % 1_000_000_000L));
        d.input = Math.round(1000 * (12 + 9 * Math.sin(n / 5.0) + random.nextInt(30) / 7.0)) / 1e3;
        if (denials && n > 0 && random.nextInt(8) == 0) {
            d.input = Double.NaN;
        }
        d.features = "{\"rising\":" + random.nextInt(4) + ",\"slope\":" + (n % 3) / 4.0 + "}";
        d.regime = n % 2 == 0 ? "unknown" : "periodic";
        d.confidence = random.nextInt(5) / 4.0;
        d.proposals = "{\"last\":" + random.nextInt(30) + ",\"season\":" + n % 9 + "}";
        double weight = random.nextInt(9) / 8.0;
        d.weights = "{\"last\":" + weight + ",\"season\":" + (1 - weight) + "}";
        for (int i = 0; i < 8; i++) {
            d.ns[i] = random.nextInt(2_000);
        }
        d.ns[8] = Arrays.stream(d.ns, 0, 8).sum() + (random.nextInt(9) == 0 ? 2 * DEADLINE_NS : 7);
    }

    private void decide(Decision d, SplittableRandom random) {
        double wanted = Double.isNaN(d.input) ? d.current : d.input;
        long drift = random.nextInt(9) - 4 + 9L * (random.nextInt(7) / 6);
        d.proposed = Math.clamp(Math.round(wanted) + drift, 1L, 40L);
        boolean killed = d.n > 0 && random.nextInt(11) == 0;
        d.reason = killed ? "killed" : random.nextInt(6) == 0 ? "fallback-stale" : "learned";
        boolean late = d.ns[8] > DEADLINE_NS && !mode.equals("replay");
        String carriedOut = mode.equals("shadow") ? "shadow" : "acted";
        d.outcome = killed || late || random.nextInt(15) == 0 ? "dropped" : carriedOut;
        d.ruling = "deny";
        d.robustness = Double.NaN;
        if (!solver) {
            d.chosen = d.current;
            d.outcome = "dropped";
            d.reason = killed ? "killed" : "solver-off";
            return;
        }
        long taken = d.current;
        for (long distance = 0; distance <= 60 && d.ruling.equals("deny"); distance++) {
            for (long candidate : new long[] {d.proposed + distance, d.proposed - distance}) {
                if (d.ruling.equals("deny") && allowed(d, candidate)) {
                    d.ruling = distance == 0 ? "allow" : "repair";
                    d.robustness = least(d, candidate);
                    taken = candidate;
                }
            }
        }
        if (!d.ruling.equals("allow")) {
            d.rule = broken(d);
        }
        d.outcome = d.ruling.equals("deny") ? "dropped" : d.outcome;
        d.chosen = taken;
    }

    private boolean allowed(Decision d, long candidate) {
        boolean inRange = candidate >= 1 && candidate <= 40;
        return inRange && answers(d, candidate).values().stream().allMatch(a -> a.verdict() == 1);
    }

    private double least(Decision d, long candidate) {
        return answers(d, candidate).values().stream()
                .mapToDouble(WholeTrace.Answer::low)
                .min()
                .orElseThrow();
    }

    /// The rule that the proposal broke; if it broke none, the one that could not be decided.
    private String broken(Decision d) {
        Map<String, WholeTrace.Answer> answers = answers(d, d.proposed);
        int worst = answers.values().stream().mapToInt(WholeTrace.Answer::verdict).min().orElse(1);
        return answers.entrySet().stream()
                .filter(entry -> entry.getValue().verdict() == worst)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private Map<String, WholeTrace.Answer> answers(Decision d, long candidate) {
        d.chosen = candidate;
        int from = Math.max(0, decisions.size() - 20);
        List<Rows.Row> rows =
                decisions.subList(from, decisions.size()).stream().map(e -> e.row(mode)).toList();
        Map<String, WholeTrace.Answer> answers = new TreeMap<>();
        for (Rule rule : rules) {
            if (rule.aboutActions() && (rule.everywhere() || decisions.size() == 1)) {
                WholeTrace.Answer[] all = new WholeTrace(rows, false).of(rule.body());
                answers.put(rule.name(), all[all.length - 1]);
            }
        }
        return answers;
    }

    /// Computes all that follows from the decisions: files, chain and certificate.
    void close() {
        files.put(
                "configuration.toml",
                "capacity.max = 40\ncapacity.min = 1\nlean-agentic.actuator = \"webhook\"\n"
                        + "nanosecond-scheduler.cpu = [0, 1]\n"
                        + "strange-loop.enable_self_modification = true\n"
                        + "temporal-neural-solver.enabled = "
                        + solver
                        + "\n");
        files.put("rules.spec", rulesText);
        files.put("manifest.json", manifest());
        files.put("report.json", report());
        certificate.clear();
        certificate.put("records", "" + decisions.size());
        certificate.put("manifestHash", quoted(sha(file("manifest.json"))));
        certificate.put("configurationHash", quoted(sha(file("configuration.toml"))));
        certificate.put("rulesHash", quoted(sha(file("rules.spec"))));
        certificate.put("reportHash", quoted(sha(file("report.json"))));
        certificate.put("verdicts", verdicts());
        certificate.put("missedDeadlines", "" + missed());
        certificate.put("denied", "" + ruled("deny"));
        certificate.put("repaired", "" + ruled("repair"));
        certificate.put("agentCost", "" + cost());
        chain();
    }

    /// Computes the chain and its ends in the certificate again, and nothing else.
    void chain() {
        String hash = sha(file("manifest.json"));
        String seal = "0".repeat(16);
        for (Decision d : decisions) {
            hash = sha(hash + "\n" + d.decided());
            seal = sha(seal + "\n" + hash + "\n" + d.measured()).substring(0, 16);
            d.hash = hash;
            d.seal = seal;
        }
        certificate.put("lastHash", quoted(hash));
        certificate.put("lastSeal", quoted(seal));
        chainChanges();
    }

    /// Chains the events of `changes.jsonl` again, where there are any.
    void chainChanges() {
        String hash = sha(file("manifest.json"));
        StringBuilder text = new StringBuilder();
        for (String change : changes) {
            hash = sha(hash + "\n" + change);
            text.append(change).append(",\"hash\":\"").append(hash).append("\"}\n");
        }
        files.put("changes.jsonl", text.toString());
        certificate.put("changes", "" + changes.size());
        certificate.put("lastChangeHash", quoted(hash));
    }

    private String manifest() {
        StringBuilder constants = new StringBuilder();
        CONSTANTS.forEach((name, value) -> constants.append(",\"%s\":%s".formatted(name, value)));
        return "{\"format\":\"orrery-run\",\"version\":1,\"mode\":\"%s\",\"configurationHash\":\"%s\""
                        .formatted(mode, sha(file("configuration.toml")))
                + ",\"rulesHash\":\"%s\",\"deadlineNs\":%d,\"stepNs\":%d,\"initial\":%d"
                        .formatted(sha(rulesText), DEADLINE_NS, STEP_NS, initial)
                + ",\"constants\":{%s},\"scoredFrom\":%d}\n"
                        .formatted(constants.substring(1), scoredFrom);
    }

    private String report() {
        return "{\"rows\":%d,\"scoredFrom\":%d,\"costs\":{\"agent\":%s,\"hpa\":99.5},\"denied\":%d"
                        .formatted(decisions.size(), scoredFrom, cost(), ruled("deny"))
                + ",\"repaired\":%d,\"missedDeadlines\":%d,\"latencyNs\":{},\"season\":null"
                        .formatted(ruled("repair"), missed())
                + ",\"configurationHash\":\"%s\"}\n".formatted(sha(file("configuration.toml")));
    }

    private String verdicts() {
        List<String> entries = new ArrayList<>();
        List<Rows.Row> rows = decisions.stream().map(d -> d.row(mode)).toList();
        for (Rule rule : rules) {
            WholeTrace.Answer[] all = new WholeTrace(rows, rule.reaction()).of(rule.body());
            int count = rule.everywhere() ? all.length : Math.min(1, all.length);
            boolean holds = true;
            int least = 0;
            for (int i = 0; i < count; i++) {
                holds &= all[i].verdict() == 1;
                least = all[i].low() < all[least].low() ? i : least;
            }
            least = rule.future() ? 0 : least;
            double robustness = count == 0 || rule.future() ? Double.NaN : all[least].low();
            boolean checked = solver || rule.reaction();
            if (!checked) {
                entries.add(
                        "{\"rule\":\"%s\",\"holds\":true,\"robustness\":null,\"atRecord\":0}"
                                .formatted(rule.name()));
                continue;
            }
            String record = "" + least / (rule.reaction() ? 2 : 1);
            entries.add(
                    "{\"rule\":\"%s\",\"holds\":%s,\"robustness\":%s,\"atRecord\":%s}"
                            .formatted(
                                    rule.name(),
                                    holds,
                                    Decision.orNull(robustness),
                                    count == 0 ? "null" : record));
        }
        return "[" + String.join(",", entries) + "]";
    }

    private long missed() {
        return decisions.stream().filter(d -> d.ns[8] > DEADLINE_NS).count();
    }

    private long ruled(String ruling) {
        return decisions.stream().filter(d -> d.ruling.equals(ruling)).count();
    }

    private double cost() {
        double cost = 0;
        for (int n = (int) scoredFrom; n < decisions.size(); n++) {
            Decision d = decisions.get(n);
            double shortfall = Double.isNaN(d.input) ? 0 : Math.max(0, d.input - d.current);
            long before = n == scoredFrom ? d.current : decisions.get(n - 1).current;
            cost += d.current + 10 * shortfall + 0.1 * Math.abs(d.current - before);
        }
        return cost;
    }

    private String file(String name) {
        return Objects.requireNonNull(files.get(name));
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }

    static String sha(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String certificateText() {
        StringBuilder text = new StringBuilder("{\"format\":\"orrery-certificate\",\"version\":1");
        certificate.forEach((key, value) -> text.append(",\"%s\":%s".formatted(key, value)));
        return text.append("}\n").toString();
    }

    String decisionsText() {
        StringBuilder text = new StringBuilder();
        decisions.forEach(d -> text.append(d.line()));
        return text.toString();
    }

    Path write(Path folder) {
        files.put("decisions.jsonl", decisionsText());
        files.put("certificate", certificateText());
        return writeFiles(folder);
    }

    Path writeFiles(Path folder) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                if (!file.getValue().equals(written.put(path, file.getValue()))) {
                    Files.writeString(path, file.getValue());
                }
            }
            return folder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

package orrery.verify;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import orrery.timeline.Refusal;
import orrery.verify.DecisionLine.Outcome;
import orrery.verify.DecisionLine.Reason;
import orrery.verify.DecisionLine.Ruling;
import orrery.verify.Finding.Check;
import orrery.verify.Manifest.Mode;
import orrery.verify.Verification.Figures;
import orrery.verify.Verification.Hashes;
import orrery.verify.Verification.RuleResult;
import orrery.verify.Verification.Verdict;
import orrery.verify.rule.Rows;
import orrery.verify.rule.Rule;
import orrery.verify.rule.RuleFile;
import orrery.verify.rule.RuleWatch;
import orrery.verify.rule.RuleWatches;
import orrery.verify.rule.Truth;

/// Re-checks a run folder: the text of every line, both chains, the capacity in force, each ruling,
/// every rule, deadlines, costs and the certificate.
///
/// One pass over `decisions.jsonl`. Time O(records · rows of the longest windows), memory bounded by
/// the longest window. Reads the folder and writes nothing.
///
/// Threads: calls are independent of each other.
public final class Verifier {
    private static final long PROGRESS_RECORDS = 10_000;

    private final Terms terms;
    private final Manifest manifest;
    private final Findings findings;
    private final HashChain chain;
    private final CapacityFlow flow;
    private final Totals totals;
    private final RuleWatches watches;
    private final RulingCheck rulings;
    private long records;
    private long expectedN;
    private long timeBefore = Long.MIN_VALUE;
    private boolean evaluated = true;

    private Verifier(Terms terms, List<Rule> rules, Findings findings) {
        this.terms = terms;
        this.findings = findings;
        manifest = terms.manifest();
        chain = new HashChain(terms.manifestHash());
        flow =
                new CapacityFlow(
                        manifest.initial(), CapacityFlow.pace(manifest, terms.configuration()));
        totals = new Totals(manifest);
        watches = new RuleWatches(rules, this::ruleSettled);
        rulings = new RulingCheck(watches, manifest, terms.configuration().solver(), findings);
    }

    /// Under what terms the run was made.
    private record Terms(Manifest manifest, String manifestHash, Configuration configuration) {}

    /// Checks a run folder.
    ///
    /// @param folder holds `manifest.json`, `rules.spec`, `configuration.toml`, `decisions.jsonl`,
    ///     `certificate`, and for a replay `report.json`
    /// @throws Refusal MISSING for a file, key or constant that is not there; VERSION for another
    ///     version than 1; SYNTAX for a manifest, certificate, report or rule that cannot be read,
    ///     with file:line:column; WRONG_TYPE, UNKNOWN_KEY, OUT_OF_RANGE for their values;
    ///     UNKNOWN_SIGNAL and UNBOUNDED_FUTURE for a rule; LIMIT for what is too long; IO. A broken
    ///     record is a finding, not a refusal.
    public static Verification verify(Path folder) {
        return verify(folder, Progress.silent());
    }

    /// Checks a run folder and says how far it is.
    ///
    /// @param progress asked every 10,000 records whether to go on
    /// @throws Refusal as {@link #verify(Path)}
    public static Verification verify(Path folder, Progress progress) {
        RunFolder files = new RunFolder(folder);
        byte[] manifestBytes = files.read(Manifest.FILE);
        Manifest manifest = Manifest.read(manifestBytes);
        Certificate certificate = Certificate.read(files.read(Certificate.FILE));
        byte[] configuration = files.read(RunFolder.CONFIGURATION);
        byte[] rulesText = files.read(RunFolder.RULES);
        Optional<byte[]> report = files.optional(RunFolder.REPORT);
        Optional<JsonObject> reported =
                report.map(bytes -> JsonObject.read(RunFolder.REPORT, bytes));

        Findings findings = new Findings();
        CertificateCheck closing = new CertificateCheck(manifest, certificate, findings);
        String manifestHash = HashChain.hash(manifestBytes);
        String configurationHash = HashChain.hash(configuration);
        String rulesHash = HashChain.hash(rulesText);
        Optional<String> reportHash = report.map(HashChain::hash);
        closing.checkHashes(manifestHash, configurationHash, rulesHash, reportHash);
        Terms terms =
                new Terms(manifest, manifestHash, Configuration.read(configuration, findings));
        terms.configuration().check(manifest, findings);
        List<Rule> rules = RuleFile.read(rulesText, manifest.constants(), manifest.stepNs());

        Verifier run = new Verifier(terms, rules, findings);
        boolean complete = run.readRecords(files, progress);
        Hashes hashes =
                new Hashes(
                        manifestHash,
                        configurationHash,
                        rulesHash,
                        reportHash,
                        run.chain.lastHash(),
                        run.chain.lastSeal());
        List<RuleResult> results = run.results();
        Figures figures = run.totals.figures();
        if (complete) {
            closing.checkFigures(run.records, hashes, figures);
            ChangeLedger ledger = new ChangeLedger(manifestHash, findings);
            ledger.check(
                    files.optional(RunFolder.CHANGES).orElse(new byte[0]),
                    terms.configuration().selfModification(),
                    run.records);
            closing.checkChanges(ledger);
            closing.checkRules(results, run.unchecked());
            reported.ifPresent(json -> closing.checkReport(json, run.records, figures));
        }
        return run.verification(complete, results, hashes);
    }

    /// Checks that a folder holds no run of another version than is read here. A folder without
    /// `manifest.json` passes.
    ///
    /// @throws Refusal VERSION for another version than 1; SYNTAX, MISSING or WRONG_TYPE for a
    ///     manifest that does not tell; LIMIT; IO
    public static void requireVersion(Path folder) {
        new RunFolder(folder)
                .optional(Manifest.FILE)
                .ifPresent(bytes ->
                        JsonObject.read(Manifest.FILE, bytes).requireFormat(Manifest.FORMAT));
    }

    private boolean readRecords(RunFolder files, Progress progress) {
        long bytesTotal = files.size(RunFolder.DECISIONS);
        try (DecisionLines lines = new DecisionLines(files.open(RunFolder.DECISIONS))) {
            while (lines.next()) {
                check(lines);
                records++;
                if (records % PROGRESS_RECORDS == 0
                        && !progress.goesOn(records, lines.bytes(), bytesTotal)) {
                    return false;
                }
            }
            if (!lines.terminated()) {
                findings.inRecord(Check.FORM, records - 1, "line", "no newline at its end", "one");
            }
        }
        watches.end();
        return true;
    }

    private void check(DecisionLines lines) {
        DecisionLine line;
        try {
            line = DecisionLine.read(lines.line());
        } catch (Refusal broken) {
            String place = broken.place().orElse(":1:1");
            String column = place.substring(place.lastIndexOf(':'));
            String subject = RunFolder.DECISIONS + ":" + (records + 1) + column;
            findings.inRecord(Check.FORM, records, subject, broken.found(), broken.advice());
            chain.lose();
            flow.lose();
            expectedN++;
            evaluated = false;
            return;
        }
        checkValues(line);
        checkOrder(line);
        chain.check(line, records, findings);
        flow.check(line, records, findings);
        if (evaluated) {
            watches.add(row(line));
        }
        rulings.check(line, records, evaluated);
        totals.add(line, records, findings);
    }

    private void checkValues(DecisionLine line) {
        if (!(line.confidence >= 0 && line.confidence <= 1)) {
            findings.inRecord(Check.FORM, records, "confidence", line.confidence, "0 to 1");
        }
        double sum = Arrays.stream(line.weights).map(w -> w >= 0 ? w : Double.NaN).sum();
        if (!line.weightsMatch) {
            findings.inRecord(
                    Check.FORM, records, "weights", "other names", "the names of proposals");
        } else if (line.weights.length > 0 && !(Math.abs(sum - 1) <= 1e-6)) {
            String expected = "weights of 0 or more that sum to 1";
            findings.inRecord(Check.FORM, records, "weights", sum, expected);
        }
        boolean idle = line.reason == Reason.KILLED || line.reason == Reason.FALLBACK_MISSED;
        if (idle && line.outcome != Outcome.DROPPED) {
            String expected = "dropped when " + line.reason;
            findings.inRecord(Check.FORM, records, "outcome", line.outcome, expected);
        }
        if (line.ruling == Ruling.DENY && line.outcome != Outcome.DROPPED) {
            findings.inRecord(Check.FORM, records, "outcome", line.outcome, "dropped when denied");
        }
        Outcome foreign = manifest.mode() == Mode.SHADOW ? Outcome.ACTED : Outcome.SHADOW;
        if (line.outcome == foreign) {
            String expected = "an outcome of mode " + manifest.mode();
            findings.inRecord(Check.FORM, records, "outcome", line.outcome, expected);
        }
    }

    private void checkOrder(DecisionLine line) {
        if (line.n != expectedN) {
            findings.inRecord(Check.ORDER, records, "n", line.n, expectedN);
        }
        expectedN = line.n + 1;
        if (line.timeNs < timeBefore) {
            String expected = "at least " + timeBefore;
            findings.inRecord(Check.ORDER, records, "timeNs", line.timeNs, expected);
            // No window has a meaning on such times.
            evaluated = false;
        }
        timeBefore = line.timeNs;
    }

    private Rows.Row row(DecisionLine line) {
        boolean dropped = line.outcome == Outcome.DROPPED;
        long lagNs = 0;
        if (manifest.mode() != Mode.REPLAY) {
            lagNs = dropped ? Math.min(line.totalNs, manifest.deadlineNs()) : line.totalNs;
            lagNs = Math.min(lagNs, Long.MAX_VALUE - line.timeNs);
        }
        return new Rows.Row(
                line.timeNs,
                lagNs,
                line.input,
                line.lowest(),
                line.highest(),
                line.chosen,
                dropped,
                line.reason == Reason.KILLED);
    }

    /// The rules that the run did not check: with the solver off, all but those about its reaction.
    private Set<String> unchecked() {
        return watches.all().stream()
                .map(RuleWatch::rule)
                .filter(rule -> !terms.configuration().solver() && !rule.reaction())
                .map(Rule::name)
                .collect(Collectors.toSet());
    }

    private void ruleSettled(Rule rule, long record, Truth truth) {
        if (truth.verdict() < 0) {
            String found = "false, robustness " + truth.low();
            findings.inRecord(Check.RULE, record, rule.name(), found, "true");
        }
    }

    private List<RuleResult> results() {
        return watches.all().stream().map(this::result).toList();
    }

    private RuleResult result(RuleWatch watch) {
        Verdict verdict =
                watch.verdict() < 0
                        ? Verdict.FAILS
                        : watch.verdict() == 0 || !evaluated ? Verdict.UNKNOWN : Verdict.HOLDS;
        OptionalLong atRecord =
                watch.leastRecord() < 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(watch.leastRecord());
        return new RuleResult(watch.rule().name(), verdict, watch.leastRobustness(), atRecord);
    }

    private Verification verification(boolean complete, List<RuleResult> results, Hashes hashes) {
        boolean decided = results.stream().allMatch(rule -> rule.verdict() == Verdict.HOLDS);
        Verdict verdict =
                findings.count() > 0
                        ? Verdict.FAILS
                        : complete && decided ? Verdict.HOLDS : Verdict.UNKNOWN;
        return new Verification(
                verdict,
                complete,
                records,
                findings.kept(),
                findings.count(),
                results,
                totals.figures(),
                hashes);
    }
}

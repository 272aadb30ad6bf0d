package orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.timeline.Refusal;
import orrery.verify.SampleRun.Decision;
import orrery.verify.Verification.Verdict;

class TamperTest {
    private static final int RECORDS = 40;
    @TempDir Path folder;

    private static final SampleRun ARMED = new SampleRun("armed", RECORDS, 7, true);
    private static final SampleRun REPLAY = new SampleRun("replay", RECORDS, 3, false);

    private static SampleRun armed() {
        return ARMED.copy();
    }

    private static SampleRun replay() {
        return REPLAY.copy();
    }

    private List<Finding> findings(SampleRun run) {
        return Verifier.verify(run.write(folder)).findings();
    }

    /// The first record for which this holds, with one record after it at least.
    private static int firstRecord(SampleRun run, Predicate<Decision> wanted) {
        for (int n = 1; n < RECORDS - 1; n++) {
            if (wanted.test(run.decisions.get(n))) {
                return n;
            }
        }
        throw new AssertionError("the sample run has no such record");
    }

    /// One record of each kind that the run has.
    private static List<Integer> kinds(SampleRun run) {
        return List.of(
                0,
                firstRecord(run, d -> d.ruling.equals("allow") && d.outcome.equals("acted")),
                firstRecord(run, d -> d.ruling.equals("repair") && d.outcome.equals("acted")),
                firstRecord(run, d -> d.ruling.equals("deny")),
                firstRecord(run, d -> d.outcome.equals("dropped") && !d.reason.equals("killed")),
                firstRecord(run, d -> d.reason.equals("killed")),
                firstRecord(run, d -> d.pending.size() > 1),
                RECORDS - 1);
    }

    @Nested
    class WithoutANewChain {
        @Test
        void findsEveryChangedCharacterOfEveryKindOfRecord() {
            SampleRun run = armed();
            String whole = run.decisionsText();
            run.write(folder);
            int kind = 0;
            for (int record : kinds(run)) {
                String line = run.decisions.get(record).line();
                int start = whole.indexOf(line);
                // Over the kinds of records together every place is changed.
                for (int at = kind++; at < line.length(); at += 8) {
                    char other = line.charAt(at) == '1' ? '2' : '1';
                    StringBuilder changed = new StringBuilder(whole);
                    changed.setCharAt(start + at, other);
                    run.files.put("decisions.jsonl", changed.toString());
                    Verification found = Verifier.verify(run.writeFiles(folder));
                    assertThat(found.verdict()).isEqualTo(Verdict.FAILS);
                    assertThat(found.findings().getFirst().record())
                            .as("record %d, %s", record, line.substring(at))
                            .hasValue(record);
                }
            }
        }

        @Test
        void findsALineThatIsMissingTwiceOrElsewhere() {
            SampleRun run = armed();
            Decision fifth = run.decisions.remove(5);
            assertThat(findings(run).getFirst().record()).hasValue(5);
            run.decisions.add(5, fifth);
            run.decisions.add(5, fifth);
            assertThat(findings(run).getFirst().record()).hasValue(6);
            run.decisions.remove(5);
            run.decisions.add(9, run.decisions.remove(5));
            assertThat(findings(run).getFirst().record()).hasValue(5);
            run.decisions.add(5, run.decisions.remove(9));
            assertThat(findings(run)).isEmpty();
            run.decisions.removeLast();
            assertThat(findings(run))
                    .extracting(Finding::subject)
                    .contains("certificate records", "certificate lastHash");
        }

        @Test
        void findsATornLastLine() {
            SampleRun run = armed();
            run.write(folder);
            String whole = run.decisionsText();
            for (int cut : new int[] {1, 2, 30, 400}) {
                run.files.put("decisions.jsonl", whole.substring(0, whole.length() - cut));
                List<Finding> found = Verifier.verify(run.writeFiles(folder)).findings();
                assertThat(found.getFirst().record()).hasValue(RECORDS - 1);
            }
        }

        @Test
        void findsEveryChangedCharacterOfTheOtherFiles() {
            SampleRun run = replay();
            run.write(folder);
            Map<String, String> whole = new TreeMap<>(run.files);
            for (String name :
                    List.of("manifest.json", "rules.spec", "configuration.toml", "report.json")) {
                String text = whole.getOrDefault(name, "");
                for (int at = 0; at < text.length(); at += 7) {
                    StringBuilder changed = new StringBuilder(text);
                    changed.setCharAt(at, text.charAt(at) == '1' ? '2' : '1');
                    run.files.put(name, changed.toString());
                    assertThat(isFound(run)).as("%s at %d: %s", name, at, changed).isTrue();
                }
                run.files.put(name, text);
            }
        }

        private boolean isFound(SampleRun run) {
            try {
                return Verifier.verify(run.writeFiles(folder)).verdict() == Verdict.FAILS;
            } catch (Refusal refusal) {
                return true;
            }
        }
    }

    @Nested
    class TheCertificate {
        @Test
        void isFoundOutInEachField() {
            SampleRun run = replay();
            Map<String, String> honest = new TreeMap<>(run.certificate);
            for (Map.Entry<String, String> field : honest.entrySet()) {
                String value = field.getValue();
                String other =
                        value.startsWith("\"")
                                ? "\"" + (value.charAt(1) == 'a' ? 'b' : 'a') + value.substring(2)
                                : value.startsWith("[") ? "[]" : "1" + value;
                run.certificate.put(field.getKey(), other);
                assertThat(findings(run)).as(field.getKey()).isNotEmpty();
                assertThat(findings(run).getFirst().subject()).contains(field.getKey());
                run.certificate.put(field.getKey(), value);
            }
        }

        @Test
        void isFoundOutInEachVerdict() {
            SampleRun run = replay();
            String honest = run.certificate.getOrDefault("verdicts", "");
            Map<String, String> changes = new LinkedHashMap<>();
            changes.put("\"rule\":\"ramp-up\"", "\"rule\":\"ramp-ub\"");
            changes.put("\"holds\":true", "\"holds\":false");
            changes.put("\"robustness\":0.0", "\"robustness\":0.5");
            changes.put("\"robustness\":9.0", "\"robustness\":null");
            changes.put("\"robustness\":null", "\"robustness\":1.0");
            changes.put("\"atRecord\":", "\"atRecord\":1");
            changes.forEach((from, to) -> {
                String changed = honest.replaceFirst(from, to);
                assertThat(changed).as("a change to %s", to).isNotEqualTo(honest);
                run.certificate.put("verdicts", changed);
                assertThat(findings(run)).as(changed).isNotEmpty();
            });
        }
    }

    /// The chain and its ends in the certificate are computed again: only the sense can give it away.
    @Nested
    class WithANewChain {
        private void expect(
                SampleRun run, int record, int named, String what, Consumer<Decision> change) {
            change.accept(run.decisions.get(record));
            run.chain();
            List<Finding> found = findings(run);
            assertThat(found).as(what).isNotEmpty();
            assertThat(found.getFirst().record()).as("%s: %s", what, found).hasValue(named);
        }

        private void expectAtEveryKind(String what, Consumer<Decision> change) {
            for (int record : kinds(ARMED)) {
                expect(armed(), record, record, what + " at record " + record, change);
            }
        }

        @Test
        void findsWhatCannotStandInAnyRecord() {
            expectAtEveryKind("n", d -> d.n++);
            expectAtEveryKind("time", d -> d.time = d.time.replace("2014", "2015"));
            expectAtEveryKind("timeNs", d -> d.timeNs++);
            expectAtEveryKind("current", d -> d.current++);
            expectAtEveryKind(
                    "pending",
                    d -> {
                        d.pending = new ArrayList<>(d.pending);
                        d.pending.add(7L);
                    });
            expectAtEveryKind("features", d -> d.features = "{\"rising\":01}");
            expectAtEveryKind("features twice", d -> d.features = "{\"rising\":1,\"rising\":2}");
            expectAtEveryKind("features blank", d -> d.features = "{ }");
            expectAtEveryKind("regime", d -> d.regime = "a\\u0020b");
            expectAtEveryKind("confidence", d -> d.confidence = 1.25);
            expectAtEveryKind("proposals", d -> d.proposals = "{\"last\":1,\"other\":2}");
            expectAtEveryKind("proposal lost", d -> d.proposals = "{\"last\":1}");
            expectAtEveryKind("weights", d -> d.weights = "{\"last\":0.5,\"season\":0.25}");
            expectAtEveryKind("weight sign", d -> d.weights = "{\"last\":1.5,\"season\":-0.5}");
            expectAtEveryKind("weight form", d -> d.weights = "{\"last\":0.50,\"season\":0.5}");
            expectAtEveryKind("chosen", d -> d.chosen += 1);
            expectAtEveryKind(
                    "ruling", d -> d.ruling = d.ruling.equals("allow") ? "deny" : "allow");
            expectAtEveryKind("ruling word", d -> d.ruling = "approve");
            expectAtEveryKind("rule", d -> d.rule = d.rule.isEmpty() ? "bounds" : "");
            expectAtEveryKind("outcome word", d -> d.outcome = "done");
            expectAtEveryKind("outcome of shadow", d -> d.outcome = "shadow");
            expectAtEveryKind("reason word", d -> d.reason = "guessed");
            expectAtEveryKind(
                    "robustness",
                    d -> d.robustness = Double.isNaN(d.robustness) ? 1 : d.robustness + 0.01);
            expectAtEveryKind("robustness null", d -> flipNull(d));
            expectAtEveryKind("a time below 0", d -> d.ns[3] = -1);
        }

        private void flipNull(Decision d) {
            d.robustness = Double.isNaN(d.robustness) ? 0 : Double.NaN;
        }

        @Test
        void findsAnOutcomeByWhatFollows() {
            SampleRun run = replay();
            int acted = firstRecord(run, d -> d.outcome.equals("acted") && d.chosen != d.current);
            expect(run, acted, acted + 1, "outcome", d -> d.outcome = "dropped");
            int dropped =
                    firstRecord(
                            replay(), d -> d.outcome.equals("dropped") && d.chosen != d.current);
            expect(
                    replay(),
                    dropped,
                    dropped + 1,
                    "outcome",
                    d -> {
                        d.outcome = "acted";
                        d.reason = "learned";
                    });
            int killed = firstRecord(replay(), d -> d.reason.equals("killed"));
            expect(replay(), killed, killed, "outcome", d -> d.outcome = "acted");
            expect(replay(), acted, acted, "reason", d -> d.reason = "killed");
        }

        @Test
        void findsATimeThatGoesBack() {
            expect(
                    replay(),
                    4,
                    5,
                    "time",
                    d -> {
                        d.timeNs += 900_000_000_000L;
                        d.time = java.time.Instant.EPOCH.plusNanos(d.timeNs).toString();
                    });
        }

        @Test
        void findsARepairThatWasNotNeededOrNotNearest() {
            SampleRun run = replay();
            int repaired =
                    firstRecord(run, d -> d.ruling.equals("repair") && d.outcome.equals("dropped"));
            expect(
                    run,
                    repaired,
                    repaired,
                    "proposed nearer",
                    d -> d.proposed += d.proposed > d.chosen ? -40 : 40);
            run = replay();
            expect(run, repaired, repaired, "proposed allowed", d -> d.proposed = d.current);
            run = replay();
            expect(run, repaired, repaired, "rule", d -> d.rule = "calm");
            run = replay();
            expect(run, repaired, repaired, "rule", d -> d.rule = "reaction");
        }

        @Test
        void findsAnUndecidedRuleNamedWhereAnotherIsBroken() {
            SampleRun run = armed();
            int broken =
                    firstRecord(run, d -> Double.isNaN(d.input) && !d.rule.matches("|headroom"));
            expect(run, broken, broken, "rule", d -> d.rule = "headroom");
        }

        @Test
        void findsADenialWhereSomethingWasAllowed() {
            SampleRun run = replay();
            int repaired =
                    firstRecord(run, d -> d.ruling.equals("repair") && d.outcome.equals("dropped"));
            expect(
                    run,
                    repaired,
                    repaired,
                    "deny",
                    d -> {
                        d.ruling = "deny";
                        d.chosen = d.current;
                        d.robustness = Double.NaN;
                    });
        }

        @Test
        void findsAShortageThatTheRulesForbid() {
            SampleRun run = replay();
            int down =
                    firstRecord(
                            run, d -> d.chosen < d.current && d.n > 2 && d.outcome.equals("acted"));
            expect(run, down - 1, down, "input", d -> d.input = d.current + 0.5);
        }

        @Test
        void findsAnotherCostInTheCertificate() {
            SampleRun run = replay();
            run.decisions.getLast().input = 4 * run.decisions.getLast().chosen - 0.25;
            run.chain();
            assertThat(findings(run))
                    .extracting(Finding::subject)
                    .contains("certificate agentCost", "report.json costs.agent");
        }

        @Test
        void findsAMissedDeadline() {
            SampleRun run = replay();
            run.decisions.get(4).ns[8] = SampleRun.DEADLINE_NS + 1;
            run.decisions.get(5).ns[8] = SampleRun.DEADLINE_NS + 1;
            run.decisions.get(6).ns[8] = SampleRun.DEADLINE_NS + 1;
            run.chain();
            assertThat(findings(run))
                    .extracting(Finding::subject)
                    .containsExactly("certificate missedDeadlines", "report.json missedDeadlines");
            SampleRun live = armed();
            int acted = firstRecord(live, d -> d.outcome.equals("acted"));
            expect(live, acted, acted, "total", d -> d.ns[8] = SampleRun.DEADLINE_NS + 1);
            assertThat(findings(live))
                    .extracting(Finding::check)
                    .contains(Finding.Check.DEADLINE, Finding.Check.RULE);
        }

        @Test
        void findsFiguresOfTheReport() {
            for (String key :
                    List.of(
                            "rows",
                            "scoredFrom",
                            "agent",
                            "denied",
                            "repaired",
                            "missedDeadlines")) {
                SampleRun run = replay();
                String report = run.files.getOrDefault("report.json", "");
                String changed = report.replace("\"" + key + "\":", "\"" + key + "\":1");
                run.files.put("report.json", changed);
                run.certificate.put("reportHash", SampleRun.quoted(SampleRun.sha(changed)));
                assertThat(findings(run))
                        .singleElement()
                        .satisfies(found -> assertThat(found.subject()).contains(key));
            }
        }

        @Test
        void findsAnotherInitialCapacityDeadlineOrStart() {
            expectManifest("\"initial\":12", "\"initial\":13", "current");
            expectManifest("\"deadlineNs\":100000", "\"deadlineNs\":1000000", "missedDeadlines");
            expectManifest("\"scoredFrom\":13", "\"scoredFrom\":14", "agentCost");
            expectManifest("\"step_down\":5.0", "\"step_down\":6.0", "robustness");
            expectManifest("\"change_weight\":0.1", "\"change_weight\":0.2", "agentCost");
        }

        private void expectManifest(String from, String to, String subject) {
            SampleRun run = replay();
            String changed = run.files.getOrDefault("manifest.json", "").replace(from, to);
            assertThat(changed).contains(to);
            run.files.put("manifest.json", changed);
            run.certificate.put("manifestHash", SampleRun.quoted(SampleRun.sha(changed)));
            run.chain();
            assertThat(findings(run))
                    .as(to)
                    .anySatisfy(found -> assertThat(found.subject()).contains(subject));
        }

        @Test
        void findsAWeakenedRule() {
            SampleRun run = replay();
            String changed = SampleRun.RULES.replace("up <= step_up", "up <= step_up - 1");
            run.rulesText = changed;
            Map<String, String> honest = new TreeMap<>(run.certificate);
            run.close();
            run.certificate.put("verdicts", honest.getOrDefault("verdicts", ""));
            assertThat(findings(run)).isNotEmpty();
        }
    }

    @Nested
    class Refuses {
        private void expect(SampleRun run, Refusal.Code code, String place) {
            assertThatThrownBy(() -> Verifier.verify(run.writeFiles(folder)))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> {
                                assertThat(refusal.code()).isEqualTo(code);
                                assertThat(refusal.getMessage()).contains(place);
                            });
        }

        private SampleRun with(String file, String from, String to) {
            SampleRun run = replay();
            run.write(folder);
            String text = run.files.getOrDefault(file, "");
            assertThat(text).contains(from);
            run.files.put(file, text.replace(from, to));
            return run;
        }

        @Test
        void anotherVersion() {
            expect(
                    with("manifest.json", "\"version\":1", "\"version\":2"),
                    Refusal.Code.VERSION,
                    "manifest.json");
            expect(
                    with("certificate", "\"version\":1", "\"version\":3"),
                    Refusal.Code.VERSION,
                    "certificate");
        }

        @Test
        void brokenJsonWithItsPlace() {
            expect(with("manifest.json", "}\n", "\n"), Refusal.Code.SYNTAX, "manifest.json:");
            expect(
                    with("certificate", "{\"format\"", "{format"),
                    Refusal.Code.SYNTAX,
                    "certificate:1:");
            expect(
                    with("report.json", "{\"rows\"", "[\"rows\""),
                    Refusal.Code.SYNTAX,
                    "report.json:1:");
        }

        @Test
        void keysThatAreMissingUnknownOrOfAnotherType() {
            expect(
                    with("manifest.json", "\"stepNs\"", "\"steps\""),
                    Refusal.Code.UNKNOWN_KEY,
                    "steps");
            expect(
                    with("certificate", ",\"repaired\":", ",\"repaired\":1,\"x\":"),
                    Refusal.Code.UNKNOWN_KEY,
                    "x");
            expect(
                    with("manifest.json", "\"initial\":12", "\"initial\":null"),
                    Refusal.Code.WRONG_TYPE,
                    "initial");
            expect(with("manifest.json", "\"initial\":12,", ""), Refusal.Code.MISSING, "initial");
            expect(
                    with("manifest.json", "\"initial\":12", "\"initial\":-1"),
                    Refusal.Code.OUT_OF_RANGE,
                    "initial");
            expect(
                    with("manifest.json", "\"mode\":\"replay\"", "\"mode\":\"x\""),
                    Refusal.Code.OUT_OF_RANGE,
                    "mode");
            expect(
                    with("manifest.json", "change_weight", "weight"),
                    Refusal.Code.MISSING,
                    "change_weight");
        }

        @Test
        void aRuleThatCannotBeRead() {
            expect(
                    with("rules.spec", "up <= step_up", "up <= stepup"),
                    Refusal.Code.UNKNOWN_SIGNAL,
                    "rules.spec:3:");
            expect(
                    with("rules.spec", "up <= step_up", "up <="),
                    Refusal.Code.SYNTAX,
                    "rules.spec:3:");
        }

        @Test
        void filesThatAreMissing() throws java.io.IOException {
            for (String name :
                    List.of(
                            "manifest.json",
                            "certificate",
                            "rules.spec",
                            "configuration.toml",
                            "decisions.jsonl")) {
                SampleRun run = replay();
                run.write(folder);
                java.nio.file.Files.delete(folder.resolve(name));
                run.files.remove(name);
                expect(run, Refusal.Code.MISSING, name);
            }
        }
    }

    @Nested
    class Goes {
        @Test
        void onAfterABrokenRecordWithoutEvaluatingTheRules() {
            SampleRun run = replay();
            run.write(folder);
            String line = run.decisions.get(7).line();
            run.files.put("decisions.jsonl", run.decisionsText().replace(line, "broken\n"));
            Verification found = Verifier.verify(run.writeFiles(folder));
            assertThat(found.records()).isEqualTo(RECORDS);
            assertThat(found.findings().getFirst().record()).hasValue(7);
            assertThat(found.findings().getFirst().subject()).isEqualTo("decisions.jsonl:8:1");
            assertThat(found.rules())
                    .extracting(Verification.RuleResult::verdict)
                    .contains(Verdict.UNKNOWN);
            assertThat(found.findings()).filteredOn(f -> f.record().isPresent()).hasSize(1);
        }

        @Test
        void noFurtherThanItIsAllowed() {
            SampleRun run = new SampleRun("replay", 1, 1, false);
            Decision only = run.decisions.getFirst();
            run.decisions.clear();
            for (int n = 0; n < 25_000; n++) {
                Decision next = only.copy();
                next.timeNs += n * 300_000_000_000L;
                run.decisions.add(next);
            }
            run.write(folder);
            List<Long> heard = new ArrayList<>();
            Verification found =
                    Verifier.verify(
                            folder,
                            (records, done, total) -> {
                                heard.add(records);
                                assertThat(done).isLessThan(total);
                                return heard.size() < 2;
                            });
            assertThat(heard).containsExactly(10_000L, 20_000L);
            assertThat(found.complete()).isFalse();
            assertThat(found.records()).isEqualTo(20_000);
            assertThat(found.findings()).hasSize(Verification.FINDINGS_MAX);
            assertThat(found.findingCount()).isGreaterThan(Verification.FINDINGS_MAX);
        }

        @Test
        void throughAnEmptyRun() {
            SampleRun run = new SampleRun("armed", 0, 1, false);
            Verification found = Verifier.verify(run.write(folder));
            assertThat(found.findings()).isEmpty();
            assertThat(found.hashes().lastSeal()).isEqualTo("0".repeat(16));
            assertThat(found.hashes().last())
                    .isEqualTo(
                            HashChain.hash(
                                    run.files
                                            .getOrDefault("manifest.json", "")
                                            .getBytes(StandardCharsets.UTF_8)));
        }
    }
}

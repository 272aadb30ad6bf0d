package orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.verify.TamperedRuns.RECORDS;
import static orrery.verify.TamperedRuns.armed;
import static orrery.verify.TamperedRuns.firstRecord;
import static orrery.verify.TamperedRuns.kinds;
import static orrery.verify.TamperedRuns.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.verify.SampleRun.Decision;

/// The chain and its ends in the certificate are computed again: only the sense can give it away.
class ForgedChainTest {
    @TempDir Path folder;

    private List<Finding> findings(SampleRun run) {
        return Verifier.verify(run.write(folder)).findings();
    }

    private void expect(
            SampleRun run, int record, int named, String what, Consumer<Decision> change) {
        change.accept(run.decisions.get(record));
        run.chain();
        List<Finding> found = findings(run);
        assertThat(found).as(what).isNotEmpty();
        assertThat(found.getFirst().record()).as("%s: %s", what, found).hasValue(named);
    }

    private void expectAtEveryKind(String what, Consumer<Decision> change) {
        for (int record : kinds()) {
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
        expectAtEveryKind("ruling", d -> d.ruling = d.ruling.equals("allow") ? "deny" : "allow");
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
                firstRecord(replay(), d -> d.outcome.equals("dropped") && d.chosen != d.current);
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
        int broken = firstRecord(run, d -> Double.isNaN(d.input) && !d.rule.matches("|headroom"));
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
                firstRecord(run, d -> d.chosen < d.current && d.n > 2 && d.outcome.equals("acted"));
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
                List.of("rows", "scoredFrom", "agent", "denied", "repaired", "missedDeadlines")) {
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

    @Test
    void findsAProposalThatNoActuatorWouldTake() {
        expectAtEveryKind("proposed", d -> d.proposed = 41);
        expectAtEveryKind("proposed", d -> d.proposed = 0);
    }

    @Test
    void findsTheLesserOfTwoRepairsThatAreEquallyNear() {
        SampleRun run = armed();
        run.decisions.subList(1, RECORDS).clear();
        run.rulesText = "gap: G (abs(replicas - 12) >= 2)\n";
        Decision only = run.decisions.getFirst();
        only.proposed = 12;
        only.chosen = 14;
        only.ruling = "repair";
        only.rule = "gap";
        only.robustness = 0;
        only.outcome = "acted";
        only.reason = "learned";
        run.close();
        assertThat(findings(run)).noneMatch(found -> found.check() == Finding.Check.RULING);
        only.chosen = 10;
        run.close();
        assertThat(findings(run))
                .filteredOn(found -> found.check() == Finding.Check.RULING)
                .singleElement()
                .satisfies(found -> assertThat(found.expected()).startsWith("repair to 14"));
    }

    @Test
    void findsADenialOrAMissThatActed() {
        SampleRun run = armed();
        int denied = firstRecord(run, d -> d.ruling.equals("deny"));
        expect(run, denied, denied, "outcome", d -> d.outcome = "acted");
        int acted = firstRecord(armed(), d -> d.outcome.equals("acted"));
        expect(armed(), acted, acted, "reason", d -> d.reason = "fallback-missed");
    }

    @Test
    void findsWhatIsNotADenialWhereTheSolverIsOff() {
        Map<String, Consumer<Decision>> changes = new TreeMap<>();
        changes.put("ruling", d -> d.ruling = "allow");
        changes.put("rule", d -> d.rule = "bounds");
        changes.put("outcome", d -> d.outcome = "acted");
        changes.put("reason", d -> d.reason = "learned");
        changes.put("chosen", d -> d.chosen++);
        changes.put("robustness", d -> d.robustness = 1);
        changes.forEach((what, change) -> {
            SampleRun run = SampleRun.withoutSolver("replay", RECORDS, 5);
            expect(run, 7, 7, what, change);
        });
    }

    @Test
    void findsADenialForTheSolverWhereItIsOn() {
        expectAtEveryKind("reason", d -> d.reason = "solver-off");
    }

    @Test
    void findsAManifestThatIsNotTheConfiguredOne() {
        SampleRun run = replay();
        String changed =
                run.files
                        .getOrDefault("manifest.json", "")
                        .replace("\"max_replicas\":40.0", "\"max_replicas\":41.0");
        run.files.put("manifest.json", changed);
        run.certificate.put("manifestHash", SampleRun.quoted(SampleRun.sha(changed)));
        run.chain();
        assertThat(findings(run))
                .extracting(Finding::subject)
                .contains("manifest.json max_replicas");
    }

    @Test
    void findsAReplayWithoutItsReport() throws java.io.IOException {
        SampleRun run = replay();
        run.certificate.put("reportHash", "null");
        run.write(folder);
        java.nio.file.Files.delete(folder.resolve("report.json"));
        assertThat(Verifier.verify(folder).findings())
                .extracting(Finding::subject)
                .containsExactly("report.json");
    }
}

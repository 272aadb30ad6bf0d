package orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.verify.TamperedRuns.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeLedgerTest {
    private static final String OLD = "a".repeat(64);
    private static final String NEW = "b".repeat(64);

    @TempDir Path folder;

    private final SampleRun run = replay();
    private final List<String> events = new ArrayList<>();

    private ChangeLedgerTest then(int decision, String event, double value, String inForce) {
        return then(decision, event, value, 9.5, inForce);
    }

    private ChangeLedgerTest then(
            int decision, String event, double value, double wealthLog, String inForce) {
        events.add(
                "{\"sequence\":%d,\"decision\":%d,\"event\":\"%s\",\"value\":%s"
                                .formatted(events.size(), decision, event, value)
                        + ",\"wealthLog\":%s,\"inForce\":\"%s\"".formatted(wealthLog, inForce));
        return this;
    }

    private List<Finding> findings() {
        run.changes.clear();
        run.changes.addAll(events);
        run.chainChanges();
        return Verifier.verify(run.write(folder)).findings();
    }

    private void isFound(String subject) {
        assertThat(findings())
                .anySatisfy(found -> {
                    assertThat(found.check()).isEqualTo(Finding.Check.CHANGE);
                    assertThat(found.subject()).endsWith(subject);
                });
    }

    private ChangeLedgerTest promoted() {
        return then(3, "shadowed", 0.25, OLD).then(5, "promoted", 0.25, NEW);
    }

    @Test
    void acceptsEveryWayThatAChangeCanTake() {
        promoted().then(6, "rolled-back", 0.25, OLD);
        then(7, "shadowed", -0.25, OLD).then(8, "rejected", -0.25, OLD);
        then(8, "shadowed", 0.5, OLD).then(9, "rolled-back", 0.5, OLD);
        then(10, "shadowed", 0.125, OLD).then(11, "promoted", 0.125, NEW);
        then(12, "kept", 0.125, NEW).then(13, "shadowed", 0.375, NEW);
        then(14, "rejected", 0.375, NEW).then(15, "rolled-back", 0.125, OLD);
        then(16, "shadowed", 0.125, OLD).then(17, "promoted", 0.125, 12, NEW);
        then(18, "killed", 0, OLD);
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsEventsThatCannotFollow() {
        List<List<String>> wrong =
                List.of(
                        List.of("promoted"),
                        List.of("rejected"),
                        List.of("kept"),
                        List.of("rolled-back"),
                        List.of("shadowed", "shadowed"),
                        List.of("shadowed", "kept"),
                        List.of("shadowed", "rejected", "promoted"),
                        List.of("shadowed", "rejected", "rolled-back"),
                        List.of("killed", "shadowed"),
                        List.of("killed", "killed"));
        for (List<String> order : wrong) {
            events.clear();
            order.forEach(event -> then(4, event, 0.5, OLD));
            isFound("event");
        }
    }

    @Test
    void findsAParameterThatTheEventDoesNotLeave() {
        promoted().then(6, "rolled-back", 0.25, NEW);
        isFound("inForce");
        events.clear();
        then(3, "shadowed", 0.25, OLD).then(5, "rejected", 0.25, NEW);
        isFound("inForce");
        events.clear();
        promoted().then(6, "killed", 0.0, NEW);
        isFound("inForce");
    }

    @Test
    void findsAPromotionThatWasNotWonOrOfAnotherValue() {
        then(3, "shadowed", 0.25, OLD).then(5, "promoted", 0.25, 5.0, NEW);
        isFound("event");
        events.clear();
        then(3, "shadowed", 0.25, OLD).then(5, "promoted", 0.5, NEW);
        isFound("event");
    }

    @Test
    void findsDecisionsThatGoBackOrWereNotMade() {
        then(5, "shadowed", 0.25, OLD).then(4, "rejected", 0.25, OLD);
        isFound("decision");
        events.clear();
        then(40, "shadowed", 0.25, OLD);
        isFound("decision");
    }

    @Test
    void findsEveryChangedCharacterAndAMissingEnd() {
        promoted().then(6, "rolled-back", 0.25, OLD);
        assertThat(findings()).isEmpty();
        String whole = run.files.getOrDefault("changes.jsonl", "");
        for (int at = 0; at < whole.length(); at++) {
            StringBuilder changed = new StringBuilder(whole);
            changed.setCharAt(at, whole.charAt(at) == '1' ? '2' : '1');
            run.files.put("changes.jsonl", changed.toString());
            assertThat(Verifier.verify(run.writeFiles(folder)).findings())
                    .as("%s", at)
                    .isNotEmpty();
        }
        run.files.put("changes.jsonl", whole.substring(0, whole.indexOf('\n') + 1));
        assertThat(Verifier.verify(run.writeFiles(folder)).findings())
                .extracting(Finding::subject)
                .containsExactly("certificate changes", "certificate lastChangeHash");
    }

    @Test
    void findsAnyEventWhereSelfModificationIsOff() {
        Findings findings = new Findings();
        new ChangeLedger("0".repeat(64), findings).check(new byte[0], false, 1);
        assertThat(findings.count()).isZero();
        new ChangeLedger("0".repeat(64), findings).check(new byte[] {'x', '\n'}, false, 1);
        assertThat(findings.kept().getFirst().expected()).contains("off");
    }
}

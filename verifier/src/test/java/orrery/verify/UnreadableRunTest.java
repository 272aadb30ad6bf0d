package orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static orrery.verify.TamperedRuns.replay;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.timeline.Refusal;

/// What is refused rather than judged.
class UnreadableRunTest {
    @TempDir Path folder;

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
                "orrery-run version 2 [VERSION]; use the Orrery of that version; this one reads"
                        + " orrery-run version 1");
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
        expect(with("manifest.json", "\"stepNs\"", "\"steps\""), Refusal.Code.UNKNOWN_KEY, "steps");
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
        expect(with("rules.spec", "up <= step_up", "up <="), Refusal.Code.SYNTAX, "rules.spec:3:");
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

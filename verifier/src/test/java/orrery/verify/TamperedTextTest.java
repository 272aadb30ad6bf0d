package orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.verify.TamperedRuns.RECORDS;
import static orrery.verify.TamperedRuns.armed;
import static orrery.verify.TamperedRuns.kinds;
import static orrery.verify.TamperedRuns.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.timeline.Refusal;
import orrery.verify.SampleRun.Decision;
import orrery.verify.Verification.Verdict;

/// Something is changed and nothing else is made to fit.
class TamperedTextTest {
    @TempDir Path folder;

    private List<Finding> findings(SampleRun run) {
        return Verifier.verify(run.write(folder)).findings();
    }

    @Test
    void findsEveryChangedCharacterOfEveryKindOfRecord() {
        SampleRun run = armed();
        String whole = run.decisionsText();
        run.write(folder);
        int kind = 0;
        for (int record : kinds()) {
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

package orrery.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.verify.TamperedRuns.replay;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgedCertificateTest {
    @TempDir Path folder;

    private List<Finding> findings(SampleRun run) {
        return Verifier.verify(run.write(folder)).findings();
    }

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
        changes.put("\"robustness\":[0-9.]+", "\"robustness\":77.5");
        changes.put("\"robustness\":[0-9][0-9.]+", "\"robustness\":null");
        changes.put("\"robustness\":null", "\"robustness\":1.0");
        changes.put("\"atRecord\":", "\"atRecord\":1");
        changes.forEach((from, to) -> {
            String changed = honest.replaceFirst(from, to);
            assertThat(changed).as("a change to %s", to).isNotEqualTo(honest);
            run.certificate.put("verdicts", changed);
            assertThat(findings(run)).as(changed).isNotEmpty();
        });
    }

    @Test
    void isToldInNumbersOfTheFile() {
        SampleRun run = replay();
        String honest = run.certificate.getOrDefault("verdicts", "");
        run.certificate.put(
                "verdicts", honest.replaceFirst("\"atRecord\":\\d+", "\"atRecord\":85"));
        Finding finding = findings(run).getFirst();
        assertThat(finding.subject()).endsWith("atRecord");
        assertThat(finding.found()).isEqualTo("85");
        assertThat(finding.expected()).matches("[0-9]+");
        run.certificate.put(
                "verdicts", honest.replaceFirst("\"atRecord\":\\d+", "\"atRecord\":null"));
        assertThat(findings(run).getFirst().found()).isEqualTo("null");
    }
}

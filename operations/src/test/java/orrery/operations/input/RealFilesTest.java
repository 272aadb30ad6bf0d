package orrery.operations.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static orrery.operations.input.Inputs.counts;
import static orrery.operations.input.Inputs.read;
import static orrery.operations.input.Inputs.refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

/// On public files that are not part of the project; a test is left out where they are missing.
class RealFilesTest {
    @Test
    void theTaxiRidesOfNewYork() {
        List<String> samples = read(file("nab/data/realKnownCause/nyc_taxi.csv"));
        assertThat(samples).hasSize(10_320).startsWith("1404172800 10844.0", "1404174600 8127.0");
    }

    @Test
    void theRequestsOfALanguageModelInTensOfSeconds() {
        Path log = file("azure-llm/conv.csv");
        String[] keys = {"input.time=TIMESTAMP", "input.bucket=10s", "input.aggregate=count"};
        List<String> samples = read(log, keys);
        assertThat(counts(log, keys).rows()).isEqualTo(19_366);
        double requests =
                samples.stream()
                        .map(sample -> sample.replace("*", ""))
                        .mapToDouble(s -> Double.parseDouble(s.substring(s.indexOf(' '))))
                        .sum();
        assertThat(requests).isEqualTo(19_366);
        assertThat(samples).hasSize(351).first().isEqualTo("1700158550 1.0");
    }

    @Test
    void aTemperatureWithAnHourTwiceIsRefusedOrTheHourIsDropped() {
        Path file = file("nab/data/realKnownCause/machine_temperature_system_failure.csv");
        assertThat(refusal(file).code()).isEqualTo(Refusal.Code.TIME_BACKWARD);
        assertThat(counts(file, "input.late=drop-and-count", "input.duplicate=first").rows())
                .isEqualTo(22_695);
    }

    @Test
    void allSeriesOfTheBenchmarkKeepEveryRowThatIsInOrder() throws IOException {
        Path folder = file("nab/data");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".csv")).toList()) {
                InputCounts counts =
                        counts(file, "input.late=drop-and-count", "input.duplicate=first");
                long lines;
                try (Stream<String> all = Files.lines(file)) {
                    lines = all.count();
                }
                assertThat(counts.rows()).as(file.toString()).isEqualTo(lines - 1);
                assertThat(counts.samples())
                        .as(file.toString())
                        .isEqualTo(
                                counts.rows()
                                        - counts.late()
                                        - counts.duplicates()
                                        + counts.gapsFilled());
            }
        }
        Refusal refusal =
                refusal(folder.resolve("realKnownCause/ec2_request_latency_system_failure.csv"));
        assertThat(refusal.code()).isEqualTo(Refusal.Code.TIME_DUPLICATE);
    }

    private static Path file(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("shared/data/aiops"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                break;
            }
            folder = parent;
        }
        Path file = folder.resolve("shared/data/aiops").resolve(name);
        String reason = "left out: there is no shared/data/aiops/" + name + " above this folder";
        if (!Files.exists(file)) {
            System.out.println(reason);
        }
        assumeTrue(Files.exists(file), reason);
        return file;
    }
}

package orrery.operations.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.operations.ListSource;
import orrery.operations.Runs;
import orrery.timeline.Refusal;
import orrery.verify.Verification;
import orrery.verify.Verifier;

/// A real process with a live run, really killed, that goes on in another process.
class KilledRunTest {
    private static final int SAMPLES = 1_300;

    @TempDir private Path folder = Path.of("");

    private final double[] demand = Runs.demand(SAMPLES, 8);

    /// Lets the rest of the samples up to `until` come.
    private void feed(Path file, int from, int until) throws IOException {
        StringBuilder rows = new StringBuilder(from == 0 ? "timestamp,value\n" : "");
        for (int i = from; i < until; i++) {
            Instant time = Instant.ofEpochSecond(1_767_571_200L + 60L * i);
            rows.append(time).append(',').append(demand[i]).append('\n');
        }
        Files.writeString(file, rows, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Process child(Path run, Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-ea",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LiveChild.class.getName(),
                        run.toString(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Waits until the child has made a decision.
    private static void await(Process child, BufferedReader said, int decision) throws IOException {
        String line = said.readLine();
        while (line != null && Integer.parseInt(line) < decision) {
            line = said.readLine();
        }
        assertThat(line).as("alive: %s", child.isAlive()).isEqualTo(String.valueOf(decision));
    }

    private static void finish(Path run, Path file) {
        LiveRun live = LiveChild.run(run, file);
        LiveChild.follow(
                live,
                file,
                made -> {
                    if (made.number() == SAMPLES - 1) {
                        live.stop();
                    }
                });
    }

    @Test
    void goesOnAsIfItHadNeverBeenAway() throws IOException {
        Path file = folder.resolve("demand.csv");
        Path run = folder.resolve("run");
        int fed = 0;
        for (int kill : List.of(3, 1_010)) {
            feed(file, fed, kill + 40);
            fed = kill + 40;
            Process child = child(run, file);
            try (BufferedReader said =
                    new BufferedReader(
                            new InputStreamReader(
                                    child.getInputStream(), StandardCharsets.UTF_8))) {
                await(child, said, kill);
                LiveRun second = LiveChild.run(run, file);
                Refusal refusal =
                        catchThrowableOfType(
                                Refusal.class, () -> second.run(new ListSource(demand), _ -> {}));
                assertThat(refusal.code()).isEqualTo(Refusal.Code.IN_USE);
            } finally {
                child.destroyForcibly().onExit().join();
            }
            assertThat(run.resolve("certificate")).doesNotExist();
        }
        feed(file, fed, SAMPLES);
        finish(run, file);

        Path whole = folder.resolve("whole");
        finish(whole, file);
        List<String> expected = Runs.records(whole);
        List<String> records = Runs.records(run);
        assertThat(records).hasSize(SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
            assertThat(records.get(i)).isEqualTo(expected.get(i));
        }
        Verification verified = Verifier.verify(run);
        assertThat(verified.findings()).isEmpty();
        assertThat(verified.verdict()).isEqualTo(Verification.Verdict.HOLDS);
    }
}

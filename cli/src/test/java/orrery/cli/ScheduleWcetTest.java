package orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.cli.CommandLineFixture.assertRefused;
import static orrery.cli.CommandLineFixture.fields;
import static orrery.cli.CommandLineFixture.orrery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.cli.CommandLineFixture.Ended;

class ScheduleWcetTest {
    @TempDir private Path folder;

    // An exponential tail from 1,000 ns on; a millionth is exceeded by 1000 + 100 ln 10^6 = 2,382.
    private String times(int count, double tail) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double log = -Math.log(1 - random.nextDouble());
            lines.add(Long.toString((long) (1_000 + 100 * Math.expm1(tail * log) / tail)));
        }
        return Files.write(folder.resolve("times.txt"), lines).toString();
    }

    @Test
    void boundsAnExecutionTime() throws IOException {
        Ended ended = orrery("schedule", "wcet", times(5_000, 1e-6), "--json");
        assertThat(ended.code()).isZero();
        assertThat(fields(ended.out())).startsWith("bound", "confidence", "method", "warnings");
        assertThat(ended.out()).contains("\"method\":\"peaks-over-threshold\"");
        long bound = Long.parseLong(ended.out().replaceAll("(?s).*\"bound\":(\\d+).*", "$1"));
        assertThat(bound).isBetween(2_382L, 4_000L);
    }

    @Test
    void saysThatNoBoundIsEstablished() throws IOException {
        Ended ended = orrery("schedule", "wcet", times(5_000, 0.7), "--json");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).contains("\"bound\":null").contains("\"heavy-tail\"");
        assertThat(orrery("schedule", "wcet", times(5_000, 0.7)).out()).contains("not established");
    }

    @Test
    void refusesWhatSaysNothing() throws IOException {
        assertRefused(orrery("schedule", "wcet", times(100, 0.1)), "TOO_SHORT");
        assertRefused(
                orrery("schedule", "wcet", times(600, 0.1), "--exceedance", "1e-9"),
                "OUT_OF_RANGE");
        assertRefused(orrery("schedule", "wcet", folder.resolve("none").toString()), "MISSING");
    }
}

package orrery.operations.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimeSpanTest {
    @Test
    void readsAWholeNumberAndAUnit() {
        assertThat(TimeSpan.parse("10s")).hasValue(10_000_000_000L);
        assertThat(TimeSpan.parse("5 min")).hasValue(300_000_000_000L);
        assertThat(TimeSpan.parse("0ns")).hasValue(0);
        assertThat(TimeSpan.parse("106751d")).hasValue(106_751L * 86_400_000_000_000L);
    }

    @Test
    void readsNothingElse() {
        for (String text :
                List.of(
                        "",
                        "s",
                        "10",
                        "-1s",
                        "1.5s",
                        "10m",
                        "10S",
                        "106752d",
                        "1234567890123456789ns")) {
            assertThat(TimeSpan.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void printsWhatReadsBack() {
        assertThat(TimeSpan.print(90_000_000_000L)).isEqualTo("90s");
        assertThat(TimeSpan.print(86_400_000_000_000L)).isEqualTo("1d");
        assertThat(TimeSpan.print(0)).isEqualTo("0s");
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2000; i++) {
            long ns = random.nextLong(1L << random.nextInt(1, 59));
            assertThat(TimeSpan.parse(TimeSpan.print(ns))).as("seed 5, %d", ns).hasValue(ns);
        }
    }
}

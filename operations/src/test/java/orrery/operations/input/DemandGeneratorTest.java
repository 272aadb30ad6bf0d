package orrery.operations.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static orrery.operations.input.Inputs.NOTHING;
import static orrery.operations.input.Inputs.configuration;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class DemandGeneratorTest {
    private static final long FIVE_MINUTES = 300_000_000_000L;
    private static final int DAY = 288;

    @Nested
    class TheBundledMonth {
        private final double[] demand = values(1, FIVE_MINUTES, 28);

        @Test
        void has8064SamplesFiveMinutesApart() {
            try (Input input = Input.open(configuration(), Optional.empty(), NOTHING)) {
                assertThat(input.periodNs()).hasValue(FIVE_MINUTES);
                assertThat(Inputs.drain(input.source())).hasSize(8064);
                assertThat(input.name()).isEqualTo("generator");
            }
            assertThat(demand).hasSize(8064);
        }

        @Test
        void fitsFortyReplicas() {
            assertThat(Arrays.stream(demand).max().orElse(0)).isBetween(25.0, 38.0);
            assertThat(Arrays.stream(demand).min().orElse(0)).isBetween(0.5, 5.0);
            assertThat(mean(0, demand.length)).isBetween(8.0, 16.0);
        }

        @Test
        void hasADayAndAWeek() {
            double afternoon = 0;
            double night = 0;
            for (int day = 0; day < 5; day++) {
                afternoon += mean(day * DAY + 150, day * DAY + 190) / 5;
                night += mean(day * DAY + 10, day * DAY + 40) / 5;
            }
            assertThat(afternoon).isGreaterThan(1.7 * night);
            assertThat(mean(0, 5 * DAY)).isGreaterThan(1.3 * mean(5 * DAY, 7 * DAY));
        }

        @Test
        void hasARegimeShift() {
            assertThat(mean(21 * DAY, 28 * DAY)).isGreaterThan(1.2 * mean(0, 7 * DAY));
        }

        @Test
        void isTheSameForTheSameSeedOnly() {
            assertThat(values(1, FIVE_MINUTES, 28)).isEqualTo(demand);
            assertThat(values(2, FIVE_MINUTES, 28)).isNotEqualTo(demand);
        }

        @Test
        void isWhatItWasInTheFirstRelease() {
            assertThat(Arrays.copyOf(demand, 4)).containsExactly(7.669, 7.471, 7.545, 7.744);
        }

        private double mean(int from, int to) {
            return Arrays.stream(demand, from, to).average().orElseThrow();
        }
    }

    @Test
    void takesSeedDaysAndPeriodFromTheConfiguration() {
        try (Input input =
                Input.open(
                        configuration("input.seed=7", "input.days=2", "input.period=1h"),
                        Optional.empty(),
                        NOTHING)) {
            Sample sample = new Sample();
            DemandSource source = input.source();
            double[] expected = values(7, 12 * FIVE_MINUTES, 2);
            for (double value : expected) {
                assertThat(source.next(sample)).isTrue();
                assertThat(sample.value()).isEqualTo(value);
            }
            assertThat(source.next(sample)).isFalse();
            assertThat(expected).hasSize(48);
        }
    }

    @Test
    void staysWithinItsBoundsForManySeeds() {
        for (int seed = 0; seed < 50; seed++) {
            for (double value : values(seed, 12 * FIVE_MINUTES, 60)) {
                assertThat(value).as("seed %d", seed).isBetween(0.5, 38.0);
            }
        }
    }

    @Test
    void allocatesNothingASample() {
        DemandGenerator generator = new DemandGenerator(1, 100, 60_000_000_000L);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Sample sample = new Sample();
        for (int i = 0; i < 20_000; i++) {
            generator.next(sample);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100_000; i++) {
            generator.next(sample);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    @Test
    void refusesPeriodsAndDaysOutOfRange() {
        for (long period : new long[] {0, 999_999_999L, 86_400_000_000_001L}) {
            assertThat(
                            catchThrowableOfType(
                                            Refusal.class, () -> new DemandGenerator(1, 1, period))
                                    .code())
                    .isEqualTo(Refusal.Code.OUT_OF_RANGE);
        }
        for (int days : new int[] {0, 3651}) {
            assertThat(
                            catchThrowableOfType(
                                            Refusal.class,
                                            () -> new DemandGenerator(1, days, FIVE_MINUTES))
                                    .code())
                    .isEqualTo(Refusal.Code.OUT_OF_RANGE);
        }
    }

    private static double[] values(long seed, long periodNs, int days) {
        DemandGenerator generator = new DemandGenerator(seed, days, periodNs);
        double[] values = new double[(int) generator.length()];
        Sample sample = new Sample();
        for (int i = 0; i < values.length; i++) {
            assertThat(generator.next(sample)).isTrue();
            assertThat(sample.timeNs()).isEqualTo(DemandGenerator.START_NS + i * periodNs);
            values[i] = sample.value();
        }
        return values;
    }
}

package orrery.schedule.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private final LatencyHistogram histogram = LatencyHistogram.empty();

    @Nested
    class Percentile {
        @Test
        void isAbsentWithoutSamples() {
            assertThat(histogram.percentiles()).isEmpty();
        }

        @Test
        void ofOneSampleIsThatSample() {
            histogram.record(123_456_789);
            assertThat(histogram.percentiles())
                    .contains(
                            new Percentiles(1, 123_456_789, 123_456_789, 123_456_789, 123_456_789));
        }

        @Test
        void isExactBelow2048() {
            for (int ns = 0; ns < 2000; ns++) {
                histogram.record(ns);
            }
            assertThat(histogram.percentiles())
                    .contains(new Percentiles(2000, 999, 1979, 1997, 1999));
        }

        @Test
        void countsANegativeSampleAsZero() {
            histogram.record(-5);
            assertThat(histogram.percentiles()).contains(new Percentiles(1, 0, 0, 0, 0));
        }

        @Test
        void keepsTheMaximumBeyondItsRange() {
            histogram.record(1);
            histogram.record(Long.MAX_VALUE);
            assertThat(histogram.percentiles())
                    .contains(
                            new Percentiles(2, 1, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
        }

        @Test
        void isWithinAThousandthOfThePlainTwin() {
            SplittableRandom random = new SplittableRandom(11);
            for (int round = 0; round < 200; round++) {
                histogram.clear();
                long[] samples = new long[1 + random.nextInt(3000)];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = random.nextLong(1L << (1 + random.nextInt(41)));
                    histogram.record(samples[i]);
                }
                Arrays.sort(samples);
                Percentiles found = histogram.percentiles().orElseThrow();
                String where = "seed 11, round " + round;
                assertThat(found.count()).as(where).isEqualTo(samples.length);
                assertThat(found.maxNs()).as(where).isEqualTo(samples[samples.length - 1]);
                assertNear(found.p50Ns(), samples, 500, where);
                assertNear(found.p99Ns(), samples, 990, where);
                assertNear(found.p999Ns(), samples, 999, where);
            }
        }
    }

    private static void assertNear(long found, long[] sorted, int permille, String where) {
        int rank = (int) Math.max(1, Math.ceilDiv((long) sorted.length * permille, 1000));
        long exact = sorted[rank - 1];
        assertThat(found).as(where).isBetween(exact, exact + exact / 1000);
    }
}

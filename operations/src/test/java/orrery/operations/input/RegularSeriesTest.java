package orrery.operations.input;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.operations.input.Inputs.counts;
import static orrery.operations.input.Inputs.read;
import static orrery.operations.input.Inputs.refusal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.timeline.Refusal;

class RegularSeriesTest {
    @TempDir Path temp;

    @Nested
    class LateRows {
        private static final String ROWS = "1 1, 2 2, 4 4, 3 3, 5 5";

        @Test
        void areRefusedAtTheirTime() {
            Refusal refusal = refusal(csv(ROWS));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.TIME_BACKWARD);
            assertThat(refusal.place().orElse("")).endsWith("d.csv:5:1");
            assertThat(refusal.found())
                    .isEqualTo("1970-01-01T00:00:03Z comes after 1970-01-01T00:00:04Z");
        }

        @Test
        void areDroppedAndCounted() {
            Path file = csv(ROWS);
            assertThat(read(file, "input.late=drop-and-count"))
                    .containsExactly("1 1.0", "2 2.0", "3 2.0*", "4 4.0", "5 5.0");
            assertThat(counts(file, "input.late=drop-and-count"))
                    .isEqualTo(new InputCounts(5, 0, 1, 0, 0, 1, 5));
        }
    }

    @Nested
    class RowsOfOneTime {
        private static final String ROWS = "1 1, 2 2, 2 20, 2 NaN, 3 3, 3 30";

        @Test
        void areRefusedAtTheSecond() {
            Refusal refusal = refusal(csv(ROWS));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.TIME_DUPLICATE);
            assertThat(refusal.place().orElse("")).endsWith("d.csv:4:1");
        }

        @Test
        void countOnceAsTheFirstTheLastOrTheSum() {
            Path file = csv(ROWS);
            assertThat(read(file, "input.duplicate=first"))
                    .containsExactly("1 1.0", "2 2.0", "3 3.0");
            assertThat(read(file, "input.duplicate=last", "input.gap=missing"))
                    .containsExactly("1 1.0", "2 NaN", "3 30.0");
            assertThat(read(file, "input.duplicate=sum"))
                    .containsExactly("1 1.0", "2 22.0", "3 33.0");
            assertThat(counts(file, "input.duplicate=sum").duplicates()).isEqualTo(3);
        }

        @Test
        void addUpFromAMissingOne() {
            assertThat(read(csv("1 1, 2 NaN, 2 5, 3 3"), "input.duplicate=sum"))
                    .containsExactly("1 1.0", "2 5.0", "3 3.0");
        }

        @Test
        void areStillInOrderWhenOneIsHeldBack() {
            assertThat(refusal(csv("1 1, 2 2, 1 9"), "input.duplicate=last").code())
                    .isEqualTo(Refusal.Code.TIME_BACKWARD);
        }
    }

    @Nested
    class MissingSamples {
        private static final String ROWS = "0 1, 10 2, 20 3, 50 6, 60 NaN, 70 8";

        @Test
        void areTheValueBeforeOrMarkedOrZero() {
            Path file = csv(ROWS);
            assertThat(read(file))
                    .containsExactly(
                            "0 1.0", "10 2.0", "20 3.0", "30 3.0*", "40 3.0*", "50 6.0", "60 6.0",
                            "70 8.0");
            assertThat(read(file, "input.gap=missing"))
                    .contains("30 NaN*", "40 NaN*", "60 NaN", "70 8.0");
            assertThat(read(file, "input.gap=zero")).contains("30 0.0*", "60 0.0");
            assertThat(counts(file)).isEqualTo(new InputCounts(6, 0, 0, 0, 1, 2, 8));
        }

        @Test
        void areNothingWhereGapsAreIgnored() {
            assertThat(read(csv("0 1, 10 2, 50 6"), "input.gap=ignore"))
                    .containsExactly("0 1.0", "10 2.0", "50 6.0");
        }

        @Test
        void areRefusedAsRowsWithoutAValueWhereGapsAreIgnored() {
            Refusal refusal = refusal(csv("0 1, 10 NaN"), "input.gap=ignore");
            assertThat(refusal.code()).isEqualTo(Refusal.Code.NOT_A_NUMBER);
            assertThat(refusal.place().orElse("")).endsWith("d.csv:3:4");
            assertThat(refusal.advice()).contains("input.gap");
        }

        @Test
        void stayMissingBeforeTheFirstValue() {
            assertThat(read(csv("0 NaN, 10 2"))).containsExactly("0 NaN", "10 2.0");
        }

        @Test
        void areThereFromMoreThanOneAndAHalfPeriodsOn() {
            assertThat(read(csv("0 1, 10 2, 25 3"), "input.period=10s")).hasSize(3);
            assertThat(read(csv("0 1, 10 2, 26 3"), "input.period=10s"))
                    .containsExactly("0 1.0", "10 2.0", "20 2.0*", "26 3.0");
        }

        @Test
        void areRefusedAboveTheLimit() {
            Path file = csv("0 1, 1 2, 2 3, 12 4");
            assertThat(read(file, "limits.gap_samples=9")).hasSize(13);
            Refusal refusal = refusal(file, "limits.gap_samples=8");
            assertThat(refusal.code()).isEqualTo(Refusal.Code.LIMIT);
            assertThat(refusal.place().orElse("")).endsWith("d.csv:5:1");
            assertThat(refusal.found())
                    .startsWith("9 samples are missing between 1970-01-01T00:00:02Z");
            assertThat(refusal(csv("-9000000000 1, 9000000000 2"), "input.period=1s").code())
                    .isEqualTo(Refusal.Code.LIMIT);
        }

        @Test
        void leaveNoDistanceAboveOneAndAHalfPeriods() {
            SplittableRandom random = new SplittableRandom(17);
            for (int round = 0; round < 100; round++) {
                StringBuilder rows = new StringBuilder("0 0");
                long time = 0;
                List<Long> times = new ArrayList<>(List.of(0L));
                for (int i = 0; i < 50; i++) {
                    time += random.nextInt(1, 100);
                    times.add(time);
                    rows.append(", ").append(time).append(' ').append(i);
                }
                List<String> samples = read(csv(rows.toString()), "input.period=10s");
                long before = 0;
                for (String sample : samples) {
                    long now = Long.parseLong(sample.substring(0, sample.indexOf(' ')));
                    assertThat(now - before).as("seed 17, round %d", round).isLessThanOrEqualTo(15);
                    before = now;
                }
                assertThat(samples.stream().filter(sample -> !sample.endsWith("*")))
                        .as("seed 17, round %d", round)
                        .hasSameSizeAs(times);
            }
        }
    }

    @Nested
    class BucketsOfRows {
        private static final String ROWS = "1 1, 3 5, 2 NaN, 9 4, 12 7, 38 2, 31 3, 40 1";

        @Test
        void giveSumCountMeanOrMaxAtTheirEnd() {
            Path file = csv(ROWS);
            assertThat(read(file, "input.bucket=10s"))
                    .containsExactly("10 10.0", "20 7.0", "30 0.0*", "40 5.0", "50 1.0");
            assertThat(read(file, "input.bucket=10s", "input.aggregate=count"))
                    .containsExactly("10 4.0", "20 1.0", "30 0.0*", "40 2.0", "50 1.0");
            assertThat(read(file, "input.bucket=10s", "input.aggregate=max", "input.gap=missing"))
                    .containsExactly("10 5.0", "20 7.0", "30 NaN*", "40 3.0", "50 1.0");
            assertThat(read(file, "input.bucket=10s", "input.aggregate=mean"))
                    .containsExactly("10 " + 10 / 3.0, "20 7.0", "30 7.0*", "40 2.5", "50 1.0");
        }

        @Test
        void needNoValueColumnToCount() {
            Path file = Inputs.write(temp, "d.csv", "timestamp\n1\n2\n2\n");
            assertThat(read(file, "input.bucket=1s", "input.aggregate=count"))
                    .containsExactly("2 1.0", "3 2.0");
        }

        @Test
        void areCountedDownwardsBefore1970() {
            assertThat(read(csv("-11 1, -10 2, -1 3, 0 4"), "input.bucket=10s"))
                    .containsExactly("-10 1.0", "0 5.0", "10 4.0");
        }

        @Test
        void refuseOrDropARowOfAnEarlierOne() {
            Path file = csv("1 1, 12 2, 9 3");
            Refusal refusal = refusal(file, "input.bucket=10s");
            assertThat(refusal.code()).isEqualTo(Refusal.Code.TIME_BACKWARD);
            assertThat(refusal.place().orElse("")).endsWith("d.csv:4:1");
            assertThat(counts(file, "input.bucket=10s", "input.late=drop-and-count").late())
                    .isEqualTo(1);
        }

        @Test
        void refuseAGapAboveTheLimit() {
            Path file = csv("1 1, 100 2");
            assertThat(refusal(file, "input.bucket=10s", "limits.gap_samples=8").code())
                    .isEqualTo(Refusal.Code.LIMIT);
            assertThat(refusal(file, "input.bucket=10s", "limits.gap_samples=9")).isNull();
        }

        @Test
        void equalAPlainSumOfEachBucket() {
            SplittableRandom random = new SplittableRandom(23);
            for (int round = 0; round < 100; round++) {
                StringBuilder rows = new StringBuilder();
                Map<Long, Double> plain = new TreeMap<>();
                long time = 0;
                for (int i = 0; i < 60; i++) {
                    time += random.nextInt(0, 9);
                    int value = random.nextInt(100);
                    plain.merge(time / 7, (double) value, Double::sum);
                    rows.append(i == 0 ? "" : ", ").append(time).append(' ').append(value);
                }
                List<String> expected = new ArrayList<>();
                for (long bucket = 0; bucket <= time / 7; bucket++) {
                    boolean filled = !plain.containsKey(bucket);
                    expected.add(
                            (bucket + 1) * 7
                                    + " "
                                    + plain.getOrDefault(bucket, 0.0)
                                    + (filled ? "*" : ""));
                }
                long first = plain.keySet().iterator().next();
                assertThat(read(csv(rows.toString()), "input.bucket=7s"))
                        .as("seed 23, round %d", round)
                        .isEqualTo(expected.subList((int) first, expected.size()));
            }
        }
    }

    /// Rows written as `time value, time value`.
    private Path csv(String rows) {
        return Inputs.write(
                temp,
                "d.csv",
                "timestamp,value\n" + rows.replace(", ", "\n").replace(' ', ',') + "\n");
    }
}

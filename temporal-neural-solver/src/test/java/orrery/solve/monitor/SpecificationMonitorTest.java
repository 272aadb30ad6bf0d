package orrery.solve.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.solve.formula.RandomRules;
import orrery.solve.formula.Specification;
import orrery.solve.formula.Vocabulary;
import orrery.timeline.Refusal;

class SpecificationMonitorTest {
    private static final Vocabulary VOCABULARY =
            Vocabulary.builder()
                    .number("replicas", 0, 40)
                    .number("up", 0, 40)
                    .number("down", 0, 40)
                    .truth("shortage")
                    .truth("decide")
                    .truth("acted")
                    .constant("max_replicas", 40)
                    .build();

    private static final String CAPACITY =
            """
            bounds: G (1 <= replicas & replicas <= max_replicas)
            ramp-up: G (up <= 30)
            ramp-down: G (sum_past[0,3](down) <= 15)
            cool-down: G (down > 0 -> !O[0,2] shortage)
            reaction: G (decide -> F[0,100us] acted)
            """;

    private static SpecificationMonitor monitor(String rules) {
        return SpecificationMonitor.of(Specification.parse("m.spec", rules, VOCABULARY));
    }

    private static double[] row(double replicas, double up, double down, boolean shortage) {
        return new double[] {replicas, up, down, shortage ? 1 : 0, 0, 0};
    }

    private static Verdict push(SpecificationMonitor monitor, long n, double... row) {
        return monitor.push(n, n, row, row);
    }

    private static Verdict peek(SpecificationMonitor monitor, long n, double... row) {
        return monitor.peek(n, n, row, row);
    }

    @Nested
    class Judges {
        @Test
        void theRulesOfTheMainJob() {
            SpecificationMonitor monitor = monitor(CAPACITY);
            assertThat(push(monitor, 0, row(20, 0, 5, false))).isEqualTo(Verdict.TRUE);
            assertThat(push(monitor, 1, row(10, 0, 10, false))).isEqualTo(Verdict.TRUE);
            assertThat(monitor.robustness()).isEqualTo(0);
            assertThat(monitor.decidingRule()).isEqualTo(2);
            assertThat(peek(monitor, 2, row(9, 0, 1, false))).isEqualTo(Verdict.FALSE);
            assertThat(monitor.decidingRule()).isEqualTo(2);
            assertThat(monitor.robustness()).isEqualTo(-1);
            assertThat(monitor.verdict(1)).isEqualTo(Verdict.TRUE);
            assertThat(monitor.robustness(1)).isEqualTo(30);
            assertThat(push(monitor, 2, row(10, 0, 0, true))).isEqualTo(Verdict.TRUE);
            assertThat(peek(monitor, 4, row(9, 0, 1, false))).isEqualTo(Verdict.FALSE);
            assertThat(monitor.decidingRule()).isEqualTo(3);
            assertThat(peek(monitor, 5, row(9, 0, 1, false))).isEqualTo(Verdict.TRUE);
        }

        @Test
        void theReactionWhenTheDeadlinePasses() {
            SpecificationMonitor monitor = monitor("reaction: G (decide -> F[0,100us] acted)");
            double[] decide = {0, 0, 0, 0, 1, 0};
            double[] acted = {0, 0, 0, 0, 0, 1};
            assertThat(monitor.push(0, 0, decide, decide)).isEqualTo(Verdict.TRUE);
            assertThat(monitor.robustness()).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(monitor.peek(100_001, 0, acted, acted)).isEqualTo(Verdict.FALSE);
            assertThat(monitor.push(100_000, 0, acted, acted)).isEqualTo(Verdict.TRUE);
            assertThat(monitor.robustness()).isEqualTo(1);
            assertThat(monitor.push(300_000, 1, decide, decide)).isEqualTo(Verdict.TRUE);
            assertThat(monitor.push(400_001, 2, decide, decide)).isEqualTo(Verdict.FALSE);
        }

        @Test
        void anObligationAsSoonAsItIsBroken() {
            SpecificationMonitor monitor = monitor("hold: G (shortage -> G[0,3] down <= 0)");
            assertThat(push(monitor, 0, row(5, 0, 0, true))).isEqualTo(Verdict.TRUE);
            assertThat(peek(monitor, 1, row(5, 0, 2, false))).isEqualTo(Verdict.FALSE);
            assertThat(monitor.robustness()).isEqualTo(-1);
            assertThat(push(monitor, 1, row(5, 0, 0, false))).isEqualTo(Verdict.TRUE);
            assertThat(peek(monitor, 4, row(5, 0, 2, false))).isEqualTo(Verdict.TRUE);
        }

        @Test
        void intervalsAndUnknownValues() {
            SpecificationMonitor monitor = monitor("ramp-up: G (up <= 30)");
            double[] low = row(5, 10, 0, false);
            double[] high = row(5, 31, 0, false);
            assertThat(monitor.peek(0, 0, low, high)).isEqualTo(Verdict.UNKNOWN);
            assertThat(monitor.robustness()).isEqualTo(-1);
            high[1] = 30;
            assertThat(monitor.peek(0, 0, low, high)).isEqualTo(Verdict.TRUE);
            low[1] = Double.NaN;
            assertThat(monitor.peek(0, 0, low, high)).isEqualTo(Verdict.UNKNOWN);
            assertThat(monitor.robustness()).isEqualTo(Double.NEGATIVE_INFINITY);
        }

        @Test
        void aRuleWithoutGAtTheFirstRowOnly() {
            SpecificationMonitor monitor = monitor("start: replicas == 5");
            assertThat(push(monitor, 0, row(5, 0, 0, false))).isEqualTo(Verdict.TRUE);
            assertThat(push(monitor, 1, row(7, 0, 0, false))).isEqualTo(Verdict.TRUE);
            assertThat(monitor.robustness()).isEqualTo(Double.POSITIVE_INFINITY);
        }

        @Test
        void strictComparisonsByMoreThanTheSign() {
            SpecificationMonitor monitor = monitor("a: G (up < 3)");
            assertThat(push(monitor, 0, row(5, 3, 0, false))).isEqualTo(Verdict.FALSE);
            assertThat(monitor.robustness()).isEqualTo(0);
        }

        @Test
        void longSumsWithoutDrift() {
            SpecificationMonitor monitor =
                    monitor("a: G (sum_past[0,999](up) <= 0)\nb: G (sum_past(down) <= 0)");
            RandomGenerator random = new SplittableRandom(7);
            double[] window = new double[1000];
            double total = 0;
            for (int n = 0; n < 1_000_000; n++) {
                double up = random.nextDouble(-1e6, 1e6);
                window[n % 1000] = up;
                double down = random.nextInt(100);
                total += down;
                push(monitor, n, row(1, up, down, false));
                if (n % 9973 == 0) {
                    double sum = 0;
                    double size = 0;
                    for (int i = 0; i < 1000; i++) {
                        sum += window[i];
                        size += Math.abs(window[i]);
                    }
                    assertThat(Math.abs(-monitor.robustness(0) - sum))
                            .isLessThan(1e-9 * size + 1e-9);
                    assertThat(monitor.robustness(1)).isEqualTo(-total);
                }
            }
        }
    }

    @Nested
    class Keeps {
        @Test
        void itsStateInACheckpoint() throws IOException {
            for (int seed = 0; seed < 2_000; seed++) {
                RandomGenerator random = new SplittableRandom(seed);
                String rule = "r: " + new RandomRules(random).rule(3).text();
                Specification rules = Specification.parse("r", rule, RandomRules.VOCABULARY);
                List<BruteForce.Row> trace = SpecificationMonitorTwinTest.trace(random, 12);
                SpecificationMonitor whole = SpecificationMonitor.of(rules);
                SpecificationMonitor copied = SpecificationMonitor.of(rules);
                SpecificationMonitor restored = SpecificationMonitor.of(rules);
                int half = random.nextInt(12);
                for (int n = 0; n < 12; n++) {
                    if (n == half) {
                        copied.copyFrom(whole);
                        restored.readFrom(stored(whole));
                    }
                    BruteForce.Row row = trace.get(n);
                    Verdict verdict = whole.push(row.time, row.sample, row.low, row.high);
                    if (n >= half) {
                        String place = "seed " + seed + " " + rule;
                        assertThat(copied.push(row.time, row.sample, row.low, row.high))
                                .as(place)
                                .isEqualTo(verdict);
                        assertThat(restored.push(row.time, row.sample, row.low, row.high))
                                .as(place)
                                .isEqualTo(verdict);
                        assertThat(copied.robustness()).as(place).isEqualTo(whole.robustness());
                        assertThat(restored.robustness()).as(place).isEqualTo(whole.robustness());
                        assertThat(restored.rows()).isEqualTo(whole.rows());
                    }
                }
            }
        }

        private static DataInputStream stored(SpecificationMonitor monitor) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            monitor.writeTo(new DataOutputStream(bytes));
            return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        }

        @Test
        void itsHandsOffTheHeap() {
            SpecificationMonitor monitor = monitor(CAPACITY);
            double[] row = row(20, 1, 2, false);
            run(monitor, row, 0, 20_000);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long id = Thread.currentThread().threadId();
            long before = threads.getThreadAllocatedBytes(id);
            run(monitor, row, 20_000, 120_000);
            assertThat(threads.getThreadAllocatedBytes(id) - before).isLessThan(20_000);
        }

        private static void run(SpecificationMonitor monitor, double[] row, int from, int to) {
            for (int n = from; n < to; n++) {
                row[2] = n & 3;
                monitor.peek(n, n, row, row);
                monitor.push(n, n, row, row);
            }
        }
    }

    @Nested
    class Refuses {
        @Test
        void timeThatGoesBack() {
            SpecificationMonitor monitor = monitor(CAPACITY);
            double[] row = row(5, 0, 0, false);
            monitor.push(10, 5, row, row);
            assertThat(monitor.push(10, 5, row, row)).isEqualTo(Verdict.TRUE);
            assertThat(monitor.peek(9, 6, row, row)).isEqualTo(Verdict.UNKNOWN);
            assertThat(monitor.peek(11, 4, row, row)).isEqualTo(Verdict.UNKNOWN);
            assertThat(monitor.verdict(1)).isEqualTo(Verdict.UNKNOWN);
            assertThat(
                            catchThrowableOfType(Refusal.class, () -> monitor.push(9, 6, row, row))
                                    .code())
                    .isEqualTo(Refusal.Code.TIME_BACKWARD);
            assertThat(
                            catchThrowableOfType(Refusal.class, () -> monitor.push(11, 4, row, row))
                                    .code())
                    .isEqualTo(Refusal.Code.TIME_BACKWARD);
            assertThat(monitor.rows()).isEqualTo(2);
        }

        @Test
        void rowsThatAreTooShort() {
            SpecificationMonitor monitor = monitor(CAPACITY);
            double[] row = new double[VOCABULARY.size() - 1];
            assertThat(
                            catchThrowableOfType(Refusal.class, () -> monitor.push(0, 0, row, row))
                                    .code())
                    .isEqualTo(Refusal.Code.LENGTH_MISMATCH);
        }

        @Test
        void moreRowsInAWindowThanTheLimit() {
            String[] rules = {
                "a: G (sum_past[0,1s](up) <= 1e9)",
                "a: G O[100ns,1s] shortage",
                "a: G (decide S[100ns,1s] shortage)",
                "a: G F[0,1s] shortage"
            };
            for (String rule : rules) {
                SpecificationMonitor monitor =
                        SpecificationMonitor.of(
                                Specification.parse("m", rule, VOCABULARY),
                                new MonitorLimits(8, 1 << 20));
                Refusal refusal =
                        catchThrowableOfType(
                                Refusal.class,
                                () -> {
                                    for (int n = 0; n < 1000; n++) {
                                        push(monitor, n, row(1, 1, 0, false));
                                    }
                                });
                assertThat(refusal).as(rule).isNotNull();
                assertThat(refusal.code()).as(rule).isEqualTo(Refusal.Code.LIMIT);
                long rows = monitor.rows();
                assertThat(rows).as(rule).isGreaterThanOrEqualTo(8);
                double[] row = row(1, 1, 0, false);
                monitor.push(5_000_000_000L, rows, row, row);
                assertThat(monitor.rows()).as(rule).isEqualTo(rows + 1);
            }
        }

        @Test
        void rulesThatNeedTooMuchMemory() {
            Specification rules =
                    Specification.parse("m.spec", "a: G O[0,1000000] shortage", VOCABULARY);
            Refusal refusal =
                    catchThrowableOfType(
                            Refusal.class,
                            () -> SpecificationMonitor.of(rules, new MonitorLimits(8, 1 << 20)));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.LIMIT);
            assertThat(SpecificationMonitor.of(rules).memoryBytes()).isLessThan(256L << 20);
        }

        @Test
        void theStateOfOtherRules() throws IOException {
            SpecificationMonitor one = monitor("a: G (up <= 1)");
            SpecificationMonitor other = monitor("a: G (sum_past[0,3](up) <= 1)");
            assertThat(catchThrowableOfType(Refusal.class, () -> one.copyFrom(other)).code())
                    .isEqualTo(Refusal.Code.NOT_PERMITTED);
            DataInputStream stored = Keeps.stored(one);
            assertThat(catchThrowableOfType(Refusal.class, () -> other.readFrom(stored)).code())
                    .isEqualTo(Refusal.Code.CORRUPT);
        }

        @Test
        void limitsOutsideTheirRange() {
            for (int samples : new int[] {0, 1_000_001}) {
                assertThat(
                                catchThrowableOfType(
                                                Refusal.class,
                                                () -> new MonitorLimits(samples, 1 << 20))
                                        .code())
                        .isEqualTo(Refusal.Code.OUT_OF_RANGE);
            }
            assertThat(catchThrowableOfType(Refusal.class, () -> new MonitorLimits(1, 1023)).code())
                    .isEqualTo(Refusal.Code.OUT_OF_RANGE);
        }
    }
}

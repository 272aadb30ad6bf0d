package orrery.schedule.admission.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DemandTest {
    /// Some tasks with U <= 1 in small numbers, so that all their deadlines can be looked at.
    private static TaskArrays random(SplittableRandom random) {
        while (true) {
            TaskArrays tasks = new TaskArrays(1 + random.nextInt(4));
            for (int i = 0; i < tasks.n; i++) {
                tasks.t[i] = 2L + random.nextInt(11);
                tasks.c[i] = 1L + random.nextInt((int) (tasks.t[i] + tasks.n - 1) / tasks.n);
                tasks.d[i] = tasks.c[i] + random.nextInt((int) tasks.t[i] + 3);
                tasks.jitter[i] =
                        random.nextInt(3) == 0
                                ? random.nextInt((int) (tasks.d[i] - tasks.c[i]) + 1)
                                : 0;
                tasks.section[i] = random.nextBoolean() ? random.nextInt((int) tasks.c[i] + 1) : 0;
            }
            if (Utilisation.againstOne(tasks.c, tasks.t, tasks.n) <= 0) {
                return tasks;
            }
        }
    }

    /// Adds up the demand at every time of two hyperperiods; the least that violates, or -1.
    private static long plainViolation(TaskArrays tasks, long[] sections) {
        long last = 0;
        for (int i = 0; i < tasks.n; i++) {
            last = Math.max(last, tasks.d[i]);
        }
        long end = last + 2 * Utilisation.hyperperiod(tasks.t, tasks.n, 1 << 20);
        for (long time = 1; time <= end; time++) {
            BigInteger demand = BigInteger.ZERO;
            long section = 0;
            for (int i = 0; i < tasks.n; i++) {
                for (long due = tasks.d[i] - tasks.jitter[i]; due <= time; due += tasks.t[i]) {
                    demand = demand.add(BigInteger.valueOf(tasks.c[i]));
                }
                section = tasks.d[i] > time ? Math.max(section, sections[i]) : section;
            }
            BigInteger needed = demand.add(BigInteger.valueOf(section));
            if (demand.signum() > 0 && needed.compareTo(BigInteger.valueOf(time)) > 0) {
                return time;
            }
        }
        return Demand.NONE;
    }

    private static long found(TaskArrays tasks, long[] sections) {
        Demand demand = new Demand(tasks, sections);
        Work work = new Work(1 << 24);
        long shares = Utilisation.sum(tasks.c, tasks.t, tasks.n);
        long bound = demand.horizon(shares);
        if (Utilisation.againstOne(shares, tasks.c, tasks.t, tasks.n) == 0) {
            bound = Utilisation.hyperperiod(tasks.t, tasks.n, 1 << 20);
            for (int i = 0; i < tasks.n; i++) {
                bound =
                        Math.max(
                                bound,
                                tasks.d[i] + Utilisation.hyperperiod(tasks.t, tasks.n, 1 << 20));
            }
        }
        long all = 0;
        for (long c : tasks.c) {
            all += c;
        }
        long end = demand.busyPeriod(all, bound, work);
        long violation = demand.violation(0, end, work);
        return violation < 0 ? violation : demand.firstViolation(violation, work);
    }

    private static void sameAsPlain(long seed, int blocking) {
        SplittableRandom random = new SplittableRandom(seed);
        int sets = "all".equals(System.getProperty("oracles")) ? 100_000 : 1_000;
        int refused = 0;
        for (int k = 0; k < sets; k++) {
            TaskArrays tasks = random(random);
            long[] sections = new long[tasks.n];
            for (int i = 0; i < tasks.n; i++) {
                sections[i] = blocking == 0 ? 0 : blocking == 1 ? tasks.section[i] : tasks.c[i] - 1;
            }
            long plain = plainViolation(tasks, sections);
            refused += plain < 0 ? 0 : 1;
            assertThat(found(tasks, sections)).as("seed %s, set %s", seed, k).isEqualTo(plain);
        }
        assertThat(refused).isBetween(sets / 50, sets - sets / 50);
    }

    @Nested
    class Violation {
        @Test
        void isTheOneOfPlainEnumerationWithoutSections() {
            sameAsPlain(11, 0);
        }

        @Test
        void isTheOneOfPlainEnumerationWithSections() {
            sameAsPlain(12, 1);
        }

        @Test
        void isTheOneOfPlainEnumerationWithoutPreemption() {
            sameAsPlain(13, 2);
        }

        @Test
        void isUndecidedWhereTheWorkDoesNotSuffice() {
            TaskArrays tasks = new TaskArrays(2);
            tasks.c[0] = 2;
            tasks.t[0] = 4;
            tasks.d[0] = 4;
            tasks.c[1] = 3;
            tasks.t[1] = 6;
            tasks.d[1] = 6;
            Demand demand = new Demand(tasks, new long[2]);
            assertThat(demand.busyPeriod(5, 100, new Work(3))).isEqualTo(Demand.UNDECIDED);
            assertThat(demand.violation(0, 12, new Work(1))).isEqualTo(Demand.UNDECIDED);
        }
    }

    @Nested
    class Shares {
        private static final long T = 1_000_000_000_000L;

        @Test
        void ofThreeThirdsThatFillTheProcessorAreExactlyOne() {
            long[] c = {333_333_333_333L, 333_333_333_333L, 333_333_333_334L};
            long[] t = {T, T, T};
            assertThat(Utilisation.againstOne(c, t, 3)).isZero();
            c[0]++;
            assertThat(Utilisation.againstOne(c, t, 3)).isPositive();
            c[0] -= 2;
            assertThat(Utilisation.againstOne(c, t, 3)).isNegative();
        }

        @Test
        void pass77And78Of77() {
            long[] t = {7, 11, 77};
            assertThat(Utilisation.againstOne(new long[] {3, 4, 16}, t, 3)).isZero();
            assertThat(Utilisation.againstOne(new long[] {3, 4, 17}, t, 3)).isPositive();
        }

        @Test
        void ofOneFullTaskAreWithinBothBounds() {
            assertThat(Utilisation.withinLiuLayland(new long[] {5}, new long[] {5})).isTrue();
            assertThat(Utilisation.withinHyperbolic(new long[] {5}, new long[] {5})).isTrue();
        }

        @Test
        void showThatTheHyperbolicBoundTakesMore() {
            long[] c = {3, 1, 1};
            long[] t = {5, 8, 10};
            assertThat(Utilisation.withinLiuLayland(c, t)).isFalse();
            assertThat(Utilisation.withinHyperbolic(c, t)).isTrue();
        }

        @Test
        void haveNoHyperperiodWhereItDoesNotFit() {
            long[] t = {999_959, 999_961, 999_979, 999_983};
            assertThat(Utilisation.hyperperiod(t, 4, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        }
    }
}

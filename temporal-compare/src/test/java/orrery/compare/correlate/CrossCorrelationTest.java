package orrery.compare.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.internal.StudentT;
import orrery.timeline.Refusal;

class CrossCorrelationTest {
    private static double[] noise(SplittableRandom chance, int length) {
        return chance.doubles(length, -1, 1).toArray();
    }

    @Nested
    class Lags {
        @Test
        void pairEachSampleWithOneOfTheOtherSeries() {
            double[] a = {1, 2, 3, 4};
            double[] b = {1, 3, 3, 5};
            CrossCorrelation found = CrossCorrelation.of(a, b, 10);
            assertThat(found.lags())
                    .extracting(LagCorrelation::lag)
                    .containsExactly(-3, -2, -1, 0, 1, 2, 3);
            assertThat(found.lags())
                    .extracting(LagCorrelation::product)
                    .containsExactly(5.0, 13.0, 24.0, 36.0, 23.0, 15.0, 4.0);
            assertThat(found.lags())
                    .extracting(LagCorrelation::samples)
                    .containsExactly(1, 2, 3, 4, 3, 2, 1);
        }

        @Test
        void findTheShiftOfACopy() {
            SplittableRandom chance = new SplittableRandom(1);
            for (int shift = -20; shift <= 20; shift++) {
                double[] all = noise(chance, 300);
                double[] a = java.util.Arrays.copyOfRange(all, 30, 230);
                double[] b = java.util.Arrays.copyOfRange(all, 30 + shift, 230 + shift);
                CrossCorrelation found = CrossCorrelation.of(a, b, 25);
                assertThat(found.best().lag()).isEqualTo(shift);
                assertThat(found.best().coefficient()).isCloseTo(1, within(1e-12));
                assertThat(found.bestPValue()).isLessThan(1e-10);
            }
        }

        @Test
        void withoutACoefficientHaveNone() {
            CrossCorrelation found =
                    CrossCorrelation.of(new double[] {2, 2, 2, 2}, new double[] {1, 2, 3, 4}, 3);
            assertThat(found.lags()).allMatch(one -> Double.isNaN(one.coefficient()));
            assertThat(found.best().lag()).isZero();
            assertThat(found.bestPValue()).isNaN();
            double[] offset = new double[50];
            java.util.Arrays.fill(offset, 1e8 + 0.1);
            assertThat(CrossCorrelation.of(offset, offset, 0).best().coefficient()).isNaN();
        }

        @Test
        void doNotDependOnOffsetAndScale() {
            SplittableRandom chance = new SplittableRandom(2);
            double[] a = noise(chance, 100);
            double[] b = noise(chance, 100);
            double[] moved = java.util.Arrays.stream(b).map(v -> 1e6 - 7 * v).toArray();
            assertThat(CrossCorrelation.of(a, moved, 0).best().coefficient())
                    .isCloseTo(-CrossCorrelation.of(a, b, 0).best().coefficient(), within(1e-8));
        }
    }

    @Nested
    class Significance {
        @Test
        void isThatOfStudentsTables() {
            // Two-sided 5 % points: Student's table.
            assertThat(StudentT.twoSided(12.706, 1)).isCloseTo(0.05, within(1e-5));
            assertThat(StudentT.twoSided(2.228, 10)).isCloseTo(0.05, within(1e-4));
            assertThat(StudentT.twoSided(-1.984, 100)).isCloseTo(0.05, within(1e-4));
            assertThat(StudentT.twoSided(0, 5)).isEqualTo(1);
            assertThat(StudentT.twoSided(Double.POSITIVE_INFINITY, 5)).isZero();
        }

        @Test
        void raisesAFalseAlarmAsOftenAsItSays() {
            SplittableRandom chance = new SplittableRandom(3);
            int alarms = 0;
            int remembered = 0;
            for (int run = 0; run < 2000; run++) {
                double[] a = noise(chance, 200);
                double[] b = noise(chance, 200);
                alarms += CrossCorrelation.of(a, b, 0).best().pValue() <= 0.05 ? 1 : 0;
                for (int i = 1; i < a.length; i++) {
                    a[i] += 0.8 * a[i - 1];
                    b[i] += 0.8 * b[i - 1];
                }
                remembered += CrossCorrelation.of(a, b, 0).best().pValue() <= 0.05 ? 1 : 0;
            }
            assertThat(alarms / 2000.0).isBetween(0.03, 0.06);
            assertThat(remembered / 2000.0).isBetween(0.02, 0.08);
        }
    }

    @Nested
    class Refuses {
        private static void refused(Refusal.Code code, Runnable run) {
            assertThatThrownBy(run::run)
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
        }

        @Test
        void whatIsNoSeries() {
            double[] one = {1};
            refused(Refusal.Code.EMPTY, () -> CrossCorrelation.of(new double[0], one, 0));
            refused(
                    Refusal.Code.NOT_A_NUMBER,
                    () -> CrossCorrelation.of(one, new double[] {Double.NaN}, 0));
            refused(Refusal.Code.OUT_OF_RANGE, () -> CrossCorrelation.of(one, one, -1));
        }
    }
}

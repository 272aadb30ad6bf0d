package orrery.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Nested
    class Regular {
        @Test
        void computesTimesFromStartAndPeriod() {
            Series series = Series.regular(100, 10, new double[] {1, 2, 3});
            assertThat(series.timeNs(2)).isEqualTo(120);
            assertThat(series.isRegular()).isTrue();
        }

        @Test
        void isNotChangedByItsSource() {
            double[] source = {1, 2};
            Series series = Series.regular(0, 1, source);
            source[0] = 9;
            assertThat(series.value(0)).isEqualTo(1);
        }
    }

    @Nested
    class Refuses {
        @Test
        void aPeriodOfZero() {
            assertThat(refusal(() -> Series.regular(0, 0, new double[1])).code())
                    .isEqualTo(Refusal.Code.OUT_OF_RANGE);
        }

        @Test
        void noChannel() {
            assertThat(refusal(() -> Series.regular(0, 1)).code()).isEqualTo(Refusal.Code.EMPTY);
        }

        @Test
        void channelsOfTwoLengths() {
            assertThat(refusal(() -> Series.regular(0, 1, new double[1], new double[2])).code())
                    .isEqualTo(Refusal.Code.LENGTH_MISMATCH);
        }

        @Test
        void aTimeThatGoesBackAndSaysWhere() {
            Refusal refusal =
                    refusal(() -> Series.irregular(new long[] {1, 5, 4}, new double[] {1, 2, 3}));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.TIME_BACKWARD);
            assertThat(refusal.place()).hasValue("sample 2");
        }

        @Test
        void theSameTimeTwice() {
            assertThat(refusal(() -> Series.irregular(new long[] {1, 1}, new double[2])).code())
                    .isEqualTo(Refusal.Code.TIME_DUPLICATE);
        }
    }

    private static Refusal refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(Refusal.class, call);
    }
}

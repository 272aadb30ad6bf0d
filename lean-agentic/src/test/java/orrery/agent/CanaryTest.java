package orrery.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class CanaryTest {
    private static long learners(double share, long decisions) {
        Canary canary = new Canary(share, decisions);
        return LongStream.range(0, decisions).filter(canary::learnersPropose).count();
    }

    @Nested
    class LearnersPropose {
        @Test
        void inTheirShareOfTheFirstDecisions() {
            for (double share : List.of(0.01, 0.1, 0.5, 0.9)) {
                // Five deviations of a fair draw.
                double spread = 5 * Math.sqrt(share * (1 - share) / 100_000);
                assertThat(learners(share, 100_000) / 1e5).isCloseTo(share, within(spread));
            }
        }

        @Test
        void neverOrAlwaysAtTheEnds() {
            assertThat(learners(0, 10_000)).isZero();
            assertThat(learners(1, 10_000)).isEqualTo(10_000);
        }

        @Test
        void inAllDecisionsAfterTheFirst() {
            Canary canary = new Canary(0, 5);
            assertThat(canary.learnersPropose(4)).isFalse();
            assertThat(canary.learnersPropose(5)).isTrue();
            assertThat(canary.learnersPropose(Long.MAX_VALUE)).isTrue();
            assertThat(Canary.NONE.learnersPropose(0)).isTrue();
        }

        @Test
        void inTheSameDecisionsEveryTime() {
            Canary canary = new Canary(0.1, 100);
            // As computed from the published algorithm by another program.
            assertThat(LongStream.range(0, 100).filter(canary::learnersPropose))
                    .containsExactly(2L, 32L, 33L, 41L, 42L, 43L, 53L, 94L, 95L);
        }
    }

    @Nested
    class Refuses {
        @Test
        void whatIsNoShare() {
            for (double share : List.of(-0.1, 1.1, Double.NaN)) {
                assertThatThrownBy(() -> new Canary(share, 1)).isInstanceOf(Refusal.class);
            }
            assertThatThrownBy(() -> new Canary(0.5, -1)).isInstanceOf(Refusal.class);
        }
    }
}

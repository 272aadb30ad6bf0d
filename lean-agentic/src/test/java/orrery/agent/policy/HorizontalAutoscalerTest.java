package orrery.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class HorizontalAutoscalerTest {
    @Nested
    class Proposes {
        @Test
        void demandOverTargetRoundedUp() {
            // 10 / 0.7 = 14.28…, 10 replicas run at 100 % where 70 % is wanted.
            assertThat(HorizontalAutoscaler.of(0.7, 1).propose(10, 10)).isEqualTo(15);
            // 3 / 0.5 = 6 exactly.
            assertThat(HorizontalAutoscaler.of(0.5, 1).propose(3, 20)).isEqualTo(6);
            assertThat(HorizontalAutoscaler.of(0.5, 1).propose(0, 20)).isEqualTo(0);
        }

        @Test
        void whatIsInForceWhileUtilisationIsWithinTenPercentOfTheTarget() {
            // 10 in force and target 0.5: demand 5 is on target, 4.55 is 9 % under, 5.45 9 % over.
            assertThat(HorizontalAutoscaler.of(0.5, 1).propose(5, 10)).isEqualTo(10);
            assertThat(HorizontalAutoscaler.of(0.5, 1).propose(4.55, 10)).isEqualTo(10);
            assertThat(HorizontalAutoscaler.of(0.5, 1).propose(5.45, 10)).isEqualTo(10);
        }

        @Test
        void anotherOneBeyondTenPercent() {
            assertThat(HorizontalAutoscaler.of(0.5, 1).propose(4.45, 10)).isEqualTo(9);
            assertThat(HorizontalAutoscaler.of(0.5, 1).propose(5.55, 10)).isEqualTo(12);
        }

        @Test
        void theLargestOfTheLastFewWishes() {
            HorizontalAutoscaler policy = HorizontalAutoscaler.of(0.5, 3);
            assertThat(policy.propose(10, 1)).isEqualTo(20);
            assertThat(policy.propose(2, 20)).isEqualTo(20);
            assertThat(policy.propose(3, 20)).isEqualTo(20);
            assertThat(policy.propose(1, 20)).isEqualTo(6);
            assertThat(policy.propose(1, 20)).isEqualTo(6);
            assertThat(policy.propose(1, 20)).isEqualTo(2);
        }

        @Test
        void whatIsInForceWhereDemandIsMissingAndRemembersNoWish() {
            HorizontalAutoscaler policy = HorizontalAutoscaler.of(0.5, 2);
            policy.propose(10, 1);
            assertThat(policy.propose(Double.NaN, 7)).isEqualTo(7);
            assertThat(policy.propose(1, 20)).isEqualTo(20);
            assertThat(policy.propose(1, 20)).isEqualTo(2);
        }

        @Test
        void somethingWithNothingInForce() {
            assertThat(HorizontalAutoscaler.of(0.7, 1).propose(2, 0)).isEqualTo(3);
        }

        @Test
        void theSameAsAPlainTwin() {
            long seed = 20_260_101;
            SplittableRandom random = new SplittableRandom(seed);
            int stabilisation = 4;
            HorizontalAutoscaler policy = HorizontalAutoscaler.of(0.7, stabilisation);
            int[] wishes = new int[500];
            for (int t = 0; t < wishes.length; t++) {
                double demand = random.nextDouble(40);
                int current = 1 + random.nextInt(40);
                boolean near = Math.abs(demand / current / 0.7 - 1) < 0.1;
                wishes[t] = near ? current : (int) Math.ceil(demand / 0.7);
                int expected = 0;
                for (int s = Math.max(0, t - stabilisation + 1); s <= t; s++) {
                    expected = Math.max(expected, wishes[s]);
                }
                assertThat(policy.propose(demand, current))
                        .as("seed %d, step %d", seed, t)
                        .isEqualTo(expected);
            }
        }
    }

    @Nested
    class Saved {
        @Test
        void remembersItsWishes() throws IOException {
            HorizontalAutoscaler policy = HorizontalAutoscaler.of(0.5, 3);
            policy.propose(10, 1);
            policy.propose(2, 20);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            policy.writeTo(new DataOutputStream(bytes));
            HorizontalAutoscaler other = HorizontalAutoscaler.of(0.5, 3);
            other.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            for (int i = 0; i < 4; i++) {
                assertThat(other.propose(i, 20)).isEqualTo(policy.propose(i, 20));
            }
        }
    }

    @Nested
    class Refuses {
        @Test
        void aTargetThatIsNone() {
            for (double target : new double[] {0, -1, 2.01, Double.NaN}) {
                assertThatThrownBy(() -> HorizontalAutoscaler.of(target, 1))
                        .isInstanceOf(Refusal.class)
                        .extracting(e -> ((Refusal) e).code())
                        .isEqualTo(Refusal.Code.OUT_OF_RANGE);
            }
        }

        @Test
        void aStabilisationBeyondItsLimits() {
            for (int steps : new int[] {0, -1, 10_001}) {
                assertThatThrownBy(() -> HorizontalAutoscaler.of(0.7, steps))
                        .isInstanceOf(Refusal.class);
            }
            assertThat(HorizontalAutoscaler.of(2, 10_000).propose(1, 1)).isEqualTo(1);
        }
    }
}

package orrery.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.loop.change.GuardedChange;
import orrery.loop.level.Neighbours;
import orrery.timeline.Refusal;

class StrangeLoopTest {
    private static final int MAX = 60;

    private static StrangeLoop fresh() {
        return StrangeLoop.of(LoopSettings.between(1, MAX), Neighbours.NONE);
    }

    private static IntToDoubleFunction daily(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return t -> 15 + 10 * Math.sin(2 * Math.PI * t / 48) + random.nextDouble();
    }

    /// Runs without a gate; the cost of the steps from `from` on.
    private static double run(StrangeLoop loop, IntToDoubleFunction demand, int from, int steps) {
        int inForce = MAX / 2;
        double cost = 0;
        for (int t = 0; t < steps; t++) {
            double x = demand.applyAsDouble(t);
            if (t >= from && Double.isFinite(x)) {
                cost += inForce + 10 * Math.max(0, x - inForce);
            }
            loop.learn(x, inForce, 1, MAX);
            loop.meta();
            inForce = loop.propose(x);
            assertThat(inForce).isBetween(1, MAX);
        }
        return cost;
    }

    @Nested
    class Learning {
        @Test
        void findsTheSeasonFromThePastAlone() {
            StrangeLoop loop = fresh();
            run(loop, daily(1), 0, 600);
            assertThat(loop.season()).isBetween(47, 49);
            assertThat(loop.longSeason()).isPositive();
        }

        @Test
        void comesWithinATenthOfForesightOnASeasonalStream() {
            double cost = run(fresh(), daily(1), 1000, 3000);
            IntToDoubleFunction again = daily(1);
            double foresight = 0;
            for (int t = 0; t < 3000; t++) {
                double x = again.applyAsDouble(t);
                foresight += t >= 1000 ? Math.ceil(x) : 0;
            }
            assertThat(cost).isLessThan(1.1 * foresight);
        }

        @Test
        void keepsItsRegretBoundOnRandomAndWildStreams() {
            for (long seed = 0; seed < 6; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                StrangeLoop loop = fresh();
                run(
                        loop,
                        t ->
                                random.nextInt(20) == 0
                                        ? 1e12 * random.nextDouble()
                                        : 20 * random.nextDouble(),
                        0,
                        1500);
                assertThat(loop.regret().holds()).as("seed %s: %s", seed, loop.regret()).isTrue();
                assertThat(loop.regret().samples()).isEqualTo(1499);
            }
        }

        @Test
        void keepsItsRegretBoundAgainstDemandChosenAgainstItsProposal() {
            StrangeLoop loop = fresh();
            SplittableRandom random = new SplittableRandom(4);
            run(loop, t -> random.nextInt(8) == 0 ? loop.propose(0) + 20 : 0, 0, 3000);
            assertThat(loop.regret().holds()).as("%s", loop.regret()).isTrue();
        }

        @Test
        void survivesConstantAndZeroDemandForLong() {
            for (double level : new double[] {0, 7, 1e9}) {
                StrangeLoop loop = fresh();
                run(loop, t -> level, 0, 30_000);
                int expected = (int) Math.min(MAX, Math.max(1, level));
                assertThat(loop.propose(level)).as("level %s", level).isBetween(expected, MAX);
                assertThat(loop.propose(level)).isLessThanOrEqualTo(Math.min(MAX, expected + 1));
            }
        }
    }

    @Nested
    class Weights {
        @Test
        void sumToOneOverTheExpertsAndOverTheShareRates() {
            StrangeLoop loop = fresh();
            run(loop, daily(2), 0, 500);
            double sum = 0;
            for (int i = 0; i < loop.experts(); i++) {
                sum += loop.weight(i);
                assertThat(loop.proposal(i)).isBetween(1, MAX);
            }
            double top = 0;
            for (int j = 0; j < loop.settings().shareRates().size(); j++) {
                top += loop.level3Weight(j);
            }
            assertThat(sum).isCloseTo(1, within(1e-9));
            assertThat(top).isCloseTo(1, within(1e-9));
        }

        @Test
        void nameEveryExpert() {
            StrangeLoop loop = fresh();
            assertThat(loop.experts()).isEqualTo(8 * 4);
            assertThat(loop.expertName(0)).isEqualTo("last@0.7");
            assertThat(loop.expertName(31)).isEqualTo("advice@0.95");
        }
    }

    @Nested
    class MissingDemand {
        @Test
        void teachesNothingAndKeepsTheProposals() {
            StrangeLoop loop = fresh();
            run(loop, daily(3), 0, 300);
            Snapshot before = loop.snapshot();
            for (double missing :
                    new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                loop.learn(missing, 9, 1, MAX);
                loop.meta();
                assertThat(loop.snapshot()).isSameAs(before);
                assertThat(loop.propose(missing)).isEqualTo(before.base());
            }
        }
    }

    @Nested
    class Saving {
        @Test
        void goesOnBitForBitAfterRestoring() throws IOException {
            StrangeLoop one = fresh();
            run(one, daily(5), 0, 900);
            one.advise(new Advice(Advice.Kind.PERIODIC, 0.8, Double.NaN));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            one.writeTo(new DataOutputStream(bytes));
            StrangeLoop two = fresh();
            two.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertThat(two.snapshot()).isEqualTo(one.snapshot());
            run(one, daily(6), 0, 400);
            run(two, daily(6), 0, 400);
            assertThat(two.snapshot()).isEqualTo(one.snapshot());
            ByteArrayOutputStream a = new ByteArrayOutputStream();
            one.writeTo(new DataOutputStream(a));
            ByteArrayOutputStream b = new ByteArrayOutputStream();
            two.writeTo(new DataOutputStream(b));
            assertThat(b.toByteArray()).isEqualTo(a.toByteArray());
        }
    }

    @Nested
    class Speed {
        @Test
        void allocatesOneSnapshotASample() {
            StrangeLoop loop = fresh();
            SplittableRandom random = new SplittableRandom(1);
            for (int t = 0; t < 20_000; t++) {
                loop.learn(20 * random.nextDouble(), 20, 1, MAX);
                loop.meta();
            }
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long id = Thread.currentThread().threadId();
            int steps = 20_000;
            long before = threads.getThreadAllocatedBytes(id);
            for (int t = 0; t < steps; t++) {
                loop.learn(20 * random.nextDouble(), 20, 1, MAX);
                loop.meta();
            }
            long bytes = threads.getThreadAllocatedBytes(id) - before;
            assertThat(bytes / steps).isLessThanOrEqualTo(160);
        }
    }

    @Nested
    class Advised {
        @Test
        void changesOnlyTheExpertOfThatName() {
            StrangeLoop plain = fresh();
            StrangeLoop advised = fresh();
            run(plain, daily(7), 0, 500);
            run(advised, daily(7), 0, 500);
            advised.advise(new Advice(Advice.Kind.PERIODIC, 1, Double.NaN));
            plain.learn(20, 20, 1, MAX);
            plain.meta();
            advised.learn(20, 20, 1, MAX);
            advised.meta();
            for (int i = 0; i < plain.experts(); i++) {
                if (plain.expertName(i).startsWith("advice")) {
                    assertThat(advised.weight(i)).isEqualTo(plain.weight(i));
                } else {
                    assertThat(advised.proposal(i)).isEqualTo(plain.proposal(i));
                }
            }
        }

        @Test
        void refusesAConfidenceOutsideZeroToOne() {
            for (double c : new double[] {-0.1, 1.1, Double.NaN}) {
                assertThatThrownBy(() -> new Advice(Advice.Kind.POINT, c, 0))
                        .isInstanceOf(Refusal.class);
            }
        }
    }

    @Nested
    class SelfModification {
        @Test
        void hasNoEffectWhileItIsAShadow() {
            StrangeLoop plain = fresh();
            StrangeLoop other =
                    StrangeLoop.of(
                            LoopSettings.between(1, MAX).withSelfModification(true),
                            Neighbours.NONE);
            run(plain, daily(7), 0, 500);
            run(other, daily(7), 0, 500);
            other.change().propose(0.05);
            IntToDoubleFunction a = daily(8);
            IntToDoubleFunction b = daily(8);
            for (int t = 0; t < 50; t++) {
                run(plain, a, 0, 1);
                run(other, b, 0, 1);
                assertThat(other.change().state()).isEqualTo(GuardedChange.State.SHADOW);
                assertThat(other.snapshot()).isEqualTo(plain.snapshot());
            }
        }

        @Test
        void isRefusedByDefault() {
            assertThatThrownBy(() -> fresh().change().propose(0.1)).isInstanceOf(Refusal.class);
        }
    }

    @Nested
    class Depth {
        @Test
        void oneFollowsTheDefaultExpertAndTwoOneMixture() {
            for (int depth = 1; depth <= 3; depth++) {
                StrangeLoop loop =
                        StrangeLoop.of(
                                LoopSettings.between(1, MAX).withMaxMetaDepth(depth),
                                Neighbours.NONE);
                double cost = run(loop, daily(8), 500, 1500);
                assertThat(cost).as("depth %s", depth).isLessThan(1000 * 18);
            }
        }

        @Test
        void worksWithASingleExpert() {
            LoopSettings one =
                    LoopSettings.between(1, MAX)
                            .withExperts(List.of("last"))
                            .withQuantiles(List.of(0.9));
            StrangeLoop loop = StrangeLoop.of(one, Neighbours.NONE);
            run(loop, daily(9), 0, 300);
            assertThat(loop.weight(0)).isCloseTo(1, within(1e-12));
        }
    }

    @Nested
    class Settings {
        @Test
        void refuseWhatIsOutOfRange() {
            LoopSettings good = LoopSettings.between(1, 40);
            assertThatThrownBy(() -> LoopSettings.between(-1, 4)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> LoopSettings.between(4, 4)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> good.withCosts(1, 0.1)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> good.withCosts(10, Double.NaN)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> good.withExperts(List.of())).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> good.withExperts(List.of("rls", "rls")))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> good.withExperts(List.of("oracle")))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("oracle");
            assertThatThrownBy(() -> good.withQuantiles(List.of(0.9, 0.8)))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> good.withShareRates(List.of(0.1))).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> good.withMaxMetaDepth(4)).isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> good.withExpirySamples(0)).isInstanceOf(Refusal.class);
        }

        @Test
        void forbidSelfModificationByDefault() {
            assertThat(LoopSettings.between(1, 40).enableSelfModification()).isFalse();
        }
    }
}

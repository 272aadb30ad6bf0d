package orrery.loop.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class MixtureTest {
    private static final double SHORTFALL = 10;

    /// A stream that may look at the mixture before it answers.
    interface Stream {
        double demand(int t, Mixture mixture, double[] proposals, SplittableRandom random);
    }

    private static double cost(double n, double demand) {
        return n + SHORTFALL * Math.max(0, demand - n);
    }

    /// Runs the learner and its bound on one stream: the largest of regret less bound over experts
    /// and times, where regret is that of the true costs.
    private static double excess(Mixture mixture, Stream stream, long seed, int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        int k = mixture.size();
        double[] proposals = new double[k];
        double[] costs = new double[k];
        double own = 0;
        double worst = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < k; i++) {
                proposals[i] = 40 * random.nextDouble() * (t % 7 == 0 ? 1 : (i + 1.0) / k);
            }
            double x = mixture.decide(proposals);
            double demand = stream.demand(t, mixture, proposals, random);
            own += cost(x, demand);
            for (int i = 0; i < k; i++) {
                costs[i] += cost(proposals[i], demand);
            }
            mixture.learn(demand > x ? 1 - SHORTFALL : 1);
            for (int i = 0; i < k; i++) {
                worst = Math.max(worst, own - costs[i] - mixture.bound(i) - 1e-9 * own);
            }
        }
        return worst;
    }

    private static void holdsOn(String name, Stream stream) {
        for (double share : new double[] {1e-4, 0.003, 0.05, 0.5}) {
            for (int k : new int[] {2, 5, 32}) {
                for (long seed = 0; seed < 4; seed++) {
                    assertThat(excess(new Mixture(k, share), stream, seed, 2000))
                            .as("%s, share %s, %s experts, seed %s", name, share, k, seed)
                            .isLessThanOrEqualTo(0);
                }
            }
        }
    }

    @Nested
    class RegretStaysWithinTheBound {
        @Test
        void onRandomDemand() {
            holdsOn("random", (t, m, p, r) -> 30 * r.nextDouble());
        }

        @Test
        void onConstantDemand() {
            holdsOn("constant", (t, m, p, r) -> 12);
        }

        @Test
        void onDemandChosenAgainstTheHeaviestExpert() {
            holdsOn(
                    "against the weights",
                    (t, m, p, r) -> {
                        int heaviest = 0;
                        for (int i = 1; i < p.length; i++) {
                            if (m.weight(i) > m.weight(heaviest)) {
                                heaviest = i;
                            }
                        }
                        return p[heaviest] > m.decision() ? 0 : m.decision() + 25;
                    });
        }

        @Test
        void onDemandChosenAgainstTheDecision() {
            holdsOn(
                    "against the decision",
                    (t, m, p, r) -> r.nextInt(10) == 0 ? m.decision() + 30 : 0);
        }

        @Test
        void whileTheBestExpertSwitches() {
            holdsOn("switching", (t, m, p, r) -> p[t / 200 % p.length]);
        }

        @Test
        void onExtremeDemand() {
            holdsOn(
                    "extreme",
                    (t, m, p, r) -> t % 500 == 250 ? 1e9 : t % 37 == 0 ? 0 : 20 * r.nextDouble());
        }

        @Test
        void andTheTestFailsForAnUpdateWithAWrongRate() {
            // The same claim, checked against an update that moves the weights the other way.
            double worst = Double.NEGATIVE_INFINITY;
            Mixture mixture = new Mixture(2, 1e-4);
            double[] weights = {0.5, 0.5};
            double own = 0;
            double[] costs = new double[2];
            double[] proposals = {20, 0};
            for (int t = 0; t < 2000; t++) {
                double x = weights[0] * proposals[0] + weights[1] * proposals[1];
                own += cost(x, 18);
                costs[0] += cost(proposals[0], 18);
                mixture.decide(proposals);
                mixture.learn(mixture.decision() < 18 ? 1 - SHORTFALL : 1);
                weights[0] = mixture.weight(1);
                weights[1] = mixture.weight(0);
                worst = Math.max(worst, own - costs[0] - mixture.bound(0));
            }
            assertThat(worst).isPositive();
        }

        @Test
        void staysSmallOnAStationaryStream() {
            Mixture mixture = new Mixture(8, 1e-4);
            double[] proposals = {2, 6, 10, 14, 18, 22, 26, 30};
            SplittableRandom random = new SplittableRandom(5);
            int steps = 50_000;
            for (int t = 0; t < steps; t++) {
                double x = mixture.decide(proposals);
                mixture.learn(20 * random.nextDouble() > x ? 1 - SHORTFALL : 1);
            }
            assertThat(mixture.regret(4) / steps).isLessThan(1.5);
        }
    }

    @Nested
    class Weights {
        @Test
        void sumToOneOnAnyStream() {
            Mixture mixture = new Mixture(16, 0.01);
            excess(mixture, (t, m, p, r) -> r.nextInt(5) == 0 ? 1e6 : 0, 9, 5000);
            double sum = 0;
            for (int i = 0; i < 16; i++) {
                assertThat(mixture.weight(i)).isBetween(0.0, 1.0);
                sum += mixture.weight(i);
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
        }

        @Test
        void equalThoseOfThePlainFormula() {
            Mixture mixture = new Mixture(3, 0.02);
            double[] proposals = {4, 10, 20};
            double[] plain = new double[3];
            Arrays.fill(plain, 1.0 / 3);
            double variation = 0;
            SplittableRandom random = new SplittableRandom(3);
            for (int t = 0; t < 500; t++) {
                double x = mixture.decide(proposals);
                double g = 15 * random.nextDouble() > x ? -9 : 1;
                mixture.learn(g);
                double spread = 0;
                double largest = 0;
                for (int i = 0; i < 3; i++) {
                    double r = g * (x - proposals[i]);
                    spread += plain[i] * r * r;
                    largest = Math.max(largest, Math.abs(r));
                }
                variation = Mixture.KEPT * variation + spread;
                double eta =
                        Math.min(Mixture.RATE * Math.sqrt(Math.log(3) / variation), 0.5 / largest);
                for (int i = 0; i < 3; i++) {
                    double r = g * (x - proposals[i]);
                    plain[i] = 0.98 * plain[i] * (1 + eta * r) + 0.02 / 3;
                    assertThat(mixture.weight(i)).isCloseTo(plain[i], within(1e-9));
                }
            }
        }

        @Test
        void stayWhereAllProposalsAgree() {
            Mixture mixture = new Mixture(2, 0.5);
            mixture.decide(new double[] {7, 7});
            mixture.learn(-9);
            assertThat(mixture.weight(0)).isEqualTo(0.5);
        }

        @Test
        void goOnBitForBitAfterRestoring() throws IOException {
            Mixture one = new Mixture(5, 0.01);
            excess(one, (t, m, p, r) -> 30 * r.nextDouble(), 1, 700);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            one.writeTo(new DataOutputStream(bytes));
            Mixture two = new Mixture(5, 0.01);
            two.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            excess(one, (t, m, p, r) -> 30 * r.nextDouble(), 2, 300);
            excess(two, (t, m, p, r) -> 30 * r.nextDouble(), 2, 300);
            for (int i = 0; i < 5; i++) {
                assertThat(two.weight(i)).isEqualTo(one.weight(i));
                assertThat(two.bound(i)).isEqualTo(one.bound(i));
            }
        }
    }

    @Nested
    class Refuses {
        @Test
        void noProposals() {
            assertThatThrownBy(() -> new Mixture(0, 0.1)).isInstanceOf(Refusal.class);
        }

        @Test
        void aShareRateOfZeroOrOneOrNaN() {
            for (double share : new double[] {0, 1, Double.NaN, -1}) {
                assertThatThrownBy(() -> new Mixture(2, share)).isInstanceOf(Refusal.class);
            }
        }

        @Test
        void aSavedMixtureOfAnotherSize() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new Mixture(3, 0.1).writeTo(new DataOutputStream(bytes));
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            assertThatThrownBy(() -> new Mixture(2, 0.1).readFrom(in)).isInstanceOf(Refusal.class);
        }
    }
}

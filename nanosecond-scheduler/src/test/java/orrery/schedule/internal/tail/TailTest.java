package orrery.schedule.internal.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailTest {
    private static double[] pareto(double shape, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] sample = new double[count];
        Arrays.setAll(sample, _ -> ParetoFit.stretch(shape, 1 - random.nextDouble()));
        Arrays.sort(sample);
        return sample;
    }

    @Nested
    class TheParetoFit {
        @ParameterizedTest
        @ValueSource(doubles = {-0.3, 0, 0.1, 0.5})
        void hasNoBetterNeighbourOnAFineGrid(double shape) {
            double[] sample = pareto(shape, 300, 1);
            ParetoFit fit = ParetoFit.of(sample);
            for (int i = -20; i <= 20; i++) {
                for (int j = -20; j <= 20; j++) {
                    double other =
                            ParetoFit.logLikelihood(
                                    sample, fit.shape() + 0.01 * i, fit.scale() * (1 + 0.01 * j));
                    assertThat(other).isLessThanOrEqualTo(fit.logLikelihood() + 1e-6);
                }
            }
        }

        // Three standard errors, (1 + shape) / sqrt(n), Coles 2001, section 4.3.
        @ParameterizedTest
        @ValueSource(doubles = {-0.3, 0, 0.1, 0.5})
        void findsTheShapeOfALargeSample(double shape) {
            assertThat(ParetoFit.of(pareto(shape, 20_000, 2)).shape())
                    .isCloseTo(shape, within(3 * (1 + shape) / Math.sqrt(20_000)));
        }

        @Test
        void findsTheShapeWithTheLargestHidden() {
            assertThat(ParetoFit.censored(pareto(0.1, 20_000, 3), 500).shape())
                    .isCloseTo(0.1, within(0.05));
        }
    }

    @Nested
    class TheExtremeValueFit {
        @ParameterizedTest
        @ValueSource(doubles = {-0.2, 0, 0.2})
        void findsAllThreeOfALargeSample(double shape) {
            SplittableRandom random = new SplittableRandom(4);
            double[] sample = new double[20_000];
            Arrays.setAll(
                    sample,
                    _ -> {
                        double log = -Math.log(-Math.log(random.nextDouble()));
                        return 5 + 2 * (shape == 0 ? log : Math.expm1(shape * log) / shape);
                    });
            Arrays.sort(sample);
            ExtremeValueFit fit = ExtremeValueFit.of(sample);
            assertThat(fit.location()).isCloseTo(5, within(0.06));
            assertThat(fit.scale()).isCloseTo(2, within(0.06));
            assertThat(fit.shape()).isCloseTo(shape, within(0.03));
        }
    }

    @Nested
    class TheChecks {
        @Test
        void findAnExtremalIndexOfOneAlone() {
            int[] at = new int[2_000];
            SplittableRandom random = new SplittableRandom(5);
            for (int i = 1; i < at.length; i++) {
                at[i] = at[i - 1] + 1 + (int) (-20 * Math.log(1 - random.nextDouble()));
            }
            assertThat(SampleChecks.extremalIndex(at)).isGreaterThan(0.9);
        }

        @Test
        void findAnExtremalIndexOfAQuarterInFours() {
            int[] at = new int[2_000];
            SplittableRandom random = new SplittableRandom(6);
            for (int i = 1; i < at.length; i++) {
                at[i] =
                        at[i - 1]
                                + (i % 4 == 0
                                        ? 1 + (int) (-200 * Math.log(1 - random.nextDouble()))
                                        : 1);
            }
            assertThat(SampleChecks.extremalIndex(at)).isCloseTo(0.25, within(0.05));
        }

        @Test
        void keepTheLargestOfEachCluster() {
            assertThat(
                            SampleChecks.clusterMaxima(
                                    new int[] {1, 2, 3, 50, 51, 90},
                                    new double[] {5, 7, 6, 1, 2, 3},
                                    3))
                    .containsExactly(2, 3, 7);
        }

        // 1 % is the level of each; of 400 samples 12 or more would be seen once in 1,000 times.
        @Test
        void seldomObjectToANoise() {
            int halves = 0;
            int runs = 0;
            int memory = 0;
            for (int seed = 0; seed < 400; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                double[] noise = random.doubles(1_000).toArray();
                halves += SampleChecks.halvesAgree(noise) ? 0 : 1;
                runs += SampleChecks.runsAreRandom(noise) ? 0 : 1;
                memory += SampleChecks.remembers(noise) ? 1 : 0;
            }
            assertThat(halves).isLessThan(12);
            assertThat(runs).isLessThan(12);
            assertThat(memory).isLessThan(12);
        }

        @Test
        void objectToAnAutoregression() {
            SplittableRandom random = new SplittableRandom(7);
            double[] sample = new double[1_000];
            for (int i = 1; i < sample.length; i++) {
                sample[i] = 0.5 * sample[i - 1] + random.nextGaussian();
            }
            assertThat(SampleChecks.remembers(sample)).isTrue();
            assertThat(SampleChecks.runsAreRandom(sample)).isFalse();
        }
    }
}

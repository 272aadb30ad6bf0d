package orrery.loop.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The vectorised kernels against their plain twins, bit for bit.
class KernelsTest {
    private static final int ROUNDS = 2_000;

    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void runVectorisedHereSoThatTheTwinsAreCompared() {
        assertThat(orrery.compare.TemporalCompare.vectorised()).isTrue();
        assertThat(LevelLanes.fit()).isTrue();
    }

    @Nested
    class OfLevelOne {
        @Test
        void replaceNumbersInASortedWindow() {
            for (int round = 0; round < 100; round++) {
                int size = random.nextInt(1, 70);
                int kinds = random.nextInt(2, 30);
                float[] plain = LevelKernels.sortedWindow(size);
                float[] lanes = plain.clone();
                List<Float> there = new ArrayList<>();
                for (int step = 0; step < 150; step++) {
                    boolean full = there.size() == size;
                    float old = full ? there.remove(random.nextInt(size)) : Float.POSITIVE_INFINITY;
                    float value = random.nextInt(kinds) - 5f;
                    there.add(value);
                    LevelKernels.replacePlain(plain, old, value);
                    LevelLanes.replace(lanes, old, value);
                    float[] expected = LevelKernels.sortedWindow(size);
                    for (int i = 0; i < there.size(); i++) {
                        expected[1 + i] = there.get(i);
                    }
                    Arrays.sort(expected);
                    assertThat(plain).as("round %d, step %d", round, step).isEqualTo(expected);
                    assertThat(lanes).as("round %d, step %d", round, step).isEqualTo(expected);
                }
            }
        }

        @Test
        void areSparedWhatIsNoNumber() {
            ConformalResiduals misses = new ConformalResiduals();
            ConformalResiduals plain = new ConformalResiduals();
            for (int i = 0; i < 700; i++) {
                double error = random.nextDouble(-10, 10);
                misses.add(error);
                plain.add(error);
                misses.add(i % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY);
                assertThat(misses.quantile(0.9)).isEqualTo(plain.quantile(0.9));
                assertThat(misses.meanExcess(0.5)).isEqualTo(plain.meanExcess(0.5));
            }
            assertThat(misses.count()).isEqualTo(plain.count());
        }

        @Test
        void sumWhatIsAboveAGap() {
            for (int round = 0; round < ROUNDS; round++) {
                int size = random.nextInt(1, 70);
                float[] sorted = LevelKernels.sortedWindow(size);
                int count = random.nextInt(size + 1);
                double exact = 0;
                float gap = (float) random.nextDouble(-12, 12);
                for (int i = 0; i < count; i++) {
                    sorted[1 + i] = (float) random.nextDouble(-10, 10);
                    exact += Math.max(0, (double) sorted[1 + i] - gap);
                }
                Arrays.sort(sorted);
                float plain = LevelKernels.excessPlain(sorted, gap);
                assertThat(LevelLanes.excess(sorted, gap)).isEqualTo(plain);
                assertThat((double) plain).isCloseTo(exact, within(1e-3));
            }
        }

        @Test
        void multiplyAndDeflateMatrices() {
            for (int round = 0; round < ROUNDS; round++) {
                int rows = random.nextInt(1, 20);
                int stride = LevelKernels.padded(rows, LevelKernels.DOUBLES);
                double[] matrix = numbers(rows * stride);
                double[] factors = numbers(stride);
                double[] plain = new double[stride];
                double[] lanes = numbers(stride);
                LevelKernels.multiplyPlain(matrix, factors, rows, plain);
                LevelLanes.multiply(matrix, factors, rows, lanes);
                assertThat(lanes).as("round %d", round).isEqualTo(plain);
                double[] deflated = matrix.clone();
                LevelKernels.deflatePlain(matrix, plain, rows, 1.01, 0.3);
                LevelLanes.deflate(deflated, lanes, rows, 1.01, 0.3);
                assertThat(deflated).as("round %d", round).isEqualTo(matrix);
            }
        }

        @Test
        void addProductsOfLags() {
            for (int round = 0; round < 200; round++) {
                int lags = 8 * random.nextInt(1, 40);
                int ages = 8 * random.nextInt(1, 5);
                double[] samples = numbers(ages + lags + 3);
                double[] plain = numbers(lags);
                double[] lanes = plain.clone();
                LevelKernels.addProductsPlain(samples, ages + 1, 2, plain, lags);
                LevelLanes.addProducts(samples, ages + 1, 2, lanes, lags);
                assertThat(lanes).as("round %d", round).isEqualTo(plain);
            }
        }
    }

    @Nested
    class OfMixtures {
        @Test
        void sumInTheSameOrder() {
            for (int round = 0; round < ROUNDS; round++) {
                int size = 4 * random.nextInt(1, 12);
                double[] a = numbers(size);
                double[] b = numbers(size);
                assertThat(MixtureLanes.dot(a, b))
                        .as("round %d", round)
                        .isEqualTo(MixtureKernels.dotPlain(a, b));
            }
        }

        @Test
        void regretAndReweighAlike() {
            for (int round = 0; round < ROUNDS; round++) {
                int size = 4 * random.nextInt(1, 12);
                double[] proposals = numbers(size);
                double[] r = new double[size];
                double[] squares = new double[size];
                double[] r2 = numbers(size);
                double[] squares2 = numbers(size);
                double x = random.nextDouble(-5, 5);
                double largest = MixtureKernels.regretsPlain(proposals, x, -9, r, squares);
                assertThat(MixtureLanes.regrets(proposals, x, -9, r2, squares2))
                        .as("round %d", round)
                        .isEqualTo(largest);
                assertThat(r2).isEqualTo(r);
                assertThat(squares2).isEqualTo(squares);
                double[] floors = numbers(size);
                double[] weights = numbers(size);
                double[] weights2 = weights.clone();
                double sum = MixtureKernels.reweighPlain(weights, r, 0.01, 0.99, floors);
                assertThat(MixtureLanes.reweigh(weights2, r, 0.01, 0.99, floors)).isEqualTo(sum);
                assertThat(weights2).isEqualTo(weights);
                MixtureKernels.addPlain(weights, 0.3, r);
                MixtureLanes.add(weights2, 0.3, r);
                assertThat(weights2).isEqualTo(weights);
            }
        }
    }

    private double[] numbers(int count) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, _ -> random.nextDouble(-10, 10));
        return numbers;
    }
}

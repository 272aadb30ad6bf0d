package orrery.attractor.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.attractor.Signals;

class KernelsTest {
    @Nested
    class NearestNeighboursSearch {
        @Test
        void findsWhatThePlainTwinFinds() {
            SplittableRandom random = new SplittableRandom(1);
            for (int round = 0; round < 300; round++) {
                int n = 64 + random.nextInt(100);
                double[] z = Signals.noise(round, n);
                if (round % 2 == 0) {
                    for (int i = 0; i < n; i++) {
                        z[i] = Math.rint(z[i]);
                    }
                }
                Embedding embedding =
                        new Embedding(
                                1 + random.nextInt(4), 1 + random.nextInt(5), random.nextInt(20));
                int last = n - random.nextInt(10);
                EmbeddingView view = new EmbeddingView(z, embedding, embedding.reach(), last);
                int reference = view.first() + random.nextInt(view.length());
                int count = 1 + random.nextInt(NearestNeighbours.LIMIT);
                NearestNeighbours near = new NearestNeighbours(n);
                near.search(view, reference, count);
                List<Integer> expected = plain(view, reference, count);
                assertThat(near.found()).as("round %d", round).isEqualTo(expected.size());
                for (int q = 0; q < near.found(); q++) {
                    assertThat(near.index(q)).as("round %d", round).isEqualTo(expected.get(q));
                    assertThat(near.squared(q))
                            .isEqualTo(view.squaredDistance(reference, near.index(q)));
                }
            }
        }

        private static List<Integer> plain(EmbeddingView view, int reference, int count) {
            List<Integer> all = new ArrayList<>();
            for (int j = view.first(); j < view.last(); j++) {
                if (Math.abs(j - reference) > view.embedding().theiler()) {
                    all.add(j);
                }
            }
            all.sort(Comparator.comparingDouble(j -> view.squaredDistance(reference, j)));
            return all.subList(0, Math.min(count, all.size()));
        }
    }

    @Nested
    class FalseNeighboursCount {
        @Test
        void equalsThePlainTwin() {
            double[] z = Signals.withNoise(Signals.henon(1, 300), 0.02, 1);
            EmbeddingView view = new EmbeddingView(z, new Embedding(1, 4, 3), 4, 299);
            FalseNeighbours counted = new FalseNeighbours(300, 4);
            counted.count(view, 10_000, 1);
            for (int m = 1; m <= 4; m++) {
                Embedding embedding = new Embedding(1, m, 3);
                EmbeddingView of = new EmbeddingView(z, embedding, 4, 299);
                int wrong = 0;
                double error = 0;
                NearestNeighbours near = new NearestNeighbours(300);
                for (int i = 4; i < 299; i++) {
                    near.search(of, i, 1);
                    int j = near.index(0);
                    double next = Math.abs(z[i - m] - z[j - m]);
                    double apart = Math.sqrt(near.squared(0));
                    boolean far = Math.hypot(apart, next) > 2;
                    wrong += next > 10 * apart || far ? 1 : 0;
                    error += Math.abs(z[i + 1] - z[j + 1]);
                }
                assertThat(counted.share(m)).isEqualTo(wrong / 295.0);
                assertThat(counted.error(m)).isCloseTo(error / 295, within(1e-12));
            }
        }

        @Test
        void needsTwoDimensionsForHenonsMap() {
            double[] z = Signals.withNoise(Signals.henon(1, 2_000), 0, 1);
            EmbeddingView view = new EmbeddingView(z, new Embedding(1, 5, 2), 5, 1_999);
            FalseNeighbours counted = new FalseNeighbours(2_000, 5);
            counted.count(view, 500, 1);
            assertThat(counted.dimension(5, 0.01, 1.15)).isEqualTo(2);
        }
    }

    @Nested
    class FourierTransform {
        @Test
        void equalsTheSumThatDefinesIt() {
            for (int size : new int[] {1, 2, 8, 64}) {
                double[] x = Signals.noise(size, size);
                double[] re = x.clone();
                double[] im = new double[size];
                new Fourier(size).transform(re, im);
                for (int k = 0; k < size; k++) {
                    double sumR = 0;
                    double sumI = 0;
                    for (int t = 0; t < size; t++) {
                        sumR += x[t] * Math.cos(2 * Math.PI * k * t / size);
                        sumI -= x[t] * Math.sin(2 * Math.PI * k * t / size);
                    }
                    assertThat(re[k]).isCloseTo(sumR, within(1e-10));
                    assertThat(im[k]).isCloseTo(sumI, within(1e-10));
                }
            }
        }
    }

    @Nested
    class SpectrumOfAWindow {
        @Test
        void givesTheLaggedProducts() {
            double[] z = Signals.noise(1, 100);
            double[] products = new Spectrum(100).laggedProducts(z, 100);
            for (int k = 0; k < 100; k++) {
                double sum = 0;
                for (int i = 0; i + k < 100; i++) {
                    sum += z[i] * z[i + k];
                }
                assertThat(products[k]).isCloseTo(sum, within(1e-10));
            }
        }

        @Test
        void findsTheFrequencyOfASineToATenThousandthOfACyclePerWindow() {
            for (double period : new double[] {3.3, 7.77, 31.4159, 100.1}) {
                double[] z = Signals.sine(period, 0.4, 512);
                double line = new Spectrum(512).strongestLine(z, 512);
                assertThat(line * 512).isCloseTo(512 / period, within(0.01));
            }
        }
    }

    @Nested
    class SymmetricSolve {
        @Test
        void solvesAndReportsASingularMatrix() {
            double[] a = {4, 0, 2, 3};
            double[] b = {8, 7};
            assertThat(SymmetricSolver.solve(a, b, 2, 2)).isTrue();
            assertThat(b).usingComparatorWithPrecision(1e-12).containsExactly(1.25, 1.5);
            assertThat(SymmetricSolver.solve(new double[] {0}, new double[] {1}, 1, 1)).isFalse();
        }
    }

    @Nested
    class ExactPeriod {
        @Test
        void isTheSmallestOne() {
            double[] z = new double[100];
            for (int i = 0; i < 100; i++) {
                z[i] = i % 6 == 0 ? 1 : 0;
            }
            assertThat(Cycle.exactPeriod(z, 100, 25, 1e-9)).isEqualTo(6);
            assertThat(Cycle.exactPeriod(z, 100, 5, 1e-9)).isZero();
            assertThat(Cycle.exactPeriod(new double[100], 100, 25, 1e-9)).isEqualTo(1);
        }
    }

    @Nested
    class MutualInformation {
        @Test
        void isTheEntropyAtLagNoughtAndAboutNothingForNoise() {
            double[] z = Signals.noise(1, 4_000);
            DelayChoice delays = new DelayChoice(4_000);
            assertThat(delays.mutualInformation(z, 4_000, 0)).isGreaterThan(1.5);
            assertThat(delays.mutualInformation(z, 4_000, 1)).isBetween(0.0, 0.05);
        }
    }
}

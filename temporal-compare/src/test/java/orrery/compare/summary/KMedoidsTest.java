package orrery.compare.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static orrery.compare.summary.Sets.assertRefused;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import orrery.compare.distance.Comparison;
import orrery.compare.distance.Distance;
import orrery.compare.summary.KMedoids.Swap;
import orrery.compare.warping.DistanceMatrix;
import orrery.compare.warping.DistanceMatrix.Settings;
import orrery.compare.warping.Window;
import orrery.timeline.Refusal;

class KMedoidsTest {
    // Whole numbers, so that sums are exact in any order.
    private static DistanceMatrix numbers(SplittableRandom random, int size) {
        double[][] series = new double[size][];
        double[][] table = new double[size][size];
        for (int i = 0; i < size; i++) {
            series[i] = new double[] {i};
            for (int j = 0; j < i; j++) {
                table[i][j] = 1 + random.nextInt(1000);
                table[j][i] = table[i][j];
            }
        }
        Supplier<Distance> lookup =
                () -> (x, y, _) -> Comparison.unrooted(table[(int) x[0]][(int) y[0]], 1);
        return DistanceMatrix.within(series, lookup, 1, _ -> true).orElseThrow();
    }

    private static double sum(DistanceMatrix matrix, int[] medoids) {
        double sum = 0;
        for (int o = 0; o < matrix.rows(); o++) {
            double least = Double.POSITIVE_INFINITY;
            for (int medoid : medoids) {
                least = Math.min(least, matrix.distance(medoid, o));
            }
            sum += least;
        }
        return sum;
    }

    /// PAM as the book has it: every pair of medoid and other series is tried in full.
    private static int[] plain(DistanceMatrix matrix, int k) {
        int[] medoids = new int[0];
        for (int c = 0; c < k; c++) {
            int[] longer = java.util.Arrays.copyOf(medoids, c + 1);
            double least = Double.POSITIVE_INFINITY;
            int best = -1;
            for (int i = 0; i < matrix.rows(); i++) {
                longer[c] = i;
                if (!contains(medoids, i) && sum(matrix, longer) < least) {
                    least = sum(matrix, longer);
                    best = i;
                }
            }
            longer[c] = best;
            medoids = longer;
        }
        while (true) {
            double least = sum(matrix, medoids);
            int[] next = medoids;
            for (int i = 0; i < matrix.rows(); i++) {
                for (int c = 0; c < k && !contains(medoids, i); c++) {
                    int[] swapped = medoids.clone();
                    swapped[c] = i;
                    if (sum(matrix, swapped) < least) {
                        least = sum(matrix, swapped);
                        next = swapped;
                    }
                }
            }
            if (java.util.Arrays.equals(next, medoids)) {
                return medoids;
            }
            medoids = next;
        }
    }

    private static boolean contains(int[] numbers, int wanted) {
        return java.util.Arrays.stream(numbers).anyMatch(number -> number == wanted);
    }

    private static double optimum(DistanceMatrix matrix, int[] medoids, int at, int from) {
        if (at == medoids.length) {
            return sum(matrix, medoids);
        }
        double least = Double.POSITIVE_INFINITY;
        for (int i = from; i < matrix.rows(); i++) {
            medoids[at] = i;
            least = Math.min(least, optimum(matrix, medoids, at + 1, i + 1));
        }
        return least;
    }

    @Test
    void swapsAsPamDoes() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            DistanceMatrix matrix = numbers(random, 2 + random.nextInt(20));
            int k = 1 + random.nextInt(Math.min(6, matrix.rows()));
            KMedoids found = KMedoids.of(matrix, k, Swap.BEST, _ -> true);
            assertThat(found.medoids()).as("seed %d", seed).containsExactly(plain(matrix, k));
            assertThat(found.settled()).isTrue();
        }
    }

    @Test
    void labelsAreOfTheNearestMedoidAndNoSwapIsLeft() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            DistanceMatrix matrix = numbers(random, 2 + random.nextInt(20));
            int k = 1 + random.nextInt(matrix.rows());
            KMedoids found = KMedoids.of(matrix, k);
            int[] medoids = found.medoids();
            assertThat(medoids).doesNotHaveDuplicates();
            double sum = 0;
            for (int o = 0; o < matrix.rows(); o++) {
                double own = matrix.distance(medoids[found.labels()[o]], o);
                for (int medoid : medoids) {
                    assertThat(own).isLessThanOrEqualTo(matrix.distance(medoid, o));
                }
                sum += own;
            }
            assertThat(found.inertia()).as("seed %d", seed).isEqualTo(sum);
            for (int c = 0; c < k; c++) {
                for (int i = 0; i < matrix.rows() && !contains(medoids, i); i++) {
                    int[] swapped = medoids.clone();
                    swapped[c] = i;
                    assertThat(sum(matrix, swapped))
                            .as("seed %d", seed)
                            .isGreaterThanOrEqualTo(sum);
                }
            }
        }
    }

    @Test
    void isAtOrNearTheOptimumOfTinySets() {
        int hits = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[][] series = Sets.kinds(random, 3 + random.nextInt(9), 16);
            DistanceMatrix matrix = DistanceMatrix.within(series, Settings.dtw(new Window.Full()));
            int k = 1 + random.nextInt(3);
            double least = optimum(matrix, new int[k], 0, 0);
            double found = KMedoids.of(matrix, k).inertia();
            assertThat(found).as("seed %d", seed).isBetween(least * (1 - 1e-12), least * 1.25);
            hits += found <= least * (1 + 1e-12) ? 1 : 0;
        }
        assertThat(hits).isGreaterThanOrEqualTo(180);
    }

    @Test
    void findsTheKinds() {
        double[][] series = Sets.kinds(new SplittableRandom(1), 30, 60);
        DistanceMatrix matrix = DistanceMatrix.within(series, Settings.dtw(new Window.Full()));
        KMedoids found = KMedoids.of(matrix, 3);
        for (int i = 3; i < 30; i++) {
            assertThat(found.labels()[i]).isEqualTo(found.labels()[i % 3]);
        }
        assertThat(Silhouette.of(matrix, found.labels()).mean()).isGreaterThan(0.5);
    }

    @Test
    void aMedoidIsInItsOwnClusterAmongEqualSeries() {
        double[][] series = {{1}, {1}, {1}, {5}};
        DistanceMatrix matrix = DistanceMatrix.within(series, Settings.dtw(new Window.Full()));
        KMedoids found = KMedoids.of(matrix, 4);
        for (int c = 0; c < 4; c++) {
            assertThat(found.labels()[found.medoids()[c]]).isEqualTo(c);
        }
        assertThat(found.inertia()).isZero();
    }

    @Test
    void canBeStopped() {
        DistanceMatrix matrix = numbers(new SplittableRandom(1), 30);
        KMedoids found = KMedoids.of(matrix, 4, Swap.EAGER, _ -> false);
        assertThat(found.settled()).isFalse();
        assertThat(found.medoids()).hasSize(4);
    }

    @Test
    void refusesWhatCannotBeClustered() {
        DistanceMatrix matrix = numbers(new SplittableRandom(1), 3);
        assertRefused(Refusal.Code.OUT_OF_RANGE, () -> KMedoids.of(matrix, 0));
        assertRefused(Refusal.Code.OUT_OF_RANGE, () -> KMedoids.of(matrix, 4));
        double[][] one = {{1}};
        double[][] two = {{1}, {2}};
        Settings usual = Settings.dtw(new Window.Full());
        DistanceMatrix uneven = DistanceMatrix.between(one, two, usual);
        assertRefused(Refusal.Code.LENGTH_MISMATCH, () -> KMedoids.of(uneven, 1));
        DistanceMatrix endless =
                DistanceMatrix.within(two, () -> (_, _, _) -> Comparison.abandoned(1), 1, _ -> true)
                        .orElseThrow();
        assertRefused(Refusal.Code.NOT_A_NUMBER, () -> KMedoids.of(endless, 1));
    }

    @Test
    void silhouettesAreThoseOfTheFormula() {
        double[][] series = {{0}, {1}, {10}, {12}, {30}};
        DistanceMatrix matrix = DistanceMatrix.within(series, Settings.dtw(new Window.Full()));
        double[] values = Silhouette.of(matrix, new int[] {0, 0, 1, 1, 2}).values();
        assertThat(values[0]).isEqualTo((11 - 1.0) / 11);
        assertThat(values[2]).isCloseTo((9.5 - 2) / 9.5, within(1e-15));
        assertThat(values[4]).isZero();
        assertRefused(Refusal.Code.LENGTH_MISMATCH, () -> Silhouette.of(matrix, new int[] {0, 1}));
        assertRefused(
                Refusal.Code.OUT_OF_RANGE, () -> Silhouette.of(matrix, new int[] {0, 0, 0, 1, -1}));
        assertRefused(
                Refusal.Code.OUT_OF_RANGE, () -> Silhouette.of(matrix, new int[] {0, 0, 0, 1, 5}));
        assertRefused(Refusal.Code.TOO_SHORT, () -> Silhouette.of(matrix, new int[5]));
    }
}

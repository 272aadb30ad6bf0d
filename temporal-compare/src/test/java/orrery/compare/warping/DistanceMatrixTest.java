package orrery.compare.warping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import orrery.compare.distance.LockStep;
import orrery.compare.warping.DistanceMatrix.Settings;
import orrery.timeline.Refusal;

class DistanceMatrixTest {
    private static final Elastic DTW = new Elastic.Dtw(StepCost.SQUARED);

    private static double[][] set(SplittableRandom random, int size, int longest) {
        double[][] series = new double[size][];
        for (int i = 0; i < size; i++) {
            series[i] = ElasticDistanceTest.series(random, 3 + random.nextInt(longest));
        }
        return series;
    }

    @Test
    void holdsTheDistancesOfPairsBitForBit() {
        List<Elastic> measures = new ArrayList<>(ElasticDistanceTest.MEASURES);
        measures.add(new Elastic.ShapeDtw(2));
        measures.add(new Elastic.SoftDtw(0.7));
        for (int seed = 0; seed < 120; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Elastic measure = measures.get(seed % measures.size());
            Window window = random.nextBoolean() ? new Window.Full() : new Window.SakoeChiba(2);
            double[][] x = set(random, 1 + random.nextInt(5), 3);
            double[][] y = set(random, 1 + random.nextInt(20), 4);
            int threads = 1 + random.nextInt(3);
            DistanceMatrix matrix =
                    DistanceMatrix.between(
                            x, y, new Settings(measure, window, Precision.DOUBLE, threads));
            ElasticDistance pair = ElasticDistance.of(measure, window);
            for (int i = 0; i < matrix.rows(); i++) {
                for (int j = 0; j < matrix.columns(); j++) {
                    assertThat(matrix.distance(i, j))
                            .as("seed %d, %s, %d, %d", seed, measure, i, j)
                            .isEqualTo(pair.compare(x[i], y[j]).distance());
                }
            }
        }
    }

    @Test
    void withinASetIsComputedOnceAPair() {
        List<Elastic> measures = new ArrayList<>(ElasticDistanceTest.MEASURES);
        measures.add(new Elastic.ShapeDtw(2));
        for (int seed = 0; seed < 120; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Elastic measure = measures.get(seed % measures.size());
            Window window = random.nextBoolean() ? new Window.Full() : new Window.SakoeChiba(2);
            double[][] x = set(random, 1 + random.nextInt(20), 4);
            Settings settings =
                    new Settings(measure, window, Precision.DOUBLE, 1 + random.nextInt(3));
            DistanceMatrix matrix = DistanceMatrix.within(x, settings);
            ElasticDistance pair = ElasticDistance.of(measure, window);
            for (int i = 0; i < x.length; i++) {
                for (int j = i; j < x.length; j++) {
                    boolean turned = x[j].length < x[i].length;
                    double expected = pair.compare(x[turned ? j : i], x[turned ? i : j]).distance();
                    assertThat(matrix.distance(i, j))
                            .as("seed %d, %s, %d, %d", seed, measure, i, j)
                            .isEqualTo(expected);
                    assertThat(matrix.distance(j, i)).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void takesSeveralChannels() {
        SplittableRandom random = new SplittableRandom(3);
        double[][][] x = new double[11][2][];
        for (double[][] series : x) {
            int length = 3 + random.nextInt(3);
            series[0] = ElasticDistanceTest.series(random, length);
            series[1] = ElasticDistanceTest.series(random, length);
        }
        Settings settings = Settings.dtw(new Window.Full());
        DistanceMatrix matrix = DistanceMatrix.between(x, x, settings);
        ElasticDistance pair = ElasticDistance.of(DTW);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                double expected =
                        pair.compare(x[i], x[j], Channels.DEPENDENT, Double.POSITIVE_INFINITY)
                                .distance();
                assertThat(matrix.distance(i, j)).isEqualTo(expected);
            }
        }
        Settings single = new Settings(DTW, new Window.Full(), Precision.SINGLE, 1);
        refuses(Refusal.Code.NOT_PERMITTED, () -> DistanceMatrix.between(x, x, single));
        x[4] = new double[][] {{1, 2}};
        refuses(Refusal.Code.LENGTH_MISMATCH, () -> DistanceMatrix.between(x, x, settings));
    }

    @Test
    void withinASetTakesAnyMeasure() {
        SplittableRandom random = new SplittableRandom(4);
        double[][] x = new double[7][5];
        for (double[] series : x) {
            java.util.Arrays.setAll(series, _ -> random.nextGaussian());
        }
        LockStep.Euclidean measure = new LockStep.Euclidean();
        for (int threads = 1; threads < 4; threads++) {
            DistanceMatrix matrix =
                    DistanceMatrix.within(x, LockStep.Euclidean::new, threads, _ -> true)
                            .orElseThrow();
            for (int i = 0; i < 7; i++) {
                for (int j = 0; j < 7; j++) {
                    assertThat(matrix.distance(i, j))
                            .isEqualTo(measure.compare(x[i], x[j]).distance());
                    assertThat(matrix.cost(i, j)).isEqualTo(measure.compare(x[i], x[j]).cost());
                }
            }
        }
        double[][] uneven = {{1}, {1, 2}};
        refuses(
                Refusal.Code.LENGTH_MISMATCH,
                () -> DistanceMatrix.within(uneven, LockStep.Euclidean::new, 2, _ -> true));
    }

    @Test
    void tellsItsProgressAndStopsWhenAsked() {
        double[][][] x = new double[40][1][6];
        for (int threads = 1; threads < 3; threads++) {
            Settings settings = new Settings(DTW, new Window.Full(), Precision.DOUBLE, threads);
            List<Long> heard = new ArrayList<>();
            assertThat(DistanceMatrix.within(x, settings, heard::add)).isPresent();
            assertThat(heard).isSorted().allMatch(done -> done <= 820);
            if (threads == 1) {
                assertThat(heard).last().isEqualTo(820L);
            }
            Optional<DistanceMatrix> stopped = DistanceMatrix.within(x, settings, _ -> false);
            // With two threads the other one may do everything before the first word.
            assertThat(stopped.isEmpty() || threads == 2).isTrue();
        }
    }

    @Test
    void divergencesOfSoftDtwAreZeroOfASeriesWithItself() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] x = set(random, 9, 5);
        Settings soft =
                new Settings(new Elastic.SoftDtw(1), new Window.Full(), Precision.DOUBLE, 1);
        DistanceMatrix matrix = DistanceMatrix.within(x, soft).divergences();
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 9; j++) {
                assertThat(matrix.distance(i, j)).isGreaterThanOrEqualTo(i == j ? 0 : -1e-12);
            }
            assertThat(matrix.distance(i, i)).isZero();
        }
        DistanceMatrix uneven = DistanceMatrix.between(x, new double[][] {{1}}, soft);
        refuses(Refusal.Code.LENGTH_MISMATCH, uneven::divergences);
    }

    @Test
    void isNearlyTheSameInFloats() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] x = new double[9][50];
        for (double[] series : x) {
            java.util.Arrays.setAll(series, _ -> random.nextGaussian());
        }
        Settings single = new Settings(DTW, new Window.Full(), Precision.SINGLE, 2);
        DistanceMatrix floats = DistanceMatrix.between(x, x, single);
        DistanceMatrix doubles = DistanceMatrix.between(x, x, Settings.dtw(new Window.Full()));
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 9; j++) {
                double cost = doubles.cost(i, j);
                assertThat(floats.cost(i, j)).isCloseTo(cost, within(1e-5 * Math.max(1, cost)));
            }
        }
    }

    @Test
    void refusesWhatItCannotCompute() {
        refuses(
                Refusal.Code.NOT_PERMITTED,
                () -> new Settings(DTW, new Window.SakoeChiba(1), Precision.SINGLE, 1));
        refuses(
                Refusal.Code.OUT_OF_RANGE,
                () -> new Settings(DTW, new Window.Full(), Precision.DOUBLE, 0));
        double[][] one = {{1}};
        Settings usual = Settings.dtw(new Window.Full());
        refuses(Refusal.Code.EMPTY, () -> DistanceMatrix.between(one, new double[0][], usual));
        double[][] gap = {{Double.NaN}};
        refuses(Refusal.Code.NOT_A_NUMBER, () -> DistanceMatrix.between(one, gap, usual));
        double[][] many = new double[(1 << 13) + 1][];
        java.util.Arrays.fill(many, one[0]);
        refuses(Refusal.Code.LIMIT, () -> DistanceMatrix.between(many, many, usual));
    }

    private static void refuses(
            Refusal.Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Refusal refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }
}

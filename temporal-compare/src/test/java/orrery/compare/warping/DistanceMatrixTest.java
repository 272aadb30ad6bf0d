package orrery.compare.warping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
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
        List<Elastic> measures =
                ElasticDistanceTest.MEASURES.stream()
                        .filter(measure -> !(measure instanceof Elastic.SoftDtw))
                        .toList();
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
                () -> new Settings(new Elastic.SoftDtw(1), new Window.Full(), Precision.DOUBLE, 1));
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

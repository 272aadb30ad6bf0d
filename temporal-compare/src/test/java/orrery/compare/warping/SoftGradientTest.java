package orrery.compare.warping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class SoftGradientTest {
    private static double[][] noise(SplittableRandom random, int channels, int length) {
        double[][] noise = new double[channels][length];
        for (double[] one : noise) {
            java.util.Arrays.setAll(one, _ -> random.nextGaussian());
        }
        return noise;
    }

    @Test
    void isTheSlopeOfTheCost() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int channels = 1 + random.nextInt(3);
            double[][] x = noise(random, channels, 1 + random.nextInt(9));
            double[][] y = noise(random, channels, 1 + random.nextInt(9));
            Elastic.SoftDtw measure = new Elastic.SoftDtw(0.1 + random.nextDouble());
            Window window =
                    random.nextBoolean()
                            ? new Window.Full()
                            : new Window.SakoeChiba(random.nextInt(3));
            double[][] gradient = new double[channels][x[0].length];
            SoftGradient soft = SoftGradient.of(measure, window);
            double cost = soft.add(x, y, 1, gradient);
            ElasticDistance distance = ElasticDistance.of(measure, window);
            assertThat(cost)
                    .as("seed %d", seed)
                    .isCloseTo(cost(distance, x, y), within(1e-9 * Math.max(1, Math.abs(cost))));
            double h = 1e-5;
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < x[0].length; i++) {
                    double kept = x[c][i];
                    x[c][i] = kept + h;
                    double above = cost(distance, x, y);
                    x[c][i] = kept - h;
                    double below = cost(distance, x, y);
                    x[c][i] = kept;
                    assertThat(gradient[c][i])
                            .as("seed %d, channel %d, sample %d", seed, c, i)
                            .isCloseTo((above - below) / (2 * h), within(1e-6));
                }
            }
        }
    }

    private static double cost(ElasticDistance distance, double[][] x, double[][] y) {
        return distance.compare(x, y, Channels.DEPENDENT, Double.POSITIVE_INFINITY).cost();
    }

    @Test
    void isWeightedAndAdded() {
        SoftGradient soft = SoftGradient.of(new Elastic.SoftDtw(1), new Window.Full());
        double[][] gradient = {{100}};
        // One pair: the cost is (3 - 1)², its slope 4.
        assertThat(soft.add(new double[][] {{3}}, new double[][] {{1}}, 2, gradient)).isEqualTo(4);
        assertThat(gradient[0][0]).isEqualTo(108);
    }

    @Test
    void refusesShapesThatDifferAndTablesThatAreTooLarge() {
        SoftGradient soft = SoftGradient.of(new Elastic.SoftDtw(1), new Window.Full());
        refuses(Refusal.Code.LENGTH_MISMATCH, soft, new double[1][2], new double[2][2], 2);
        refuses(Refusal.Code.LENGTH_MISMATCH, soft, new double[1][2], new double[1][2], 3);
        refuses(Refusal.Code.LENGTH_MISMATCH, soft, new double[1][0], new double[1][2], 0);
        refuses(Refusal.Code.LIMIT, soft, new double[1][4096], new double[1][4096], 4096);
    }

    private static void refuses(
            Refusal.Code code, SoftGradient soft, double[][] x, double[][] y, int length) {
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> soft.add(x, y, 1, new double[1][length]));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }
}

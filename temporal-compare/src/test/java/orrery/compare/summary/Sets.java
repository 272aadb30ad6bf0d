package orrery.compare.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import orrery.timeline.Refusal;

/// Seeded sets of series for the tests of this package.
final class Sets {
    private Sets() {}

    static double[][] walk(SplittableRandom random, int channels, int length) {
        double[][] walk = new double[channels][length];
        for (double[] one : walk) {
            double level = 0;
            for (int t = 0; t < length; t++) {
                level += random.nextGaussian();
                one[t] = level;
            }
        }
        return walk;
    }

    /// Of unequal lengths.
    static double[][][] walks(SplittableRandom random, int size, int channels, int longest) {
        double[][][] walks = new double[size][][];
        for (int i = 0; i < size; i++) {
            walks[i] = walk(random, channels, 1 + random.nextInt(longest));
        }
        return walks;
    }

    /// Bumps, steps and waves, shifted and noisy; series i is of kind i mod 3.
    static double[][] kinds(SplittableRandom random, int size, int length) {
        double[][] series = new double[size][length];
        for (int i = 0; i < size; i++) {
            int shift = random.nextInt(length / 8);
            for (int t = 0; t < length; t++) {
                double at = (double) (t + shift) / length;
                double shape =
                        switch (i % 3) {
                            case 0 -> 3 * Math.exp(-80 * (at - 0.5) * (at - 0.5));
                            case 1 -> at > 0.5 ? 2 : -2;
                            default -> 2 * Math.sin(20 * at);
                        };
                series[i][t] = shape + 0.1 * random.nextGaussian();
            }
        }
        return series;
    }

    static void assertRefused(Refusal.Code code, ThrowingCallable call) {
        Refusal refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }
}

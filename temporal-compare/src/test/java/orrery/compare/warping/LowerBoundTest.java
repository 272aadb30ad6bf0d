package orrery.compare.warping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class LowerBoundTest {
    @Test
    void isNeverAboveTheCostOfDtw() {
        for (int seed = 0; seed < 1500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(25);
            double[] x = ElasticDistanceTest.series(random, n);
            double[] y = ElasticDistanceTest.series(random, n);
            int radius = random.nextInt(n + 2);
            int bands = random.nextInt(8);
            double cost =
                    ElasticDistance.of(
                                    new Elastic.Dtw(StepCost.SQUARED),
                                    new Window.SakoeChiba(radius))
                            .compare(x, y)
                            .cost();
            double most = cost * (1 + 1e-12) + 1e-12;
            String name = "seed " + seed;
            double keogh = LowerBound.keogh(x, y, radius);
            double improved = LowerBound.improved(x, y, radius);
            assertThat(LowerBound.kim(x, y)).as(name).isLessThanOrEqualTo(most);
            assertThat(keogh).as(name).isLessThanOrEqualTo(most);
            assertThat(improved).as(name).isBetween(keogh, most);
            assertThat(LowerBound.enhanced(x, y, radius, bands)).as(name).isLessThanOrEqualTo(most);
            assertThat(LowerBound.enhanced(x, y, radius, 0)).as(name).isEqualTo(keogh);
        }
    }

    /// The definition, term by term: 100,000 pairs with `-Doracles=all`.
    @Test
    void ofWebbEqualsItsDefinitionAndIsNeverAboveDtw() {
        int pairs = "all".equals(System.getProperty("oracles")) ? 100_000 : 3000;
        int aboveKeogh = 0;
        for (int seed = 0; seed < pairs; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(30);
            double[] x = ElasticDistanceTest.series(random, n);
            double[] y = ElasticDistanceTest.series(random, n);
            if (random.nextInt(3) == 0) {
                for (int i = 0; i < n; i++) {
                    y[i] = Math.rint(2 * y[i]) + random.nextInt(3) * (i < n / 2 ? 1 : -2);
                }
            }
            int radius = seed % 5 == 0 ? n : random.nextInt(n + 1);
            String name = "seed %d, radius %d".formatted(seed, radius);
            double webb = LowerBound.webb(x, y, radius);
            double keogh = LowerBound.keogh(x, y, radius);
            double cost =
                    ElasticDistance.of(
                                    new Elastic.Dtw(StepCost.SQUARED),
                                    new Window.SakoeChiba(radius))
                            .compare(x, y)
                            .cost();
            double rounding = 1e-12 * (1 + cost);
            assertThat(webb).as(name).isBetween(keogh, cost + rounding);
            assertThat(webb).as(name).isCloseTo(plainWebb(x, y, radius), within(rounding));
            aboveKeogh += webb > keogh ? 1 : 0;
        }
        assertThat(aboveKeogh).isGreaterThan(pairs / 4);
    }

    private static double plainWebb(double[] a, double[] b, int w) {
        int n = a.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double out = Math.max(0, Math.max(a[i] - high(b, i, w), low(b, i, w) - a[i]));
            sum += out * out;
        }
        double[] upperA = new double[n];
        double[] lowerA = new double[n];
        double[] upperB = new double[n];
        double[] lowerB = new double[n];
        for (int i = 0; i < n; i++) {
            upperA[i] = high(a, i, w);
            lowerA[i] = low(a, i, w);
            upperB[i] = high(b, i, w);
            lowerB[i] = low(b, i, w);
        }
        for (int i = 0; i < n; i++) {
            boolean above = true;
            boolean below = true;
            for (int j = Math.max(0, i - w); j <= Math.min(n - 1, i + w); j++) {
                above &= a[j] >= lowerB[j] || lowerB[j] <= low(upperA, j, w);
                below &= a[j] <= upperB[j] || upperB[j] >= high(lowerA, j, w);
            }
            double over = high(lowerB, i, w);
            double under = low(upperB, i, w);
            if (above && b[i] > upperA[i]) {
                sum += square(b[i] - upperA[i]);
            } else if (below && b[i] < lowerA[i]) {
                sum += square(b[i] - lowerA[i]);
            } else if (b[i] > over && over >= upperA[i]) {
                sum += square(b[i] - upperA[i]) - square(over - upperA[i]);
            } else if (b[i] < under && under <= lowerA[i]) {
                sum += square(b[i] - lowerA[i]) - square(under - lowerA[i]);
            }
        }
        return sum;
    }

    private static double high(double[] x, int i, int w) {
        return java.util.Arrays.stream(x, Math.max(0, i - w), Math.min(x.length, i + w + 1))
                .max()
                .orElseThrow();
    }

    private static double low(double[] x, int i, int w) {
        return java.util.Arrays.stream(x, Math.max(0, i - w), Math.min(x.length, i + w + 1))
                .min()
                .orElseThrow();
    }

    private static double square(double d) {
        return d * d;
    }

    @Test
    void ofEqualSeriesIsZero() {
        double[] x = {1, 5, 2};
        assertThat(LowerBound.kim(x, x)).isZero();
        assertThat(LowerBound.improved(x, x, 1)).isZero();
        assertThat(LowerBound.webb(x, x, 1)).isZero();
        assertThat(LowerBound.enhanced(x, x, 1, 3)).isZero();
    }

    @Test
    void refusesSeriesOfTwoLengthsAndOtherMistakes() {
        double[] x = {1, 2};
        refuses(Refusal.Code.LENGTH_MISMATCH, () -> LowerBound.kim(x, new double[] {1}));
        refuses(Refusal.Code.OUT_OF_RANGE, () -> LowerBound.keogh(x, x, -1));
        refuses(Refusal.Code.OUT_OF_RANGE, () -> LowerBound.webb(x, x, -1));
        refuses(Refusal.Code.LENGTH_MISMATCH, () -> LowerBound.webb(x, new double[] {1}, 0));
        refuses(Refusal.Code.OUT_OF_RANGE, () -> LowerBound.enhanced(x, x, 1, -1));
        refuses(Refusal.Code.EMPTY, () -> LowerBound.kim(new double[0], new double[0]));
    }

    private static void refuses(
            Refusal.Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        Refusal refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }
}

package orrery.compare.warping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.distance.Comparison;
import orrery.timeline.Refusal;

class ElasticDistanceTest {
    static final List<Elastic> MEASURES =
            List.of(
                    new Elastic.Dtw(StepCost.SQUARED),
                    new Elastic.Dtw(StepCost.ABSOLUTE),
                    new Elastic.WeightedDtw(0.1),
                    new Elastic.AmercingDtw(0.7),
                    new Elastic.Lcss(0.5),
                    new Elastic.Erp(0.2),
                    new Elastic.Erp(0, StepCost.SQUARED, Border.TOTAL),
                    new Elastic.Erp(0.3, StepCost.SQUARED, Border.PAIRED),
                    new Elastic.Edr(0.5),
                    new Elastic.Edr(0.5, Border.FREE),
                    new Elastic.Msm(0.4),
                    new Elastic.Twe(0.01, 0.5),
                    new Elastic.Twe(0.1, 0.2, StepCost.ABSOLUTE),
                    new Elastic.Twe(0.1, 0.2, StepCost.SQUARED, Border.SEGMENTS),
                    new Elastic.Twe(0.05, 0.3, StepCost.ABSOLUTE, Border.SEGMENTS),
                    new Elastic.Frechet(),
                    new Elastic.SoftDtw(0.5),
                    new Elastic.Derivative(new Elastic.Dtw(StepCost.SQUARED)),
                    new Elastic.Derivative(new Elastic.WeightedDtw(0.1)),
                    new Elastic.Derivative(new Elastic.Dtw(StepCost.SQUARED), SlopeEnds.REPEATED));

    /// Seeded series of every kind that a measure must stand.
    static double[] series(SplittableRandom random, int length) {
        int kind = random.nextInt(6);
        double level = kind == 5 ? 1e9 : 0;
        double[] samples = new double[length];
        double walk = 0;
        for (int i = 0; i < length; i++) {
            double noise = random.nextGaussian();
            walk += noise;
            samples[i] =
                    switch (kind) {
                        case 0, 5 -> level + noise;
                        case 1 -> walk;
                        case 2 -> random.nextInt(3);
                        case 3 -> 1;
                        default -> -0.0;
                    };
        }
        return samples;
    }

    private static Window window(SplittableRandom random) {
        return random.nextBoolean() ? new Window.Full() : new Window.SakoeChiba(random.nextInt(6));
    }

    @Nested
    class OfEachChannel {
        private static final double[][] X = {{0, 1, 5}, {0, 2, 2}};
        private static final double[][] Y = {{0.4, 1, 2}, {0.4, 2, 2}};

        @Test
        void lcssWantsAllChannelsWithinEpsilon() {
            assertThat(cost(new Elastic.Lcss(0.5))).isCloseTo(2 / 3.0, within(1e-12));
            assertThat(cost(new Elastic.Lcss(0.5, ChannelNorm.EACH)))
                    .isCloseTo(1 / 3.0, within(1e-12));
        }

        @Test
        void msmAddsTheCostsOfTheChannelsUp() {
            // Moves of 0.4 + 0.4, 0 + 0 and 3 + 0; a split costs 9 in each channel.
            assertThat(cost(new Elastic.Msm(9, ChannelNorm.EACH))).isCloseTo(3.8, within(1e-12));
        }

        private static double cost(Elastic measure) {
            return ElasticDistance.of(measure)
                    .compare(X, Y, Channels.DEPENDENT, Double.POSITIVE_INFINITY)
                    .cost();
        }
    }

    @Nested
    class Compares {
        @Test
        void asTheTextbooksDo() {
            for (int seed = 0; seed < 1000; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                Elastic measure = MEASURES.get(seed % MEASURES.size());
                int least = measure instanceof Elastic.Derivative ? 3 : 1;
                double[] x = series(random, least + random.nextInt(18));
                double[] y = series(random, least + random.nextInt(18));
                Window window = window(random);
                double expected = TextbookElastic.cost(measure, window, x, y);
                double found = ElasticDistance.of(measure, window).compare(x, y).cost();
                assertThat(found)
                        .as("seed %d, %s, %s", seed, measure, window)
                        .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
            }
        }

        @Test
        void theSameBitsUnderACutOffThatIsReached() {
            for (int seed = 0; seed < 1000; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                Elastic measure = MEASURES.get(seed % MEASURES.size());
                double[] x = series(random, 3 + random.nextInt(60));
                double[] y = series(random, 3 + random.nextInt(60));
                ElasticDistance distance = ElasticDistance.of(measure, window(random));
                Comparison whole = distance.compare(x, y);
                String name = "seed " + seed + ", " + measure;
                double reached =
                        Math.max(
                                0,
                                measure instanceof Elastic.SoftDtw
                                        ? whole.cost()
                                        : whole.distance());
                Comparison equal = distance.compare(x, y, reached);
                assertThat(equal.distance()).as(name).isEqualTo(whole.distance());
                assertThat(equal.abandoned()).as(name).isFalse();
                Comparison above = distance.compare(x, y, reached * 1.5 + 0.1);
                assertThat(above.cost()).as(name).isEqualTo(whole.cost());
                assertThat(equal.cells()).as(name).isLessThanOrEqualTo(whole.cells());
                if (reached > 1e-6) {
                    Comparison below = distance.compare(x, y, reached * 0.999);
                    assertThat(below.abandoned() || below.distance() == whole.distance())
                            .as(name)
                            .isTrue();
                    if (!(measure instanceof Elastic.SoftDtw)) {
                        assertThat(below.abandoned()).as(name).isTrue();
                        assertThat(below.distance()).as(name).isInfinite();
                    }
                }
            }
        }

        @Test
        void fewerCellsTheLowerTheCutOff() {
            SplittableRandom random = new SplittableRandom(1);
            double[] x = random.doubles(500).toArray();
            double[] y = random.doubles(500).map(v -> v + 3).toArray();
            ElasticDistance dtw = ElasticDistance.of(new Elastic.Dtw(StepCost.SQUARED));
            assertThat(dtw.compare(x, y, 1).cells()).isLessThan(100);
            assertThat(dtw.compare(x, x, 1).cells()).isLessThan(250_000);
        }

        @Test
        void aSeriesWithItselfAsEqual() {
            double[] x = {1, -2, 3.5, 3.5, 0};
            for (Elastic measure : MEASURES) {
                if (!(measure instanceof Elastic.SoftDtw)) {
                    assertThat(ElasticDistance.of(measure).compare(x, x).distance())
                            .as(measure.toString())
                            .isZero();
                }
            }
        }

        @Test
        void withinAParallelogram() {
            Elastic dtw = new Elastic.Dtw(StepCost.SQUARED);
            SplittableRandom random = new SplittableRandom(7);
            for (int trial = 0; trial < 150; trial++) {
                double[] x = series(random, 1 + random.nextInt(30));
                double[] y = series(random, 1 + random.nextInt(30));
                double full = ElasticDistance.of(dtw).compare(x, y).cost();
                double before = Double.POSITIVE_INFINITY;
                for (double slope : new double[] {1, 1.5, 2, 4, 1000}) {
                    Window window = new Window.Itakura(slope);
                    double cost = ElasticDistance.of(dtw, window).compare(x, y).cost();
                    assertThat(cost).as("trial %d, slope %f", trial, slope).isFinite();
                    assertThat(cost).isBetween(full, before);
                    before = cost;
                }
            }
        }

        @Test
        void withOpenEnds() {
            Elastic measure = new Elastic.Dtw(StepCost.SQUARED);
            SplittableRandom random = new SplittableRandom(3);
            for (int trial = 0; trial < 150; trial++) {
                double[] x = series(random, 1 + random.nextInt(8));
                double[] y = series(random, 1 + random.nextInt(12));
                OpenEnds ends =
                        new OpenEnds(
                                random.nextInt(x.length),
                                random.nextInt(x.length),
                                random.nextInt(y.length),
                                random.nextInt(y.length));
                double least = Double.POSITIVE_INFINITY;
                for (int a = 0; a <= ends.xBegin(); a++) {
                    for (int b = x.length; b >= x.length - ends.xEnd() && b > a; b--) {
                        least = Math.min(least, cut(measure, x, a, b, y, ends));
                    }
                }
                Comparison found =
                        ElasticDistance.of(measure, new Window.Full(), ends).compare(x, y);
                if (ends.xBegin() + ends.xEnd() < x.length
                        && ends.yBegin() + ends.yEnd() < y.length) {
                    assertThat(found.cost())
                            .as("trial %d", trial)
                            .isCloseTo(least, within(1e-9 * Math.max(1, least)));
                }
            }
        }

        // Only one series may be cut at each end, as a way begins on one border and ends on one.
        private double cut(Elastic measure, double[] x, int a, int b, double[] y, OpenEnds ends) {
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c <= (a == 0 ? ends.yBegin() : 0); c++) {
                int shortest = b == x.length ? y.length - ends.yEnd() : y.length;
                for (int d = y.length; d >= shortest && d > c; d--) {
                    double[] part = java.util.Arrays.copyOfRange(x, a, b);
                    double[] other = java.util.Arrays.copyOfRange(y, c, d);
                    double cost = TextbookElastic.cost(measure, new Window.Full(), part, other);
                    least = Math.min(least, cost);
                }
            }
            return least;
        }
    }

    @Nested
    class Aligns {
        @Test
        void atTheCostOfTheDistance() {
            for (int seed = 0; seed < 400; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                double[] x = series(random, 1 + random.nextInt(40));
                double[] y = series(random, 1 + random.nextInt(40));
                Elastic measure = new Elastic.Dtw(StepCost.SQUARED);
                ElasticDistance distance = ElasticDistance.of(measure, window(random));
                Alignment way = distance.align(x, y);
                double sum = 0;
                for (int k = 0; k < way.length(); k++) {
                    double d = x[way.x(k)] - y[way.y(k)];
                    sum += d * d;
                }
                double cost = distance.compare(x, y).cost();
                assertThat(way.cost()).as("seed %d", seed).isEqualTo(cost);
                assertThat(sum)
                        .as("seed %d", seed)
                        .isCloseTo(cost, within(1e-9 * Math.max(1, cost)));
                assertThat(way.x(0) + way.y(0)).isZero();
                assertThat(way.x(way.length() - 1)).isEqualTo(x.length - 1);
                assertThat(way.y(way.length() - 1)).isEqualTo(y.length - 1);
            }
        }

        @Test
        void knownSeriesAsOnPaper() {
            Alignment way =
                    ElasticDistance.of(new Elastic.Dtw(StepCost.SQUARED))
                            .align(new double[] {1, 2, 3, 4}, new double[] {1, 3, 3, 5});
            assertThat(way.distance()).isEqualTo(Math.sqrt(2));
            assertThat(way.cost()).isEqualTo(2);
            assertThat(way.length()).isEqualTo(4);
        }

        @Test
        void byEveryMeasureButTheSoftOne() {
            for (int seed = 0; seed < 300; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                Elastic measure = MEASURES.get(seed % MEASURES.size());
                double[] x = series(random, 3 + random.nextInt(20));
                double[] y = series(random, 3 + random.nextInt(20));
                ElasticDistance distance = ElasticDistance.of(measure, window(random));
                if (measure instanceof Elastic.SoftDtw) {
                    refuses(Refusal.Code.NOT_PERMITTED, () -> distance.align(x, y));
                } else {
                    assertThat(distance.align(x, y).cost())
                            .as("seed %d, %s", seed, measure)
                            .isEqualTo(distance.compare(x, y).cost());
                }
            }
        }
    }

    private static void refuses(Refusal.Code code, ThrowingCallable call) {
        Refusal refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.advice()).isNotEmpty();
    }

    @Nested
    class Refuses {
        private final ElasticDistance dtw = ElasticDistance.of(new Elastic.Dtw(StepCost.SQUARED));

        @Test
        void whatIsNoSeries() {
            double[] good = {1, 2};
            refuses(Refusal.Code.EMPTY, () -> dtw.compare(new double[0], good));
            refuses(Refusal.Code.EMPTY, () -> dtw.compare(good, new double[0]));
            refuses(Refusal.Code.NOT_A_NUMBER, () -> dtw.compare(new double[] {Double.NaN}, good));
            refuses(
                    Refusal.Code.NOT_A_NUMBER,
                    () -> dtw.compare(good, new double[] {Double.NEGATIVE_INFINITY}));
            double[] long1 = new double[ElasticDistance.LENGTH_MAX + 1];
            refuses(Refusal.Code.TOO_LONG, () -> dtw.compare(long1, good));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> dtw.compare(good, good, Double.NaN));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> dtw.compare(good, good, -1));
            ElasticDistance ddtw =
                    ElasticDistance.of(new Elastic.Derivative(new Elastic.Dtw(StepCost.SQUARED)));
            refuses(Refusal.Code.TOO_SHORT, () -> ddtw.compare(good, good));
        }

        @Test
        void channelsThatDoNotFit() {
            double[][] one = {{1, 2}};
            double[][] two = {{1, 2}, {3, 4}};
            double[][] ragged = {{1, 2}, {3}};
            double none = Double.POSITIVE_INFINITY;
            Channels how = Channels.DEPENDENT;
            refuses(Refusal.Code.LENGTH_MISMATCH, () -> dtw.compare(one, two, how, none));
            refuses(Refusal.Code.LENGTH_MISMATCH, () -> dtw.compare(ragged, two, how, none));
            refuses(
                    Refusal.Code.EMPTY,
                    () -> dtw.compare(new double[0][], new double[0][], how, none));
        }

        @Test
        void parametersOutOfRange() {
            refuses(Refusal.Code.OUT_OF_RANGE, () -> new Window.SakoeChiba(-1));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> new Window.Itakura(0.5));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> new Window.Itakura(Double.NaN));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> new Elastic.WeightedDtw(-1));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> new Elastic.AmercingDtw(Double.NaN));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> new Elastic.Lcss(-1));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> new Elastic.Erp(Double.NaN));
            refuses(Refusal.Code.NOT_PERMITTED, () -> new Elastic.Edr(1, Border.TOTAL));
            refuses(Refusal.Code.NOT_PERMITTED, () -> new Elastic.Edr(1, Border.SEGMENTS));
            refuses(
                    Refusal.Code.NOT_PERMITTED,
                    () -> new Elastic.Erp(0, StepCost.SQUARED, Border.CLOSED));
            refuses(
                    Refusal.Code.NOT_PERMITTED,
                    () -> new Elastic.Twe(0, 1, StepCost.SQUARED, Border.PAIRED));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> new Elastic.Msm(-0.1));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> new Elastic.Twe(0, -1));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> new Elastic.SoftDtw(0));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> new Elastic.ShapeDtw(0));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> new OpenEnds(0, -1, 0, 0));
            Elastic slope = new Elastic.Derivative(new Elastic.Frechet());
            refuses(Refusal.Code.NOT_PERMITTED, () -> new Elastic.Derivative(slope));
            refuses(
                    Refusal.Code.NOT_PERMITTED,
                    () ->
                            ElasticDistance.of(
                                    new Elastic.Msm(1),
                                    new Window.Full(),
                                    new OpenEnds(1, 0, 0, 0)));
        }
    }
}

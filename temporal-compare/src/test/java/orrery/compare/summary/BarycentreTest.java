package orrery.compare.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static orrery.compare.summary.Sets.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.summary.Averaging.Method;
import orrery.compare.warping.Channels;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.ElasticDistance;
import orrery.compare.warping.StepCost;
import orrery.compare.warping.Window;
import orrery.timeline.Refusal;

class BarycentreTest {
    private static final Elastic DTW = new Elastic.Dtw(StepCost.SQUARED);
    private static final Window FULL = new Window.Full();

    private static double inertia(double[][] centre, SeriesSet set, Averaging averaging) {
        ElasticDistance measure = ElasticDistance.of(averaging.measure(), averaging.window());
        double sum = 0;
        for (int i = 0; i < set.size(); i++) {
            sum +=
                    set.weight(i)
                            * measure.compare(
                                            centre,
                                            set.series(i),
                                            Channels.DEPENDENT,
                                            Double.POSITIVE_INFINITY)
                                    .cost();
        }
        return sum;
    }

    private static SeriesSet set(SplittableRandom random) {
        int channels = 1 + random.nextInt(2);
        SeriesSet set =
                SeriesSet.ofChannels(Sets.walks(random, 1 + random.nextInt(7), channels, 20));
        double[] weights = new double[set.size()];
        java.util.Arrays.setAll(weights, i -> i == 0 ? 1 : random.nextInt(4));
        return random.nextBoolean() ? set : set.withWeights(weights);
    }

    @Nested
    class Dba {
        @Test
        void neverRaisesTheInertia() {
            List<Elastic> measures =
                    List.of(DTW, new Elastic.WeightedDtw(0.3), new Elastic.AmercingDtw(0.5));
            for (int seed = 0; seed < 300; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                SeriesSet set = set(random);
                Window window =
                        random.nextBoolean() ? FULL : new Window.SakoeChiba(random.nextInt(4));
                Averaging averaging =
                        Averaging.dba(measures.get(seed % 3), window).withTolerance(0);
                Barycentre found = Barycentre.of(set, averaging, random);
                double[] history = found.history();
                for (int k = 1; k < history.length; k++) {
                    assertThat(history[k])
                            .as("seed %d, pass %d", seed, k)
                            .isLessThanOrEqualTo(history[k - 1] * (1 + 1e-12) + 1e-12);
                }
                double expected = inertia(found.channels(), set, averaging);
                assertThat(found.inertia())
                        .as("seed %d", seed)
                        .isCloseTo(expected, within(1e-9 * Math.max(1, expected)));
                assertThat(found.settled()).isTrue();
            }
        }

        @Test
        void isTheMeanWhereNothingMayWarp() {
            SeriesSet set =
                    SeriesSet.of(new double[][] {{0, 0, 3}, {2, 4, 5}, {4, 8, 1}})
                            .withWeights(new double[] {1, 1, 2});
            Averaging averaging = Averaging.dba(new Window.SakoeChiba(0));
            Barycentre found = Barycentre.of(set, averaging, new SplittableRandom(1));
            assertThat(found.series()).containsExactly(2.5, 5, 2.5);
        }

        @Test
        void passesTwiceAsTheTextbookSays() {
            // From 0 1 0: of 0 0 1 0 all is free; of 0 4 0 the peak meets the peak.
            SeriesSet set = SeriesSet.of(new double[][] {{0, 0, 1, 0}, {0, 4, 0}});
            Barycentre found =
                    Barycentre.from(
                            new double[][] {{0, 1, 0}},
                            set,
                            Averaging.dba(FULL),
                            new SplittableRandom(1),
                            _ -> true);
            assertThat(found.series()).containsExactly(0, 2.5, 0);
            assertThat(found.history()).startsWith(9, 4.5);
            assertThat(found.inertia()).isEqualTo(4.5);
        }

        @Test
        void ofOneSeriesIsThatSeries() {
            double[] series = {1, 5, 2};
            Barycentre found =
                    Barycentre.of(
                            SeriesSet.of(new double[][] {series}),
                            Averaging.dba(FULL),
                            new SplittableRandom(1));
            assertThat(found.series()).containsExactly(series);
            assertThat(found.inertia()).isZero();
        }

        @Test
        void goesByTheAlignmentsOfOtherMeasuresAndIsNeverWorseThanTheStart() {
            List<Elastic> measures =
                    List.of(
                            new Elastic.Msm(0.5),
                            new Elastic.Erp(0),
                            new Elastic.Twe(0.01, 0.5),
                            new Elastic.ShapeDtw(2),
                            new Elastic.Dtw(StepCost.ABSOLUTE));
            for (int seed = 0; seed < 100; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                SeriesSet set = set(random);
                Averaging averaging = Averaging.dba(measures.get(seed % 5), FULL);
                Barycentre found = Barycentre.of(set, averaging, random);
                double expected = inertia(found.channels(), set, averaging);
                assertThat(found.inertia())
                        .as("seed %d", seed)
                        .isCloseTo(expected, within(1e-9 * Math.max(1, expected)))
                        .isLessThanOrEqualTo(found.history()[0]);
            }
        }
    }

    @Nested
    class Ssg {
        @Test
        void endsNoWorseThanItsStartAndNearDba() {
            for (int seed = 0; seed < 30; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                SeriesSet set = SeriesSet.of(Sets.kinds(random, 9, 40)).only(new int[] {0, 3, 6});
                Averaging averaging = Averaging.ssg(DTW, FULL);
                Barycentre found = Barycentre.of(set, averaging, new SplittableRandom(seed));
                double dba =
                        Barycentre.of(set, Averaging.dba(FULL), new SplittableRandom(seed))
                                .inertia();
                assertThat(found.inertia())
                        .as("seed %d", seed)
                        .isLessThan(found.history()[0])
                        .isLessThan(1.3 * dba)
                        .isCloseTo(inertia(found.channels(), set, averaging), within(1e-9));
            }
        }

        @Test
        void isTheSameForTheSameSeed() {
            SeriesSet set = SeriesSet.of(Sets.kinds(new SplittableRandom(1), 6, 30));
            Averaging averaging = Averaging.ssg(DTW, FULL).withIterations(5);
            double[] once = Barycentre.of(set, averaging, new SplittableRandom(7)).series();
            assertThat(Barycentre.of(set, averaging, new SplittableRandom(7)).series())
                    .containsExactly(once);
            assertThat(Barycentre.of(set, averaging, new SplittableRandom(8)).series())
                    .isNotEqualTo(once);
        }

        @Test
        void staysFiniteWhereManySamplesMeetOne() {
            double[] step = new double[400];
            java.util.Arrays.fill(step, 200, 400, 1e6);
            SeriesSet set = SeriesSet.of(new double[][] {step, {0, 5e5}});
            Barycentre found =
                    Barycentre.from(
                            new double[][] {{0, 1}},
                            set,
                            Averaging.ssg(DTW, FULL),
                            new SplittableRandom(1),
                            _ -> true);
            assertThat(found.inertia()).isLessThan(found.history()[0]);
        }
    }

    @Nested
    class Soft {
        @Test
        void sinksToAPointWithoutSlope() {
            for (int seed = 0; seed < 40; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                SeriesSet set = set(random);
                Averaging averaging = Averaging.soft(0.5).withTolerance(0).withIterations(2000);
                Barycentre found = Barycentre.of(set, averaging, random);
                double[] history = found.history();
                for (int k = 1; k < history.length; k++) {
                    assertThat(history[k]).as("seed %d", seed).isLessThan(history[k - 1]);
                }
                assertThat(found.settled()).as("seed %d", seed).isTrue();
                double[][] centre = found.channels();
                double h = 1e-4;
                for (int t = 0; t < centre[0].length; t++) {
                    double kept = centre[0][t];
                    centre[0][t] = kept + h;
                    double above = inertia(centre, set, averaging);
                    centre[0][t] = kept - h;
                    double slope = (above - inertia(centre, set, averaging)) / (2 * h);
                    centre[0][t] = kept;
                    assertThat(slope).as("seed %d, sample %d", seed, t).isCloseTo(0, within(1e-3));
                }
            }
        }

        @Test
        void ofSingleSamplesIsTheirMean() {
            SeriesSet set = SeriesSet.of(new double[][] {{1}, {2}, {6}});
            Averaging averaging = Averaging.soft(1).withTolerance(0);
            double[] found = Barycentre.of(set, averaging, new SplittableRandom(1)).series();
            assertThat(found[0]).isCloseTo(3, within(1e-7));
        }
    }

    /// The examples in the documentation of tslearn (dba.py, softdtw.py), from its starts.
    @Nested
    class AgreesWithTslearn {
        private static final double[][] EQUAL = {{1, 2, 3, 4}, {1, 2, 4, 5}};
        private static final double[][] UNEQUAL = {{1, 2, 3, 4}, {1, 2, 3, 4, 5}};

        private static double[] average(double[] start, SeriesSet set, Averaging averaging) {
            return Barycentre.from(
                            new double[][] {start},
                            set,
                            averaging,
                            new SplittableRandom(1),
                            _ -> true)
                    .series();
        }

        @Test
        void inDba() {
            Averaging dba = Averaging.dba(FULL).withIterations(5);
            SeriesSet equal = SeriesSet.of(EQUAL);
            SeriesSet unequal = SeriesSet.of(UNEQUAL);
            assertThat(average(new double[] {1, 2, 3.5, 4.5}, equal, dba))
                    .containsExactly(1, 2, 3.5, 4.5);
            assertThat(average(new double[] {1, 2, 3, 4, 5}, unequal, dba))
                    .containsExactly(1, 2, 3, 4, 4.5);
            assertThat(average(new double[] {1, 3, 5}, unequal, dba))
                    .containsExactly(new double[] {1.5, 3, 13 / 3.0}, within(1e-12));
            SeriesSet weighted =
                    SeriesSet.of(new double[][] {{0, 0, 0}, {10, 10, 10}})
                            .withWeights(new double[] {0.75, 0.25});
            assertThat(average(new double[] {5, 5, 5}, weighted, dba))
                    .containsExactly(2.5, 2.5, 2.5);
        }

        /// tslearn prints its fifth step; these are the minima that SciPy 1.17 finds by L-BFGS-B of its
        /// function, tolerance 1e-15, from the same starts.
        @Test
        void inSoftDtw() {
            Averaging soft = Averaging.soft(1).withTolerance(0).withIterations(1000);
            assertThat(average(new double[] {1, 2, 3.5, 4.5}, SeriesSet.of(EQUAL), soft))
                    .containsExactly(
                            new double[] {1.25207583, 2.04253856, 3.52171077, 4.36398411},
                            within(1e-5));
            assertThat(average(new double[] {1, 2, 3, 4, 5}, SeriesSet.of(UNEQUAL), soft))
                    .containsExactly(
                            new double[] {
                                1.21134567, 1.88032182, 2.66745953, 3.50635222, 4.33676292
                            },
                            within(1e-5));
        }
    }

    @Nested
    class Start {
        @Test
        void isTheMedoid() {
            for (int seed = 0; seed < 100; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                SeriesSet set = set(random);
                Averaging averaging = Averaging.dba(FULL);
                int found = Medoid.of(set, averaging, random);
                for (int i = 0; i < set.size(); i++) {
                    assertThat(inertia(set.series(found), set, averaging))
                            .as("seed %d, %d", seed, i)
                            .isLessThanOrEqualTo(inertia(set.series(i), set, averaging));
                }
            }
        }

        @Test
        void isDrawnAmongSomeOfALargeSet() {
            SeriesSet set = SeriesSet.of(Sets.kinds(new SplittableRandom(1), 100, 16));
            Averaging averaging = Averaging.dba(FULL);
            int once = Medoid.of(set, averaging, new SplittableRandom(1));
            assertThat(Medoid.of(set, averaging, new SplittableRandom(1))).isEqualTo(once);
        }

        @Test
        void andTheListenerCanEndIt() {
            SeriesSet set = SeriesSet.of(Sets.kinds(new SplittableRandom(1), 12, 40));
            for (Averaging averaging :
                    List.of(Averaging.dba(FULL), Averaging.ssg(DTW, FULL), Averaging.soft(1))) {
                List<Long> heard = new ArrayList<>();
                Barycentre found =
                        Barycentre.from(
                                set.series(0),
                                set,
                                averaging.withTolerance(0),
                                new SplittableRandom(1),
                                pass -> {
                                    heard.add(pass);
                                    return pass < 2;
                                });
                assertThat(heard).containsExactly(1L, 2L);
                assertThat(found.iterations()).isEqualTo(2);
                assertThat(found.settled()).isFalse();
                assertThat(
                                Barycentre.from(
                                                set.series(0),
                                                set,
                                                averaging.withTolerance(0).withIterations(3),
                                                new SplittableRandom(1),
                                                _ -> true)
                                        .iterations())
                        .isEqualTo(3);
            }
        }
    }

    @Nested
    class Refuses {
        @Test
        void measuresWithoutAMean() {
            for (Elastic measure :
                    List.of(
                            new Elastic.Lcss(1),
                            new Elastic.Edr(1),
                            new Elastic.Frechet(),
                            new Elastic.SoftDtw(1),
                            new Elastic.Derivative(DTW))) {
                assertRefused(Refusal.Code.NOT_PERMITTED, () -> Averaging.dba(measure, FULL));
                assertRefused(Refusal.Code.NOT_PERMITTED, () -> Averaging.ssg(measure, FULL));
            }
            assertRefused(
                    Refusal.Code.NOT_PERMITTED, () -> new Averaging(Method.SOFT, DTW, FULL, 10, 0));
        }

        @Test
        void settingsOutOfRange() {
            Averaging usual = Averaging.dba(FULL);
            assertRefused(Refusal.Code.OUT_OF_RANGE, () -> usual.withIterations(0));
            assertRefused(
                    Refusal.Code.OUT_OF_RANGE,
                    () -> usual.withIterations(Averaging.ITERATIONS_MAX + 1));
            assertRefused(Refusal.Code.OUT_OF_RANGE, () -> usual.withTolerance(-1));
            assertRefused(Refusal.Code.OUT_OF_RANGE, () -> usual.withTolerance(1.5));
            assertRefused(Refusal.Code.OUT_OF_RANGE, () -> usual.withTolerance(Double.NaN));
            assertRefused(Refusal.Code.OUT_OF_RANGE, () -> Averaging.soft(0));
        }

        @Test
        void startsThatDoNotFit() {
            SeriesSet set = SeriesSet.of(new double[][] {{1, 2}});
            Averaging usual = Averaging.dba(FULL);
            refuses(Refusal.Code.LENGTH_MISMATCH, new double[2][3], set, usual);
            refuses(Refusal.Code.EMPTY, new double[1][0], set, usual);
            refuses(Refusal.Code.NOT_A_NUMBER, new double[][] {{Double.NaN}}, set, usual);
            refuses(Refusal.Code.TOO_LONG, new double[1][(1 << 20) + 1], set, usual);
        }

        @Test
        void softTablesThatAreTooLargeBeforeAnythingIsComputed() {
            SeriesSet set = SeriesSet.of(new double[][] {new double[4095], new double[4096]});
            refuses(Refusal.Code.LIMIT, new double[1][4096], set, Averaging.soft(1));
        }

        private static void refuses(
                Refusal.Code code, double[][] start, SeriesSet set, Averaging averaging) {
            assertRefused(
                    code,
                    () ->
                            Barycentre.from(
                                    start, set, averaging, new SplittableRandom(1), _ -> true));
        }
    }
}

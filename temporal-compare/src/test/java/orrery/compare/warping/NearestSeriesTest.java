package orrery.compare.warping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.distance.Comparison;
import orrery.compare.warping.NearestSeries.Neighbour;
import orrery.timeline.Refusal;

class NearestSeriesTest {
    private static List<Neighbour> bruteForce(
            double[][] series, ElasticDistance distance, double[] query, int k) {
        List<Neighbour> all = new ArrayList<>();
        for (int i = 0; i < series.length; i++) {
            Comparison found = distance.compare(query, series[i]);
            all.add(new Neighbour(i, found.distance(), found.cost()));
        }
        all.sort(Comparator.comparingDouble(Neighbour::cost).thenComparingInt(Neighbour::index));
        return all.subList(0, Math.min(k, all.size()));
    }

    @Nested
    class Nearest {
        @Test
        void areThoseOfBruteForceBitForBit() {
            List<Elastic> measures =
                    ElasticDistanceTest.MEASURES.stream()
                            .filter(measure -> !(measure instanceof Elastic.SoftDtw))
                            .toList();
            for (int seed = 0; seed < 400; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                Elastic measure = measures.get(seed % measures.size());
                boolean sameLength = random.nextBoolean();
                double[][] series = new double[1 + random.nextInt(30)][];
                for (int i = 0; i < series.length; i++) {
                    int length = sameLength ? 12 : 3 + random.nextInt(12);
                    series[i] = ElasticDistanceTest.series(random, length);
                }
                double[] query = ElasticDistanceTest.series(random, 12);
                Window window =
                        random.nextBoolean()
                                ? new Window.Full()
                                : new Window.SakoeChiba(random.nextInt(6));
                int k = 1 + random.nextInt(4);
                assertThat(NearestSeries.of(series, measure, window).nearest(query, k))
                        .as("seed %d, %s, %s", seed, measure, window)
                        .isEqualTo(
                                bruteForce(series, ElasticDistance.of(measure, window), query, k));
            }
        }

        @Test
        void ofSeveralChannelsAreThoseOfBruteForceBitForBit() {
            List<Elastic> measures =
                    ElasticDistanceTest.MEASURES.stream()
                            .filter(measure -> !(measure instanceof Elastic.SoftDtw))
                            .toList();
            for (int seed = 0; seed < 600; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                Elastic measure =
                        seed % 2 == 0
                                ? new Elastic.Dtw(StepCost.SQUARED)
                                : measures.get(seed / 2 % measures.size());
                Channels way = random.nextBoolean() ? Channels.DEPENDENT : Channels.INDEPENDENT;
                int width = 1 + random.nextInt(3);
                boolean sameLength = random.nextBoolean();
                double[][][] series = new double[1 + random.nextInt(30)][][];
                for (int i = 0; i < series.length; i++) {
                    int length = sameLength ? 12 : 3 + random.nextInt(12);
                    series[i] = channels(random, width, length);
                }
                double[][] query = channels(random, width, 12);
                Window window =
                        random.nextBoolean()
                                ? new Window.Full()
                                : new Window.SakoeChiba(random.nextInt(6));
                int k = 1 + random.nextInt(4);
                int except = random.nextInt(3) - 1;
                ElasticDistance distance = ElasticDistance.of(measure, window);
                List<Neighbour> expected = new ArrayList<>();
                for (int i = 0; i < series.length; i++) {
                    Comparison one =
                            distance.compare(query, series[i], way, Double.POSITIVE_INFINITY);
                    if (i != except) {
                        expected.add(new Neighbour(i, one.distance(), one.cost()));
                    }
                }
                expected.sort(
                        Comparator.comparingDouble(Neighbour::cost)
                                .thenComparingInt(Neighbour::index));
                NearestSeries index = NearestSeries.of(series, measure, window, way);
                assertThat(index.nearest(query, k, except))
                        .as("seed %d, %s, %s, %s", seed, measure, window, way)
                        .isEqualTo(expected.subList(0, Math.min(k, expected.size())));
                assertThat(index.pruned().candidates()).isEqualTo(expected.size());
            }
        }

        private static double[][] channels(SplittableRandom random, int width, int length) {
            double[][] channels = new double[width][];
            for (int c = 0; c < width; c++) {
                channels[c] = ElasticDistanceTest.series(random, length);
            }
            return channels;
        }

        @Test
        void areExactWhereEachBoundDropsSome() {
            SplittableRandom random = new SplittableRandom(9);
            Elastic dtw = new Elastic.Dtw(StepCost.SQUARED);
            for (Window window : List.of(new Window.Full(), new Window.SakoeChiba(2))) {
                double[][] series = new double[300][40];
                for (double[] one : series) {
                    double level = random.nextGaussian() / 3;
                    double size = random.nextInt(4);
                    for (int j = 0; j < 40; j++) {
                        one[j] = level + size * Math.sin(j / 6.0) + random.nextGaussian() / 3;
                    }
                }
                NearestSeries index = NearestSeries.of(series, dtw, window);
                ElasticDistance distance = ElasticDistance.of(dtw, window);
                for (int i = 0; i < 40; i++) {
                    double[] query = series[random.nextInt(300)].clone();
                    for (int j = 0; j < 40; j++) {
                        query[j] += random.nextGaussian() / 4;
                    }
                    assertThat(index.nearest(query, 3))
                            .isEqualTo(bruteForce(series, distance, query, 3));
                }
                NearestSeries.Pruned pruned = index.pruned();
                assertThat(pruned.candidates()).isEqualTo(40 * 300);
                assertThat(
                                pruned.kim()
                                        + pruned.keogh()
                                        + pruned.enhanced()
                                        + pruned.webb()
                                        + pruned.compared())
                        .isEqualTo(pruned.candidates());
                assertThat(pruned.kim()).isPositive();
                assertThat(pruned.keogh()).isPositive();
                assertThat(pruned.enhanced()).isPositive();
                boolean isFull = window instanceof Window.Full;
                assertThat(pruned.webb() > 0).as("webb: %s", pruned).isEqualTo(isFull);
            }
        }

        @Test
        void leaveOneOut() {
            double[][] series = {{1, 2, 3}, {1, 2, 3}, {9, 9, 9}};
            NearestSeries index =
                    NearestSeries.of(series, new Elastic.Dtw(StepCost.SQUARED), new Window.Full());
            assertThat(index.nearest(series[0], 1).getFirst().index()).isZero();
            assertThat(index.nearest(series[0], 1, 0).getFirst().index()).isEqualTo(1);
            assertThat(index.nearest(series[0], 9, 0)).hasSize(2);
        }

        @Test
        void needFewComparisonsWhereBoundsHold() {
            SplittableRandom random = new SplittableRandom(4);
            double[][] series = new double[200][60];
            for (int i = 0; i < series.length; i++) {
                for (int j = 0; j < 60; j++) {
                    series[i][j] = i + random.nextDouble();
                }
            }
            NearestSeries index =
                    NearestSeries.of(
                            series, new Elastic.Dtw(StepCost.SQUARED), new Window.SakoeChiba(3));
            assertThat(index.nearest(series[77], 1).getFirst().index()).isEqualTo(77);
            assertThat(index.dropped() + index.compared()).isEqualTo(200);
            assertThat(index.compared()).isLessThan(20);
        }
    }

    @Nested
    class Refuses {
        @Test
        void whatCannotBeAnIndex() {
            double[][] one = {{1, 2}};
            refuses(Refusal.Code.EMPTY, new double[0][], new Elastic.Frechet());
            refuses(Refusal.Code.EMPTY, new double[1][0], new Elastic.Frechet());
            refuses(Refusal.Code.NOT_PERMITTED, one, new Elastic.SoftDtw(1));
            refuses(Refusal.Code.NOT_PERMITTED, one, new Elastic.ShapeDtw(1));
            double[][] gap = {{1, Double.NaN}};
            refuses(Refusal.Code.NOT_A_NUMBER, gap, new Elastic.Frechet());
            refusesChannels(new double[][][] {{{1, 2}}, {{1, 2}, {3, 4}}});
            refusesChannels(new double[][][] {{{1, 2}, {3}}});
            NearestSeries index = NearestSeries.of(one, new Elastic.Frechet(), new Window.Full());
            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> index.nearest(new double[] {1}, 0));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.OUT_OF_RANGE);
        }

        private void refusesChannels(double[][][] series) {
            Refusal refusal =
                    catchThrowableOfType(
                            Refusal.class,
                            () ->
                                    NearestSeries.of(
                                            series,
                                            new Elastic.Frechet(),
                                            new Window.Full(),
                                            Channels.DEPENDENT));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.LENGTH_MISMATCH);
        }

        private void refuses(Refusal.Code code, double[][] series, Elastic measure) {
            Refusal refusal =
                    catchThrowableOfType(
                            Refusal.class,
                            () -> NearestSeries.of(series, measure, new Window.Full()));
            assertThat(refusal).isNotNull();
            assertThat(refusal.code()).isEqualTo(code);
        }
    }
}

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
            NearestSeries index = NearestSeries.of(one, new Elastic.Frechet(), new Window.Full());
            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> index.nearest(new double[] {1}, 0));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.OUT_OF_RANGE);
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

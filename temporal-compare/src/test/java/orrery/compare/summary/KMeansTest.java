package orrery.compare.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static orrery.compare.summary.Sets.assertRefused;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import orrery.compare.summary.KMeans.Settings;
import orrery.compare.warping.Channels;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.ElasticDistance;
import orrery.compare.warping.StepCost;
import orrery.compare.warping.Window;
import orrery.timeline.Refusal;

class KMeansTest {
    private static final Window FULL = new Window.Full();
    private static final Elastic DTW = new Elastic.Dtw(StepCost.SQUARED);

    @Test
    void findsTheKindsByEveryAveraging() {
        double[][] series = Sets.kinds(new SplittableRandom(1), 24, 40);
        for (Averaging averaging :
                List.of(
                        Averaging.dba(FULL),
                        Averaging.dba(new Elastic.Msm(0.5), FULL),
                        Averaging.ssg(DTW, FULL),
                        Averaging.soft(0.1))) {
            Settings settings = Settings.of(3, averaging.withIterations(5)).withEffort(30, 5, 1);
            KMeans found = KMeans.of(SeriesSet.of(series), settings, new SplittableRandom(1));
            for (int i = 3; i < 24; i++) {
                assertThat(found.labels()[i])
                        .as("%s, series %d", averaging, i)
                        .isEqualTo(found.labels()[i % 3]);
            }
            assertThat(found.sizes()).containsExactly(8, 8, 8);
        }
    }

    @Test
    void labelsAreOfTheNearestCentreAndTheInertiaIsTheirSum() {
        for (int seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int channels = 1 + random.nextInt(2);
            SeriesSet set =
                    SeriesSet.ofChannels(Sets.walks(random, 2 + random.nextInt(12), channels, 12));
            int k = 1 + random.nextInt(Math.min(4, set.size()));
            Window window = random.nextBoolean() ? FULL : new Window.SakoeChiba(2);
            KMeans found = KMeans.of(set, Settings.dba(k, window), random);
            ElasticDistance measure = ElasticDistance.of(DTW, window);
            double sum = 0;
            for (int i = 0; i < set.size(); i++) {
                double own = cost(measure, found.centre(found.labels()[i]), set.series(i));
                for (int c = 0; c < k; c++) {
                    assertThat(own)
                            .as("seed %d", seed)
                            .isLessThanOrEqualTo(cost(measure, found.centre(c), set.series(i)));
                }
                sum += own;
            }
            assertThat(found.inertia()).isCloseTo(sum, within(1e-9 * Math.max(1, sum)));
            assertThat(found.sizes()).doesNotContain(0);
            assertThat(found.settled()).isTrue();
        }
    }

    private static double cost(ElasticDistance measure, double[][] x, double[][] y) {
        return measure.compare(x, y, Channels.DEPENDENT, Double.POSITIVE_INFINITY).cost();
    }

    @Test
    void moreRoundsNeverRaiseTheInertia() {
        for (int seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SeriesSet set = SeriesSet.ofChannels(Sets.walks(random, 15, 1, 20));
            double before = Double.POSITIVE_INFINITY;
            for (int rounds = 1; rounds < 6; rounds++) {
                Settings settings = Settings.dba(4, FULL).withEffort(rounds, 1, 1);
                double now = KMeans.of(set, settings, new SplittableRandom(seed)).inertia();
                assertThat(now)
                        .as("seed %d, %d rounds", seed, rounds)
                        .isLessThanOrEqualTo(before * (1 + 1e-12));
                before = now;
            }
        }
    }

    @Test
    void isTheSameForASeedInAnyNumberOfThreads() {
        SeriesSet set = SeriesSet.of(Sets.kinds(new SplittableRandom(1), 20, 30));
        for (Averaging averaging : List.of(Averaging.dba(FULL), Averaging.ssg(DTW, FULL))) {
            Settings settings = Settings.of(4, averaging.withIterations(4));
            KMeans one = KMeans.of(set, settings.withEffort(20, 3, 1), new SplittableRandom(5));
            KMeans three = KMeans.of(set, settings.withEffort(20, 3, 3), new SplittableRandom(5));
            assertThat(three.labels()).containsExactly(one.labels());
            assertThat(three.inertia()).isEqualTo(one.inertia());
            for (int c = 0; c < 4; c++) {
                assertThat(three.centre(c)).isDeepEqualTo(one.centre(c));
            }
        }
    }

    @Test
    void moreStartsAreNeverWorse() {
        SeriesSet set = SeriesSet.ofChannels(Sets.walks(new SplittableRandom(3), 30, 1, 20));
        double before = Double.POSITIVE_INFINITY;
        for (int starts : new int[] {1, 2, 4, 8}) {
            Settings settings = Settings.dba(4, FULL).withEffort(50, starts, 1);
            double now = KMeans.of(set, settings, new SplittableRandom(1)).inertia();
            assertThat(now).isLessThanOrEqualTo(before);
            before = now;
        }
    }

    @Test
    void fillsEmptyClustersOfEqualSeries() {
        SeriesSet set = SeriesSet.of(new double[][] {{1, 2}, {1, 2}, {1, 2}, {1, 2}});
        KMeans found = KMeans.of(set, Settings.dba(3, FULL), new SplittableRandom(1));
        assertThat(found.sizes()).doesNotContain(0);
        assertThat(found.inertia()).isZero();
        assertThat(KMeans.of(set, Settings.dba(4, FULL), new SplittableRandom(1)).sizes())
                .containsExactly(1, 1, 1, 1);
    }

    @Test
    void ofOneClusterIsTheBarycentre() {
        SeriesSet set = SeriesSet.ofChannels(Sets.walks(new SplittableRandom(2), 9, 2, 15));
        Averaging averaging = Averaging.dba(FULL).withTolerance(0).withIterations(1000);
        KMeans found = KMeans.of(set, Settings.of(1, averaging), new SplittableRandom(1));
        assertThat(found.labels()).containsOnly(0);
        assertThat(found.k()).isEqualTo(1);
    }

    @Test
    void canBeStoppedWithTheClustersSoFar() {
        SeriesSet set = SeriesSet.ofChannels(Sets.walks(new SplittableRandom(2), 40, 1, 15));
        Settings settings = Settings.dba(6, FULL).withEffort(50, 4, 1);
        KMeans found = KMeans.of(set, settings, new SplittableRandom(1), _ -> false);
        assertThat(found.rounds()).isEqualTo(1);
        assertThat(found.settled()).isFalse();
    }

    @Test
    void refusesWhatCannotBeClustered() {
        SeriesSet set = SeriesSet.of(new double[][] {{1}, {2}});
        for (int k : new int[] {-1, 0, 3}) {
            assertRefused(
                    Refusal.Code.OUT_OF_RANGE,
                    () -> KMeans.of(set, Settings.dba(k, FULL), new SplittableRandom(1)));
        }
        Settings usual = Settings.dba(1, FULL);
        assertRefused(Refusal.Code.OUT_OF_RANGE, () -> usual.withEffort(0, 1, 1));
        assertRefused(Refusal.Code.OUT_OF_RANGE, () -> usual.withEffort(1, 0, 1));
        assertRefused(Refusal.Code.OUT_OF_RANGE, () -> usual.withEffort(1, 1, 0));
        assertRefused(
                Refusal.Code.OUT_OF_RANGE, () -> usual.withEffort(KMeans.ROUNDS_MAX + 1, 1, 1));
    }
}

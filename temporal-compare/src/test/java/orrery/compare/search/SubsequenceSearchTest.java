package orrery.compare.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.Signals;
import orrery.compare.distance.Samples;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.ElasticDistance;
import orrery.compare.warping.StepCost;
import orrery.compare.warping.Window;
import orrery.timeline.Refusal;

class SubsequenceSearchTest {
    /// Every window by itself, by the library of single pairs; then greedily.
    static List<Match> bruteForce(double[] series, double[] query, SearchSettings settings) {
        int m = query.length;
        ElasticDistance dtw =
                ElasticDistance.of(
                        new Elastic.Dtw(StepCost.SQUARED),
                        new Window.SakoeChiba(settings.radius()));
        double[] q = settings.normalised() ? Samples.zNormalised(query) : query;
        List<Match> all = new ArrayList<>();
        for (int i = 0; i + m <= series.length; i++) {
            double[] window = Arrays.copyOfRange(series, i, i + m);
            if (Arrays.stream(window).allMatch(v -> Math.abs(v) <= 1e150)) {
                double[] w = settings.normalised() ? Samples.zNormalised(window) : window;
                double distance = dtw.compare(q, w).distance();
                if (distance <= settings.range()) {
                    all.add(new Match(i, distance));
                }
            }
        }
        all.sort((a, b) ->
                a.distance() != b.distance()
                        ? Double.compare(a.distance(), b.distance())
                        : Integer.compare(a.start(), b.start()));
        int exclusion = settings.exclusion().orElse((m + 3) / 4);
        List<Match> chosen = new ArrayList<>();
        for (Match match : all) {
            if (chosen.size() < settings.neighbours()
                    && chosen.stream()
                            .allMatch(c -> Math.abs(c.start() - match.start()) > exclusion)) {
                chosen.add(match);
            }
        }
        return chosen;
    }

    private static SearchSettings settings(SplittableRandom random, int m) {
        SearchSettings settings = SearchSettings.dtw(random.nextInt(m));
        if (random.nextInt(4) == 0) {
            settings = SearchSettings.euclidean();
        }
        if (random.nextInt(4) == 0) {
            settings = settings.withoutNormalising();
        }
        switch (random.nextInt(3)) {
            case 0 -> settings = settings.nearest(1 + random.nextInt(6));
            case 1 -> settings = settings.within(3 * random.nextDouble() * Math.sqrt(m));
            default -> {}
        }
        return random.nextBoolean() ? settings.apart(random.nextInt(2 * m)) : settings;
    }

    @Nested
    class FindsExactlyWhatBruteForceFinds {
        @Test
        void inStreamsOfEveryKind() {
            int searches = Integer.getInteger("searches", 250);
            for (int seed = 0; seed < searches; seed++) {
                assertExact(seed);
            }
        }

        @Test
        void whereDeviationsAreAtTheEdgeOfRounding() {
            assertExact(6095);
        }

        private void assertExact(int seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int kind = random.nextInt(Signals.SEARCH_KINDS);
            int m = 2 + random.nextInt(40);
            double[] series = Signals.of(kind, m + random.nextInt(160), seed);
            int cut = random.nextInt(series.length - m + 1);
            double[] query =
                    random.nextBoolean()
                            ? Arrays.copyOfRange(series, cut, cut + m)
                            : Signals.of(1, m, seed + 77L);
            for (int j = 0; j < m; j++) {
                boolean usable = Math.abs(query[j]) <= 1e150;
                query[j] = usable ? query[j] + 0.1 * random.nextGaussian() : 0;
            }
            SearchSettings settings = settings(random, m);
            SearchResult found = SubsequenceSearch.in(series).search(query, settings);
            assertThat(found.matches())
                    .as("seed %d, kind %d, m %d, %s", seed, kind, m, settings)
                    .isEqualTo(bruteForce(series, query, settings));
            assertThat(found.complete()).isTrue();
            assertAddsUp(found.pruned());
        }

        @Test
        void overSeveralBlocksOfWindows() {
            for (int seed = 0; seed < 3; seed++) {
                double[] series = Signals.of(seed == 0 ? 8 : seed, 12_000, seed);
                double[] query = Arrays.copyOfRange(series, 9000, 9060);
                query[3] += 0.5;
                SearchSettings settings = SearchSettings.dtw(6).nearest(4);
                SearchResult found = SubsequenceSearch.in(series).search(query, settings);
                assertThat(found.matches()).isEqualTo(bruteForce(series, query, settings));
                assertThat(found.pruned().exact()).isLessThan(found.pruned().windows());
                assertAddsUp(found.pruned());
            }
        }

        private void assertAddsUp(Pruned pruned) {
            assertThat(
                            pruned.invalid()
                                    + pruned.keogh()
                                    + pruned.improved()
                                    + pruned.warping()
                                    + pruned.exact())
                    .isEqualTo(pruned.windows());
        }
    }

    @Nested
    class Answers {
        @Test
        void areNoneWhereEveryWindowHasAMissingSample() {
            double[] series = {1, Double.NaN, 2, Double.POSITIVE_INFINITY, 3};
            double[] query = {1, 2};
            SearchResult found =
                    SubsequenceSearch.in(series).search(query, SearchSettings.euclidean());
            assertThat(found.matches()).isEmpty();
            assertThat(found.pruned().invalid()).isEqualTo(4);
        }

        @Test
        void toAConstantQueryAreConstantWindows() {
            double[] series = {1, 5, 2, 7, 7, 7, 3, 1};
            double[] query = {4, 4, 4};
            SearchResult found =
                    SubsequenceSearch.in(series).search(query, SearchSettings.euclidean());
            assertThat(found.matches()).containsExactly(new Match(3, 0));
        }

        @Test
        void areThoseSoFarAfterAStop() {
            double[] series = Signals.of(1, 30_000, 5);
            double[] query = Arrays.copyOfRange(series, 100, 150);
            List<Long> told = new ArrayList<>();
            SearchResult found =
                    SubsequenceSearch.in(series)
                            .search(
                                    query,
                                    SearchSettings.dtw(5),
                                    (done, all) -> {
                                        told.add(done);
                                        return done < 8000;
                                    });
            assertThat(found.complete()).isFalse();
            assertThat(found.matches()).hasSize(1);
            assertThat(told).isSorted();
        }

        @Test
        void toManyQueriesAreThoseToEach() {
            double[] series = Signals.of(1, 500, 5);
            double[] a = Arrays.copyOfRange(series, 100, 150);
            double[] b = Arrays.copyOfRange(series, 300, 320);
            SubsequenceSearch search = SubsequenceSearch.in(series);
            SearchSettings settings = SearchSettings.dtw(2);
            assertThat(search.search(List.of(a, b), settings))
                    .containsExactly(search.search(a, settings), search.search(b, settings));
        }
    }

    @Nested
    class Refuses {
        private final SubsequenceSearch search = SubsequenceSearch.in(new double[] {1, 2, 3});

        private void refuses(Refusal.Code code, ThrowingCallable call) {
            Refusal refusal = catchThrowableOfType(Refusal.class, call);
            assertThat(refusal).isNotNull();
            assertThat(refusal.code()).isEqualTo(code);
        }

        @Test
        void seriesAndQueriesThatAreNone() {
            SearchSettings usual = SearchSettings.dtw(1);
            refuses(Refusal.Code.EMPTY, () -> SubsequenceSearch.in(new double[0]));
            refuses(Refusal.Code.EMPTY, () -> search.search(new double[0], usual));
            refuses(Refusal.Code.TOO_SHORT, () -> search.search(new double[1], usual));
            refuses(Refusal.Code.TOO_LONG, () -> search.search(new double[4], usual));
            double[] gap = {1, Double.NaN};
            refuses(Refusal.Code.NOT_A_NUMBER, () -> search.search(gap, usual));
        }

        @Test
        void settingsOutOfRange() {
            SearchSettings usual = SearchSettings.dtw(1);
            refuses(Refusal.Code.OUT_OF_RANGE, () -> SearchSettings.dtw(-1));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> usual.nearest(0));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> usual.within(-1));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> usual.within(Double.NaN));
            refuses(Refusal.Code.OUT_OF_RANGE, () -> usual.apart(-1));
        }
    }
}

package orrery.compare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.testkit.Allocation;
import orrery.timeline.Refusal;

class StreamMatcherTest {
    record Match(int query, long start, long end, double distance, long reportedAt) {}

    private static List<Match> matches(
            List<double[][]> queries, MatchSettings settings, double[][] stream) {
        List<Match> found = new ArrayList<>();
        MatchListener listener =
                (query, start, end, distance, at) ->
                        found.add(new Match(query, start, end, distance, at));
        StreamMatcher matcher = StreamMatcher.ofChannels(queries, settings);
        double[] sample = new double[stream.length];
        for (int t = 0; t < stream[0].length; t++) {
            for (int c = 0; c < sample.length; c++) {
                sample[c] = stream[c][t];
            }
            matcher.add(sample, listener);
        }
        matcher.end(listener);
        return found;
    }

    /// The algorithm of the paper, one query, column by column.
    private static List<Match> plain(int number, double[][] q, double epsilon, double[][] stream) {
        List<Match> found = new ArrayList<>();
        int m = q[0].length;
        double[] d = new double[m + 1];
        long[] s = new long[m + 1];
        Arrays.fill(d, Double.POSITIVE_INFINITY);
        double best = Double.POSITIVE_INFINITY;
        long start = 0;
        long end = 0;
        int n = stream[0].length;
        for (int t = 0; t < n; t++) {
            double[] former = d.clone();
            long[] formerStart = s.clone();
            d[0] = 0;
            s[0] = t;
            former[0] = t == 0 ? Double.POSITIVE_INFINITY : 0;
            formerStart[0] = t - 1L;
            for (int i = 1; i <= m; i++) {
                double cost = 0;
                for (int c = 0; c < q.length; c++) {
                    cost += (stream[c][t] - q[c][i - 1]) * (stream[c][t] - q[c][i - 1]);
                }
                double least = d[i - 1];
                s[i] = s[i - 1];
                if (former[i] < least) {
                    least = former[i];
                    s[i] = formerStart[i];
                }
                // The diagonal of the first row would begin a path a sample too early.
                if (i > 1 && former[i - 1] < least) {
                    least = former[i - 1];
                    s[i] = formerStart[i - 1];
                }
                d[i] = cost + least;
            }
            if (best <= epsilon) {
                boolean settled = true;
                for (int i = 1; i <= m; i++) {
                    settled &= d[i] >= best || s[i] > end;
                }
                if (settled) {
                    found.add(new Match(number, start, end, best, t));
                    best = Double.POSITIVE_INFINITY;
                    for (int i = 1; i <= m; i++) {
                        d[i] = s[i] <= end ? Double.POSITIVE_INFINITY : d[i];
                    }
                }
            }
            if (d[m] <= epsilon && d[m] < best) {
                best = d[m];
                start = s[m];
                end = t;
            }
        }
        if (best <= epsilon) {
            found.add(new Match(number, start, end, best, n - 1));
        }
        return found;
    }

    private static double warping(double[] q, double[] x, int from, int to) {
        double[][] d = new double[q.length + 1][to - from + 2];
        for (double[] row : d) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        d[0][0] = 0;
        for (int i = 1; i <= q.length; i++) {
            for (int j = 1; j <= to - from + 1; j++) {
                double e = q[i - 1] - x[from + j - 1];
                d[i][j] = e * e + Math.min(d[i - 1][j - 1], Math.min(d[i - 1][j], d[i][j - 1]));
            }
        }
        return d[q.length][to - from + 1];
    }

    private static double[] steps(SplittableRandom chance, int length) {
        double[] series = new double[length];
        for (int i = 0; i < length; i++) {
            series[i] = chance.nextInt(5) + (chance.nextInt(3) == 0 ? 0.25 : 0);
        }
        return series;
    }

    @Nested
    class Matches {
        @Test
        void areThoseOfThePaper() {
            double[][] query = {{11, 6, 9, 4}};
            double[][] stream = {{5, 12, 6, 10, 6, 5, 13}};
            assertThat(matches(List.<double[][]>of(query), MatchSettings.within(15), stream))
                    .containsExactly(new Match(0, 1, 4, 6, 6));
        }

        @Test
        void areThoseOfThePlainAlgorithmForManyQueriesAtOnce() {
            SplittableRandom chance = new SplittableRandom(1);
            for (int run = 0; run < 300; run++) {
                int channels = 1 + chance.nextInt(3);
                List<double[][]> queries = new ArrayList<>();
                int count = 1 + chance.nextInt(19);
                for (int q = 0; q < count; q++) {
                    double[][] query = new double[channels][];
                    int length = 1 + chance.nextInt(12);
                    Arrays.setAll(query, c -> steps(chance, length));
                    queries.add(query);
                }
                double[][] stream = new double[channels][];
                Arrays.setAll(stream, c -> steps(chance, 80));
                double epsilon = chance.nextInt(12);
                List<Match> found =
                        new ArrayList<>(matches(queries, MatchSettings.within(epsilon), stream));
                found.sort(java.util.Comparator.comparingInt(Match::query));
                List<Match> expected = new ArrayList<>();
                for (int q = 0; q < count; q++) {
                    expected.addAll(plain(q, queries.get(q), epsilon, stream));
                }
                assertThat(found).as("seed 1, run " + run).isEqualTo(expected);
            }
        }

        @Test
        void holdTheBestOfAllSubsequences() {
            SplittableRandom chance = new SplittableRandom(2);
            for (int run = 0; run < 100; run++) {
                double[] query = steps(chance, 1 + chance.nextInt(8));
                double[] stream = steps(chance, 40);
                double least = Double.POSITIVE_INFINITY;
                for (int from = 0; from < stream.length; from++) {
                    for (int to = from; to < stream.length; to++) {
                        least = Math.min(least, warping(query, stream, from, to));
                    }
                }
                List<Match> found =
                        matches(
                                List.<double[][]>of(new double[][] {query}),
                                MatchSettings.within(least + 1),
                                new double[][] {stream});
                String as = "seed 2, run " + run;
                assertThat(found.stream().mapToDouble(Match::distance).min().orElseThrow())
                        .as(as)
                        .isCloseTo(least, within(1e-9));
                long last = -1;
                for (Match match : found) {
                    assertThat(match.start()).as(as).isGreaterThan(last);
                    assertThat(match.distance())
                            .as(as)
                            .isCloseTo(
                                    warping(query, stream, (int) match.start(), (int) match.end()),
                                    within(1e-9));
                    last = match.end();
                }
            }
        }

        @Test
        void areOfTheLengthsAskedFor() {
            double[][] query = {{0, 1, 2, 3}};
            double[][] stream = {{9, 0, 3, 9, 0, 1, 2, 3, 9}};
            assertThat(matches(List.<double[][]>of(query), MatchSettings.within(2), stream))
                    .hasSize(2);
            assertThat(
                            matches(
                                    List.<double[][]>of(query),
                                    MatchSettings.within(2).withLengths(0.75, 1.5),
                                    stream))
                    .extracting(Match::start)
                    .containsExactly(4L);
        }

        @Test
        void doNotSpanAGap() {
            double[][] query = {{1, 2, 3}};
            double[][] stream = {{1, 2, 3, Double.NaN, 1, 2, Double.POSITIVE_INFINITY, 3, 9}};
            assertThat(matches(List.<double[][]>of(query), MatchSettings.within(0), stream))
                    .containsExactly(new Match(0, 0, 2, 0, 3));
        }

        @Test
        void goOnFromASavedState() throws IOException {
            SplittableRandom chance = new SplittableRandom(3);
            List<double[]> queries = List.of(steps(chance, 9), steps(chance, 4));
            StreamMatcher first = StreamMatcher.of(queries, MatchSettings.within(6));
            StreamMatcher second = StreamMatcher.of(queries, MatchSettings.within(6));
            List<Match> fromFirst = new ArrayList<>();
            List<Match> fromSecond = new ArrayList<>();
            for (int t = 0; t < 400; t++) {
                if (t == 200) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    first.writeTo(new DataOutputStream(bytes));
                    second.readFrom(
                            new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
                    fromFirst.clear();
                }
                double sample = chance.nextInt(5);
                first.add(sample, (q, s, e, d, at) -> fromFirst.add(new Match(q, s, e, d, at)));
                if (t >= 200) {
                    second.add(
                            sample, (q, s, e, d, at) -> fromSecond.add(new Match(q, s, e, d, at)));
                }
            }
            assertThat(fromSecond).isNotEmpty().isEqualTo(fromFirst);
            assertThat(second.samples()).isEqualTo(400);
        }

        @Test
        void costNoAllocation() {
            StreamMatcher matcher =
                    StreamMatcher.of(List.of(new double[20]), MatchSettings.within(1));
            long[] count = {0};
            MatchListener listener = (q, s, e, d, at) -> count[0]++;
            Runnable run =
                    () -> {
                        for (int i = 0; i < 100_000; i++) {
                            matcher.add(i % 50, listener);
                        }
                    };
            run.run();
            assertThat(Allocation.bytes(run)).isLessThan(2_000);
        }
    }

    @Nested
    class Refuses {
        private static void refused(Refusal.Code code, Runnable run) {
            assertThatThrownBy(run::run)
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
        }

        private static final MatchSettings SETTINGS = MatchSettings.within(1);

        @Test
        void queriesThatAreNone() {
            refused(Refusal.Code.EMPTY, () -> StreamMatcher.of(List.of(), SETTINGS));
            refused(Refusal.Code.EMPTY, () -> StreamMatcher.of(List.of(new double[0]), SETTINGS));
            refused(
                    Refusal.Code.NOT_A_NUMBER,
                    () -> StreamMatcher.of(List.of(new double[] {Double.NaN}), SETTINGS));
        }

        @Test
        void channelsThatDiffer() {
            List<double[][]> uneven = List.<double[][]>of(new double[][] {{1, 2}, {1}});
            refused(Refusal.Code.LENGTH_MISMATCH, () -> StreamMatcher.ofChannels(uneven, SETTINGS));
            List<double[][]> two = List.<double[][]>of(new double[2][1], new double[1][1]);
            refused(Refusal.Code.LENGTH_MISMATCH, () -> StreamMatcher.ofChannels(two, SETTINGS));
            StreamMatcher matcher =
                    StreamMatcher.ofChannels(List.<double[][]>of(new double[2][1]), SETTINGS);
            refused(Refusal.Code.LENGTH_MISMATCH, () -> matcher.add(1, (q, s, e, d, at) -> {}));
        }

        @Test
        void settingsOutOfRange() {
            refused(Refusal.Code.OUT_OF_RANGE, () -> MatchSettings.within(-1));
            refused(Refusal.Code.OUT_OF_RANGE, () -> MatchSettings.within(Double.NaN));
            refused(Refusal.Code.OUT_OF_RANGE, () -> SETTINGS.withLengths(2, 1));
        }

        @Test
        void theStateOfOtherQueries() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            StreamMatcher.of(List.of(new double[3]), SETTINGS).writeTo(new DataOutputStream(bytes));
            StreamMatcher other = StreamMatcher.of(List.of(new double[4]), SETTINGS);
            assertThatThrownBy(() ->
                            other.readFrom(
                                    new DataInputStream(
                                            new ByteArrayInputStream(bytes.toByteArray()))))
                    .hasMessageContaining("CORRUPT");
        }
    }
}

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

class NormalisedMatcherTest {
    private record Found(long start, double distance, long reportedAt) {}

    private static List<Found> found(NormalisedMatcher matcher, double[] stream) {
        List<Found> found = new ArrayList<>();
        MatchListener listener =
                (query, start, end, distance, at) -> {
                    assertThat(query).isZero();
                    found.add(new Found(start, distance, at));
                };
        for (double sample : stream) {
            matcher.add(sample, listener);
        }
        matcher.end(listener);
        return found;
    }

    private static double[] unit(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double square =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        return Arrays.stream(values)
                .map(v -> square < 1e-20 ? 0 : (v - mean) / Math.sqrt(square))
                .toArray();
    }

    private static double warped(double[] x, double[] y, int radius) {
        double[][] table = new double[x.length + 1][y.length + 1];
        for (double[] row : table) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        table[0][0] = 0;
        for (int i = 1; i <= x.length; i++) {
            for (int j = 1; j <= y.length; j++) {
                if (Math.abs(i - j) <= radius) {
                    double least =
                            Math.min(
                                    table[i - 1][j - 1],
                                    Math.min(table[i - 1][j], table[i][j - 1]));
                    table[i][j] = (x[i - 1] - y[j - 1]) * (x[i - 1] - y[j - 1]) + least;
                }
            }
        }
        return table[x.length][y.length];
    }

    /// All distances first, then the rule: a better one that overlaps the best takes its place.
    private static List<Found> plain(double[] query, int radius, double epsilon, double[] stream) {
        int m = query.length;
        List<Found> found = new ArrayList<>();
        int best = -1;
        double[] distances = new double[stream.length];
        for (int start = 0; start + m <= stream.length; start++) {
            double[] window = Arrays.copyOfRange(stream, start, start + m);
            distances[start] =
                    Arrays.stream(window).allMatch(Double::isFinite)
                            ? warped(unit(window), unit(query), radius)
                            : Double.POSITIVE_INFINITY;
            if (best >= 0 && start >= best + m) {
                found.add(new Found(best, distances[best], start + m - 1));
                best = -1;
            }
            if (distances[start] <= epsilon && (best < 0 || distances[start] < distances[best])) {
                best = start;
            }
        }
        if (best >= 0) {
            found.add(new Found(best, distances[best], stream.length - 1));
        }
        return found;
    }

    @Nested
    class Matches {
        @Test
        void areThoseOfThePlainTwin() {
            int matches = 0;
            for (int seed = 0; seed < 400; seed++) {
                SplittableRandom chance = new SplittableRandom(seed);
                int m = 3 + chance.nextInt(20);
                double[] query = chance.doubles(m).toArray();
                double[] stream = chance.doubles(chance.nextInt(4 * m)).toArray();
                for (int i = 0; i < stream.length && chance.nextInt(4) == 0; i += m) {
                    stream[i] = Double.NaN;
                }
                double level = chance.nextInt(3) == 0 ? 1e6 : 0;
                for (int i = 0; i < stream.length; i++) {
                    stream[i] += level;
                }
                int radius = chance.nextInt(m + 2);
                double epsilon = chance.nextDouble() * m;
                List<Found> expected = plain(query, radius, epsilon, stream);
                List<Found> got = found(NormalisedMatcher.of(query, radius, epsilon), stream);
                assertThat(got).as("seed %d", seed).hasSameSizeAs(expected);
                for (int i = 0; i < got.size(); i++) {
                    Found one = expected.get(i);
                    assertThat(got.get(i).start()).as("seed %d", seed).isEqualTo(one.start());
                    assertThat(got.get(i).reportedAt()).isEqualTo(one.reportedAt());
                    assertThat(got.get(i).distance()).isCloseTo(one.distance(), within(1e-6));
                }
                matches += got.size();
            }
            assertThat(matches).isGreaterThan(200);
        }

        @Test
        void areFoundAtAnyLevelAndScale() {
            double[] query = {0, 1, 3, 2, -1};
            double[] stream = {9, 9, 100, 110, 130, 120, 90, 90, 90, 90, 90, 90};
            List<Found> found = found(NormalisedMatcher.of(query, 0, 1e-9), stream);
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().start()).isEqualTo(2);
            assertThat(found.getFirst().reportedAt()).isEqualTo(11);
        }

        @Test
        void goOnFromASavedState() throws IOException {
            SplittableRandom chance = new SplittableRandom(5);
            double[] query = chance.doubles(8).toArray();
            NormalisedMatcher first = NormalisedMatcher.of(query, 2, 6);
            MatchListener nobody = (_, _, _, _, _) -> {};
            for (int i = 0; i < 45; i++) {
                first.add(chance.nextDouble(), nobody);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            first.writeTo(new DataOutputStream(bytes));
            NormalisedMatcher second = NormalisedMatcher.of(query, 2, 6);
            second.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            double[] rest = chance.doubles(200).toArray();
            assertThat(found(second, rest)).isEqualTo(found(first, rest)).isNotEmpty();
            assertThat(second.samples()).isEqualTo(245);
            NormalisedMatcher other = NormalisedMatcher.of(new double[3], 2, 6);
            assertThatThrownBy(() ->
                            other.readFrom(
                                    new DataInputStream(
                                            new ByteArrayInputStream(bytes.toByteArray()))))
                    .hasMessageContaining("CORRUPT");
        }

        @Test
        void costNoAllocation() {
            NormalisedMatcher matcher = NormalisedMatcher.of(new double[] {1, 5, 2, 4}, 1, 1);
            MatchListener nobody = (_, _, _, _, _) -> {};
            Runnable run =
                    () -> {
                        for (int i = 0; i < 100_000; i++) {
                            matcher.add(i * 7 % 13, nobody);
                        }
                    };
            run.run();
            assertThat(Allocation.bytes(run)).isLessThan(2_000);
        }
    }

    @Test
    void refusesWhatIsNoQuery() {
        assertThatThrownBy(() -> NormalisedMatcher.of(new double[1], 0, 1))
                .hasMessageContaining("TOO_SHORT");
        assertThatThrownBy(() -> NormalisedMatcher.of(new double[] {1, Double.NaN}, 0, 1))
                .hasMessageContaining("NOT_A_NUMBER");
        assertThatThrownBy(() -> NormalisedMatcher.of(new double[2], -1, 1))
                .hasMessageContaining("OUT_OF_RANGE");
        assertThatThrownBy(() -> NormalisedMatcher.of(new double[2], 0, Double.NaN))
                .hasMessageContaining("OUT_OF_RANGE");
        assertThatThrownBy(
                        () -> NormalisedMatcher.of(new double[StreamMatcher.SAMPLES_MAX + 1], 0, 1))
                .hasMessageContaining("TOO_LONG");
    }
}

package orrery.compare.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.Signals;
import orrery.timeline.Refusal;

class ProfileJoinTest {
    private static final Effort PLAIN = Effort.usual().withSimd(false);

    private static MatrixProfile self(double[] series, ProfileSettings settings, Effort effort) {
        return ProfileJoin.self(series, settings).run(effort, Progress.none());
    }

    private static MatrixProfile between(
            double[] a, double[] b, ProfileSettings settings, Effort effort) {
        return ProfileJoin.between(a, b, settings).run(effort, Progress.none());
    }

    /// Two profiles that are the same bit for bit.
    private static void assertSame(MatrixProfile found, MatrixProfile expected, String what) {
        assertThat(found.explored()).as(what).isEqualTo(1);
        for (int i = 0; i < expected.size(); i++) {
            for (int rank = 0; rank < expected.settings().neighbours(); rank++) {
                String where = what + ", window " + i + ", rank " + rank;
                assertThat(found.neighbour(i, rank))
                        .as(where)
                        .isEqualTo(expected.neighbour(i, rank));
                assertThat(found.distance(i, rank)).as(where).isEqualTo(expected.distance(i, rank));
            }
        }
    }

    private static double tolerance(double distance) {
        return 1e-9 * Math.max(1, distance);
    }

    /// A profile whose distances are those of brute force, and whose neighbours are there.
    private static void assertRight(MatrixProfile found, PlainProfile plain, String what) {
        assertThat(found.size()).isEqualTo(plain.size());
        assertThat(found.explored()).isEqualTo(1);
        for (int i = 0; i < plain.size(); i++) {
            double[] expected = plain.nearest(i);
            for (int rank = 0; rank < found.settings().neighbours(); rank++) {
                String where = what + ", window " + i + ", rank " + rank;
                if (rank >= expected.length || expected[rank] == Double.POSITIVE_INFINITY) {
                    assertThat(found.neighbour(i, rank)).as(where).isEqualTo(-1);
                    assertThat(found.distance(i, rank)).as(where).isInfinite();
                    continue;
                }
                assertThat(found.distance(i, rank))
                        .as(where)
                        .isCloseTo(expected[rank], within(tolerance(expected[rank])));
                assertThat(plain.distance(i, found.neighbour(i, rank)))
                        .as(where)
                        .isCloseTo(expected[rank], within(tolerance(expected[rank])));
            }
        }
    }

    @Nested
    class OfASeriesWithItself {
        @Test
        void equalsBruteForceOnSeriesOfEveryKind() {
            for (int seed = 0; seed < 6 * Signals.KINDS; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                int window = random.nextInt(3, 24);
                double[] series =
                        Signals.of(seed % Signals.KINDS, window + random.nextInt(160), seed);
                ProfileSettings settings =
                        ProfileSettings.ofWindow(window)
                                .withNeighbours(random.nextInt(4) == 0 ? 3 : 1);
                settings = random.nextBoolean() ? settings : settings.withoutNormalising();
                String what = settings + ", seed " + seed + ", kind " + seed % Signals.KINDS;
                MatrixProfile found = self(series, settings, Effort.usual());
                assertRight(found, PlainProfile.self(series, settings), what);
            }
        }

        @Test
        void isTheSameBitForBitFromThePlainKernelsAndFromThreads() {
            for (int seed = 0; seed < 3 * Signals.KINDS; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                int window = random.nextInt(3, 70);
                double[] series =
                        Signals.of(seed % Signals.KINDS, window + random.nextInt(600), seed);
                ProfileSettings settings =
                        new ProfileSettings(
                                window,
                                random.nextInt(20),
                                random.nextInt(1, 4),
                                seed % 3 != 1,
                                seed % 5 == 0);
                MatrixProfile expected = self(series, settings, Effort.usual());
                assertSame(self(series, settings, PLAIN), expected, "plain, seed " + seed);
                assertSame(
                        self(series, settings, new Effort(3, seed, true)),
                        expected,
                        "3 threads, seed " + seed);
            }
        }

        @Test
        void leavesNoPairOutHoweverTheThreadsEnd() {
            double[] series = Signals.of(4, 200, 4);
            ProfileJoin join = ProfileJoin.self(series, ProfileSettings.ofWindow(15));
            for (int run = 0; run < 2000; run++) {
                MatrixProfile found = join.run(new Effort(3, run, true), Progress.none());
                assertThat(found.explored()).as("run " + run).isEqualTo(1);
            }
        }

        @Test
        void equalsBruteForceAtLengthsAroundTheWidthOfABlock() {
            for (int length : new int[] {3, 4, 5, 6, 34, 35, 36, 37, 38, 66, 67, 68, 69, 70}) {
                double[] series = Signals.of(1, length, length);
                ProfileSettings settings = ProfileSettings.ofWindow(3);
                assertRight(
                        self(series, settings, Effort.usual()),
                        PlainProfile.self(series, settings),
                        "length " + length);
            }
        }

        @Test
        void equalsBruteForceAfterTheRecurrenceStartsAnew() {
            double[] series = Signals.of(1, 16_500, 1);
            ProfileSettings settings = ProfileSettings.ofWindow(16);
            MatrixProfile found = self(series, settings, Effort.usual());
            PlainProfile plain = PlainProfile.self(series, settings);
            for (int i = 16_370; i < 16_400; i++) {
                assertThat(found.distance(i)).isCloseTo(plain.nearest(i)[0], within(1e-9));
            }
        }

        @Test
        void findsTheNearestOnEitherSide() {
            for (int seed = 0; seed < 2 * Signals.KINDS; seed++) {
                double[] series = Signals.of(seed % Signals.KINDS, 150, seed);
                ProfileSettings settings = ProfileSettings.ofWindow(8).withSides();
                MatrixProfile found = self(series, settings, Effort.usual());
                PlainProfile plain = PlainProfile.self(series, settings);
                assertRight(found, plain, "seed " + seed);
                for (int i = 0; i < plain.size(); i++) {
                    assertNearest(plain, i, found.left(i), plain.nearest(i, 0, i));
                    assertNearest(plain, i, found.right(i), plain.nearest(i, i, plain.size()));
                }
            }
        }

        private void assertNearest(PlainProfile plain, int i, int found, double[] expected) {
            if (expected.length == 0 || expected[0] == Double.POSITIVE_INFINITY) {
                assertThat(found).isEqualTo(-1);
            } else {
                assertThat(plain.distance(i, found)).isCloseTo(expected[0], within(1e-9));
            }
        }

        @Test
        void takesTheFirstOfEquallyNearWindows() {
            double[] series = new double[240];
            for (int t = 0; t < series.length; t++) {
                series[t] = new int[] {0, 3, 1, 4, 1, 5}[t % 6];
            }
            MatrixProfile found = MatrixProfile.of(series, ProfileSettings.ofWindow(12));
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.distance(i)).isZero();
                assertThat(found.neighbour(i)).isEqualTo(i < 6 ? i + 6 : i % 6);
            }
        }

        @Test
        void findsAWindowAgainThatWasShiftedAndScaled() {
            double[] series = Signals.of(0, 400, 3);
            for (int k = 0; k < 30; k++) {
                series[300 + k] = 1000 - 8 * series[50 + k];
                series[200 + k] = 1e6 + 8 * series[50 + k];
            }
            MatrixProfile found = MatrixProfile.of(series, ProfileSettings.ofWindow(30));
            assertThat(found.neighbour(50)).isEqualTo(200);
            assertThat(found.distance(50)).isLessThan(1e-8);
        }

        @Test
        void takesWindowsForConstantThatVanishBesideTheLargestSample() {
            double[] series = Signals.of(0, 80, 4);
            for (int t = 0; t < 60; t++) {
                series[t] *= 1e-160;
            }
            MatrixProfile found = MatrixProfile.of(series, ProfileSettings.ofWindow(8));
            assertThat(found.distance(10)).isZero();
            assertThat(found.neighbour(10)).isZero();
            assertThat(found.distance(70)).isLessThanOrEqualTo(Math.sqrt(8)).isPositive();
        }

        @Test
        void hasNothingToSayOfOneWindow() {
            MatrixProfile found =
                    MatrixProfile.of(new double[] {1, 2, 4}, ProfileSettings.ofWindow(3));
            assertThat(found.size()).isEqualTo(1);
            assertThat(found.neighbour(0)).isEqualTo(-1);
            assertThat(found.distance(0)).isInfinite();
            assertThat(found.explored()).isEqualTo(1);
        }

        @Test
        void hasNothingToSayOfSamplesThatAreMissing() {
            double[] series = new double[50];
            Arrays.fill(series, Double.NaN);
            MatrixProfile found = MatrixProfile.of(series, ProfileSettings.ofWindow(5));
            assertThat(found.neighbours()).containsOnly(-1);
            assertThat(found.distances()).containsOnly(Double.POSITIVE_INFINITY);
        }
    }

    @Nested
    class BetweenTwoSeries {
        @Test
        void equalsBruteForceOnSeriesOfEveryKind() {
            for (int seed = 0; seed < 4 * Signals.KINDS; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                int window = random.nextInt(3, 24);
                int kind = seed % Signals.KINDS;
                double[] a = Signals.of(kind, window + random.nextInt(130), seed);
                double[] b = Signals.of(kind, window + random.nextInt(130), -seed - 1);
                ProfileSettings settings =
                        ProfileSettings.ofWindow(window).withNeighbours(1 + seed % 2);
                settings = random.nextBoolean() ? settings : settings.withoutNormalising();
                String what = "seed " + seed + ", kind " + kind;
                MatrixProfile found = between(a, b, settings, Effort.usual());
                assertRight(found, new PlainProfile(a, b, settings, -1), what);
                assertSame(between(a, b, settings, PLAIN), found, "plain, " + what);
                assertSame(between(a, b, settings, new Effort(2, 5, true)), found, "2, " + what);
            }
        }

        @Test
        void findsEveryWindowAgainInTheSameSeries() {
            double[] series = Signals.of(1, 300, 7);
            MatrixProfile found =
                    MatrixProfile.between(series, series, ProfileSettings.ofWindow(9));
            assertThat(found.distances()).containsOnly(0.0);
            assertThat(found.neighbour(123)).isEqualTo(123);
        }
    }

    @Nested
    class Stopped {
        @Test
        void hasNearestNeighboursAmongThePairsComparedSoFar() {
            double[] series = Signals.of(1, 2000, 11);
            ProfileSettings settings = ProfileSettings.ofWindow(20);
            MatrixProfile whole = MatrixProfile.of(series, settings);
            PlainProfile plain = PlainProfile.self(series, settings);
            for (int threads = 1; threads <= 2; threads++) {
                MatrixProfile part =
                        ProfileJoin.self(series, settings)
                                .run(
                                        Effort.usual().withThreads(threads),
                                        (done, all) -> done < all / 4);
                assertThat(part.explored()).isBetween(0.25, threads == 1 ? 0.5 : 1.0);
                for (int i = 0; i < part.size(); i++) {
                    assertThat(part.distance(i)).isGreaterThanOrEqualTo(whole.distance(i) - 1e-9);
                    if (part.neighbour(i) >= 0) {
                        assertThat(part.distance(i))
                                .isCloseTo(plain.distance(i, part.neighbour(i)), within(1e-9));
                    }
                }
            }
        }

        @Test
        void isToldHowFarItIs() {
            long[] last = new long[1];
            ProfileJoin join =
                    ProfileJoin.self(Signals.of(0, 500, 1), ProfileSettings.ofWindow(10));
            join.run(
                    Effort.usual(),
                    (done, all) -> {
                        assertThat(all).isEqualTo(join.pairs());
                        assertThat(done).isGreaterThan(last[0]);
                        last[0] = done;
                        return true;
                    });
            assertThat(last[0]).isEqualTo(join.pairs());
            assertThat(join.pairs()).isEqualTo(488L * 487 / 2);
        }
    }

    @Nested
    class Refuses {
        @Test
        void aSeriesShorterThanTheWindow() {
            assertRefused(
                    () -> MatrixProfile.of(new double[4], ProfileSettings.ofWindow(5)),
                    Refusal.Code.TOO_SHORT);
            assertRefused(
                    () ->
                            MatrixProfile.between(
                                    new double[5], new double[4], ProfileSettings.ofWindow(5)),
                    Refusal.Code.TOO_SHORT);
        }

        @Test
        void aSeriesOverTheLimit() {
            double[] series = new double[ProfileJoin.LENGTH_MAX + 1];
            assertRefused(
                    () -> ProfileJoin.self(series, ProfileSettings.ofWindow(5)),
                    Refusal.Code.TOO_LONG);
            assertRefused(
                    () ->
                            ProfileJoin.self(
                                    new double[1 << 20],
                                    ProfileSettings.ofWindow(5).withNeighbours(17)),
                    Refusal.Code.LIMIT);
        }

        @Test
        void settingsOutOfRange() {
            assertRefused(() -> ProfileSettings.ofWindow(2), Refusal.Code.OUT_OF_RANGE);
            assertRefused(
                    () -> ProfileSettings.ofWindow(ProfileSettings.WINDOW_MAX + 1),
                    Refusal.Code.OUT_OF_RANGE);
            assertRefused(
                    () -> ProfileSettings.ofWindow(5).withExclusion(-1), Refusal.Code.OUT_OF_RANGE);
            assertRefused(
                    () -> ProfileSettings.ofWindow(5).withNeighbours(0), Refusal.Code.OUT_OF_RANGE);
            assertRefused(() -> Effort.usual().withThreads(0), Refusal.Code.OUT_OF_RANGE);
        }

        @Test
        void sidesThatWereNotAskedFor() {
            MatrixProfile found = MatrixProfile.of(new double[9], ProfileSettings.ofWindow(3));
            assertRefused(() -> found.left(0), Refusal.Code.NOT_PERMITTED);
            assertRefused(
                    () ->
                            MatrixProfile.between(
                                    new double[9],
                                    new double[9],
                                    ProfileSettings.ofWindow(3).withSides()),
                    Refusal.Code.NOT_PERMITTED);
        }

        private void assertRefused(
                org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Refusal.Code code) {
            assertThatThrownBy(call)
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
        }
    }
}

package orrery.compare.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.Signals;
import orrery.compare.search.Match;
import orrery.timeline.Refusal;

class ReadingTest {
    /// Noise with one pattern twice and another one three times.
    private static double[] planted() {
        double[] series = Signals.of(0, 600, 5);
        for (int k = 0; k < 30; k++) {
            double first = 5 * Math.sin(k * 0.7);
            double second = 6 * Math.cos(k * k * 0.05);
            series[40 + k] = first;
            series[300 + k] = 2 * first + 1e-3 * series[300 + k];
            series[120 + k] = second + 0.01 * series[120 + k];
            series[420 + k] = second + 0.02 * series[420 + k];
            series[520 + k] = second + 0.03 * series[520 + k];
        }
        return series;
    }

    @Nested
    class Motifs {
        @Test
        void areTheClosestPairsThatDoNotShareAWindow() {
            MatrixProfile profile = MatrixProfile.of(planted(), ProfileSettings.ofWindow(30));
            List<Motif> found = profile.motifs(2);
            assertThat(found.get(0).a()).isEqualTo(40);
            assertThat(found.get(0).b()).isEqualTo(300);
            assertThat(found.get(1).a()).isBetween(119, 121);
            assertThat(found.get(1).b()).isBetween(419, 421);
            assertThat(found.get(0).distance()).isEqualTo(profile.distance(40));
        }

        @Test
        void endWhereNoPairIsLeft() {
            MatrixProfile profile =
                    MatrixProfile.of(Signals.of(0, 40, 1), ProfileSettings.ofWindow(8));
            List<Motif> found = profile.motifs(1000);
            assertThat(found).isNotEmpty().hasSizeLessThan(9);
            for (Motif one : found) {
                assertThat(Math.abs(one.a() - one.b())).isGreaterThan(2);
            }
        }

        @Test
        void betweenTwoSeriesShareNoWindowOfEither() {
            MatrixProfile profile =
                    MatrixProfile.between(
                            Signals.of(1, 90, 1),
                            Signals.of(1, 20, 2),
                            ProfileSettings.ofWindow(8));
            List<Motif> found = profile.motifs(1000);
            for (int i = 0; i < found.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(Math.abs(found.get(i).a() - found.get(j).a())).isGreaterThan(2);
                    assertThat(Math.abs(found.get(i).b() - found.get(j).b())).isGreaterThan(2);
                }
            }
        }

        @Test
        void withAllTheirOccurrencesAreSets() {
            double[] series = planted();
            MatrixProfile profile = MatrixProfile.of(series, ProfileSettings.ofWindow(30));
            List<MotifSet> found = MotifSet.of(series, profile, 0.3).limit(2).toList();
            assertThat(found).hasSize(2);
            assertThat(found.get(0).matches()).hasSize(2);
            assertThat(found.get(1).matches()).hasSize(3);
            assertThat(found.get(1).matches().get(0).distance()).isZero();
        }

        @Test
        void ofAnotherSeriesAreRefused() {
            MatrixProfile profile = MatrixProfile.of(planted(), ProfileSettings.ofWindow(30));
            assertThatThrownBy(() -> MotifSet.of(new double[100], profile, 1))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("LENGTH_MISMATCH");
            assertThatThrownBy(() -> MotifSet.of(planted(), profile, -1))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("OUT_OF_RANGE");
            assertThatThrownBy(() -> profile.motifs(0))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("OUT_OF_RANGE");
        }
    }

    @Nested
    class Discords {
        @Test
        void areTheWindowsFarthestFromTheirNearestNeighbour() {
            double[] series = new double[500];
            for (int t = 0; t < series.length; t++) {
                series[t] = Math.sin(t * 0.2) + (t == 250 ? 3 : 0);
            }
            MatrixProfile profile = MatrixProfile.of(series, ProfileSettings.ofWindow(25));
            List<Discord> found = profile.discords(3);
            assertThat(found.getFirst().start()).isBetween(226, 250);
            assertThat(found).hasSize(3);
            assertThat(Math.abs(found.get(0).start() - found.get(1).start())).isGreaterThan(25);
        }

        @Test
        void areNoWindowsWithMissingSamples() {
            double[] series = Signals.of(0, 100, 9);
            series[50] = Double.NaN;
            for (Discord discord :
                    MatrixProfile.of(series, ProfileSettings.ofWindow(10)).discords(50)) {
                assertThat(discord.distance()).isFinite();
                assertThat(discord.start() <= 40 || discord.start() > 50).isTrue();
            }
        }
    }

    @Nested
    class Queries {
        @Test
        void areAsFarAsBruteForceSays() {
            for (int seed = 0; seed < 2 * Signals.KINDS; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                int window = random.nextInt(3, 40);
                double[] series = Signals.of(seed % Signals.KINDS, window + 90, seed);
                double[] query = Signals.of(random.nextInt(9), window, seed + 1);
                ProfileSettings settings = ProfileSettings.ofWindow(window);
                boolean normalised = random.nextBoolean();
                settings = normalised ? settings : settings.withoutNormalising();
                DistanceProfile found =
                        normalised
                                ? DistanceProfile.zNormalised(query, series)
                                : DistanceProfile.euclidean(query, series);
                PlainProfile plain = new PlainProfile(query, series, settings, -1);
                for (int j = 0; j < found.size(); j++) {
                    double expected = plain.distance(0, j);
                    if (expected == Double.POSITIVE_INFINITY) {
                        assertThat(found.distance(j)).as("seed " + seed).isInfinite();
                    } else {
                        assertThat(found.distance(j))
                                .as("seed " + seed)
                                .isCloseTo(expected, within(1e-9 * Math.max(1, expected)));
                    }
                }
            }
        }

        @Test
        void matchNoTwoWindowsTooCloseTogether() {
            double[] series = Signals.of(6, 200, 1);
            DistanceProfile profile = DistanceProfile.zNormalised(Signals.of(6, 24, 1), series);
            List<Match> found = profile.matches(1e-6, 100);
            assertThat(found).extracting(Match::start).containsExactlyElementsOf(every12(177));
            assertThat(profile.matches(1e-6, 2)).hasSize(2);
        }

        private List<Integer> every12(int end) {
            return java.util.stream.IntStream.range(0, end)
                    .filter(i -> i % 12 == 0)
                    .boxed()
                    .toList();
        }

        @Test
        void thatMakeNoSenseAreRefused() {
            assertThatThrownBy(() -> DistanceProfile.zNormalised(new double[5], new double[4]))
                    .hasMessageContaining("TOO_SHORT");
            assertThatThrownBy(() -> DistanceProfile.zNormalised(new double[1], new double[4]))
                    .hasMessageContaining("TOO_SHORT");
            assertThatThrownBy(() ->
                            DistanceProfile.euclidean(new double[] {1, Double.NaN}, new double[4]))
                    .hasMessageContaining("NOT_A_NUMBER");
            assertThatThrownBy(() ->
                            DistanceProfile.euclidean(
                                    new double[2], new double[ProfileJoin.LENGTH_MAX + 1]))
                    .hasMessageContaining("TOO_LONG");
            DistanceProfile profile = DistanceProfile.euclidean(new double[2], new double[4]);
            assertThatThrownBy(() -> profile.matches(-1, 1)).hasMessageContaining("OUT_OF_RANGE");
            assertThatThrownBy(() -> profile.matches(1, 0)).hasMessageContaining("OUT_OF_RANGE");
        }
    }

    @Nested
    class ChainsOfWindows {
        @Test
        void followAPatternThatDrifts() {
            double[] series = Signals.of(0, 900, 3);
            for (int c = 0; c < 6; c++) {
                for (int k = 0; k < 40; k++) {
                    series[100 + 130 * c + k] = 8 * Math.sin(k * (0.3 + 0.02 * c));
                }
            }
            MatrixProfile profile =
                    MatrixProfile.of(series, ProfileSettings.ofWindow(40).withSides());
            int[] longest = Chains.of(profile).longest();
            assertThat(longest.length).isGreaterThanOrEqualTo(5);
            for (int i = 1; i < longest.length; i++) {
                assertThat(longest[i] - longest[i - 1]).isBetween(120, 140);
            }
        }

        @Test
        void holdEveryWindowExactlyOnce() {
            MatrixProfile profile =
                    MatrixProfile.of(
                            Signals.of(1, 200, 3), ProfileSettings.ofWindow(12).withSides());
            boolean[] seen = new boolean[profile.size()];
            for (int[] chain : Chains.of(profile).all()) {
                for (int window : chain) {
                    assertThat(seen[window]).isFalse();
                    seen[window] = true;
                }
            }
            assertThat(seen).containsOnly(true);
        }
    }

    @Nested
    class DistanceByProfile {
        @Test
        void isZeroWhereTheWindowsAreSharedInAnotherOrder() {
            double[] a = Signals.of(1, 200, 3);
            double[] b = new double[200];
            System.arraycopy(a, 0, b, 100, 100);
            System.arraycopy(a, 100, b, 0, 100);
            ProfileSettings settings = ProfileSettings.ofWindow(20);
            assertThat(ProfileDistance.between(a, b, settings)).isZero();
            assertThat(ProfileDistance.between(a, Signals.of(0, 200, 4), settings)).isPositive();
        }

        @Test
        void isTheSameBothWays() {
            double[] a = Signals.of(1, 150, 3);
            double[] b = Signals.of(1, 120, 4);
            ProfileSettings settings = ProfileSettings.ofWindow(20);
            assertThat(ProfileDistance.between(a, b, settings, 0.3))
                    .isEqualTo(ProfileDistance.between(b, a, settings, 0.3));
            assertThatThrownBy(() -> ProfileDistance.between(a, b, settings, 1.1))
                    .hasMessageContaining("OUT_OF_RANGE");
        }
    }
}

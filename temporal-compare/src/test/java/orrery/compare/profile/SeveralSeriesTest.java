package orrery.compare.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.Signals;

class SeveralSeriesTest {
    @Nested
    class ProfilesOfSeveralChannels {
        @Test
        void equalBruteForce() {
            for (int seed = 0; seed < 2 * Signals.KINDS; seed++) {
                double[][] series = {
                    Signals.of(seed % Signals.KINDS, 90, seed),
                    Signals.of((seed + 3) % Signals.KINDS, 90, seed + 1),
                    Signals.of(1, 90, seed + 2)
                };
                ProfileSettings settings = ProfileSettings.ofWindow(3 + seed % 12);
                MultiProfile found = MultiProfile.of(series, settings, Progress.none());
                PlainProfile[] plain =
                        Arrays.stream(series)
                                .map(channel -> PlainProfile.self(channel, settings))
                                .toArray(PlainProfile[]::new);
                for (int i = 0; i < found.size(); i++) {
                    for (int count = 1; count <= 3; count++) {
                        assertNearest(found, plain, i, count);
                    }
                }
            }
        }

        private void assertNearest(MultiProfile found, PlainProfile[] plain, int i, int count) {
            double best = Double.POSITIVE_INFINITY;
            for (int j = 0; j < found.size(); j++) {
                best = Math.min(best, PlainProfile.mean(plain, i, j, count));
            }
            int neighbour = found.neighbour(count, i);
            if (best == Double.POSITIVE_INFINITY) {
                assertThat(neighbour).isEqualTo(-1);
                assertThat(found.distance(count, i)).isInfinite();
                assertThat(found.nearestChannels(count, i)).isEmpty();
            } else {
                assertThat(found.distance(count, i)).isCloseTo(best, within(1e-9));
                assertThat(PlainProfile.mean(plain, i, neighbour, count))
                        .isCloseTo(best, within(1e-9));
                assertThat(found.nearestChannels(count, i)).hasSize(count).doesNotHaveDuplicates();
            }
        }

        @Test
        void areRefusedWhereTheChannelsDoNotFit() {
            ProfileSettings settings = ProfileSettings.ofWindow(5);
            assertThatThrownBy(() -> MultiProfile.of(new double[0][], settings, Progress.none()))
                    .hasMessageContaining("EMPTY");
            assertThatThrownBy(() ->
                            MultiProfile.of(
                                    new double[][] {new double[9], new double[8]},
                                    settings,
                                    Progress.none()))
                    .hasMessageContaining("LENGTH_MISMATCH");
            assertThatThrownBy(() -> MultiProfile.of(new double[2][4], settings, Progress.none()))
                    .hasMessageContaining("TOO_SHORT");
            assertThatThrownBy(() -> MultiProfile.of(new double[65][9], settings, Progress.none()))
                    .hasMessageContaining("TOO_LONG");
            assertThatThrownBy(() ->
                            MultiProfile.of(
                                    new double[2][9], settings.withSides(), Progress.none()))
                    .hasMessageContaining("NOT_PERMITTED");
        }
    }

    @Nested
    class Consensus {
        @Test
        void isTheWindowOfLeastRadius() {
            for (int seed = 0; seed < 10; seed++) {
                List<double[]> series =
                        List.of(
                                Signals.of(1, 60, seed),
                                Signals.of(1, 50, seed + 100),
                                Signals.of(1, 70, seed + 200),
                                Signals.of(0, 40, seed + 300));
                ProfileSettings settings = ProfileSettings.ofWindow(8);
                ConsensusMotif found = ConsensusMotif.of(series, settings);
                double best = Double.POSITIVE_INFINITY;
                double there = 0;
                for (int s = 0; s < series.size(); s++) {
                    for (int i = 0; i + 8 <= series.get(s).length; i++) {
                        double radius = radius(series, s, i, settings);
                        best = Math.min(best, radius);
                        there = s == found.series() && i == found.start() ? radius : there;
                    }
                }
                assertThat(found.radius()).isCloseTo(best, within(1e-9));
                assertThat(there).isCloseTo(best, within(1e-9));
            }
        }

        private double radius(List<double[]> series, int s, int i, ProfileSettings settings) {
            double radius = 0;
            for (int other = 0; other < series.size(); other++) {
                if (other != s) {
                    PlainProfile plain =
                            new PlainProfile(series.get(s), series.get(other), settings, -1);
                    radius = Math.max(radius, plain.nearest(i)[0]);
                }
            }
            return radius;
        }

        @Test
        void isRefusedForOneSeries() {
            assertThatThrownBy(() ->
                            ConsensusMotif.of(List.of(new double[9]), ProfileSettings.ofWindow(5)))
                    .hasMessageContaining("OUT_OF_RANGE");
        }
    }

    @Nested
    class PartsThatStandForAll {
        @Test
        void areOneOfEachKind() {
            double[] series = new double[1200];
            for (int t = 0; t < series.length; t++) {
                boolean wave = t < 400 || t >= 800;
                series[t] =
                        wave
                                ? Math.sin(t * 0.31)
                                : Math.signum(Math.sin(t * 0.13)) + 0.01 * (t % 3);
            }
            List<Snippets.Snippet> found = Snippets.of(series, 100, 40, 2);
            assertThat(found).hasSize(2);
            assertThat(found.get(0).start() < 400 || found.get(0).start() >= 800).isTrue();
            assertThat(found.get(1).start()).isBetween(400, 700);
            assertThat(found.get(0).share()).isBetween(0.55, 0.75);
            assertThat(found.get(0).share() + found.get(1).share()).isCloseTo(1, within(1e-12));
            assertThat(found.get(1).area()).isLessThan(found.get(0).area());
        }

        @Test
        void areMeasuredByTheDistanceOfProfiles() {
            double[] series = Signals.of(1, 120, 4);
            double area = Snippets.of(series, 30, 10, 1).getFirst().area();
            double least = Double.POSITIVE_INFINITY;
            for (int start = 0; start + 30 <= 120; start += 30) {
                double sum = 0;
                double[] part = Arrays.copyOfRange(series, start, start + 30);
                for (int place = 0; place <= 90; place++) {
                    double[] other = Arrays.copyOfRange(series, place, place + 30);
                    sum += ProfileDistance.between(part, other, ProfileSettings.ofWindow(10));
                }
                least = Math.min(least, sum);
            }
            assertThat(area).isCloseTo(least, within(1e-6));
        }

        @Test
        void areRefusedWhereTheyDoNotFit() {
            double[] series = new double[100];
            assertThatThrownBy(() -> Snippets.of(series, 51, 10, 1))
                    .hasMessageContaining("TOO_SHORT");
            assertThatThrownBy(() -> Snippets.of(series, 20, 21, 1))
                    .hasMessageContaining("OUT_OF_RANGE");
            assertThatThrownBy(() -> Snippets.of(new double[100_000], 100, 50, 1))
                    .hasMessageContaining("LIMIT");
            assertThatThrownBy(() -> Snippets.of(series, 20, 10, 6))
                    .hasMessageContaining("OUT_OF_RANGE");
        }
    }
}

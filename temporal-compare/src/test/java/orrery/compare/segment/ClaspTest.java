package orrery.compare.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.compare.profile.Effort;
import orrery.compare.profile.MatrixProfile;
import orrery.compare.profile.ProfileJoin;
import orrery.compare.profile.ProfileSettings;
import orrery.compare.profile.Progress;

class ClaspTest {
    /// Three shapes, one after another.
    private static double[] threeShapes(int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] series = new double[length];
        for (int t = 0; t < length; t++) {
            double phase = t * 2 * Math.PI / 25;
            double shape =
                    switch (3 * t / length) {
                        case 0 -> Math.sin(phase);
                        case 1 -> Math.signum(Math.sin(phase));
                        default -> phase / Math.PI % 2 - 1;
                    };
            series[t] = shape + 0.1 * random.nextGaussian();
        }
        return series;
    }

    @Nested
    class Finds {
        @Test
        void whereTheShapeChanges() {
            Segmentation found = Clasp.of(threeShapes(3000, 1), ClaspSettings.usual());
            assertThat(found.changePoints()).hasSize(2);
            assertThat(found.covering(1000, 2000)).isGreaterThan(0.95);
            for (double score : found.scores()) {
                assertThat(score).isBetween(0.8, 1.0);
            }
        }

        @Test
        void nothingInNoise() {
            SplittableRandom random = new SplittableRandom(3);
            double[] series = random.doubles(2000).toArray();
            assertThat(Clasp.of(series, ClaspSettings.usual()).changePoints()).isEmpty();
        }

        @Test
        void nothingInASeriesTooShortForTwoSegments() {
            Segmentation found = Clasp.of(new double[] {1, 2, 1}, ClaspSettings.usual());
            assertThat(found.changePoints()).isEmpty();
            assertThat(found.covering()).isEqualTo(1);
            assertThat(Clasp.of(new double[500], ClaspSettings.usual()).changePoints()).isEmpty();
        }

        @Test
        void asManyAsAreAskedFor() {
            double[] series = threeShapes(3000, 1);
            ClaspSettings settings = ClaspSettings.usual().withWindow(20);
            Segmentation one = Clasp.best(series, 1, settings, Progress.none());
            assertThat(one.changePoints()).hasSize(1);
            assertThat(one.window()).isEqualTo(20);
            Segmentation two = Clasp.best(series, 2, settings, Progress.none());
            assertThat(two.covering(1000, 2000)).isGreaterThan(0.95);
        }

        @Test
        void whatItHasWhenItIsStopped() {
            Segmentation found =
                    Clasp.of(threeShapes(3000, 1), ClaspSettings.usual(), (_, _) -> false);
            assertThat(found.changePoints()).isEmpty();
        }
    }

    /// The mean Covering with the number of change points unknown, on the benchmark of the authors;
    /// theirs is 0.855.
    @Test
    void segmentsThePublishedSeriesAtLeastAsWellAsPublished() throws IOException {
        Path folder = Path.of("../shared/data/compare/segmentation");
        folder = Files.exists(folder) ? folder : Path.of("..").resolve(folder);
        String missing = "skipped: there is no shared/data/compare/segmentation";
        if (!Files.exists(folder)) {
            System.out.println(missing);
        }
        assumeTrue(Files.exists(folder), missing);
        double sum = 0;
        int count = 0;
        for (String line : Files.readAllLines(folder.resolve("desc.txt"))) {
            List<String> fields = Arrays.asList(line.strip().split(",", -1));
            int[] truth = fields.stream().skip(2).mapToInt(Integer::parseInt).toArray();
            try (var rows = Files.lines(folder.resolve(fields.getFirst() + ".txt"))) {
                double[] series = rows.mapToDouble(Double::parseDouble).toArray();
                sum += Clasp.of(series, ClaspSettings.usual()).covering(truth);
            }
            count++;
        }
        assertThat(count).isEqualTo(75);
        assertThat(sum / count).isGreaterThanOrEqualTo(0.855);
    }

    @Nested
    class Scores {
        @Test
        void areThoseOfTheirDefinition() {
            for (int seed = 0; seed < 20; seed++) {
                double[] series = threeShapes(150, seed);
                MatrixProfile profile =
                        ProfileJoin.self(
                                        series,
                                        ProfileSettings.ofWindow(9)
                                                .withExclusion(4)
                                                .withNeighbours(3))
                                .run(Effort.usual(), Progress.none());
                SplitScores scores = new SplitScores(profile);
                double[] found = scores.between(10, 130);
                for (int split = 0; split < found.length; split++) {
                    double expected =
                            split >= 10 && split < 130
                                    ? score(profile, split)
                                    : Double.NEGATIVE_INFINITY;
                    assertThat(found[split])
                            .as("seed " + seed + ", split " + split)
                            .isEqualTo(expected);
                }
                assertThat(scores.apart(70)).isCloseTo(apart(profile, 70), within(1e-12));
            }
        }

        private int[] votes(MatrixProfile profile, int split) {
            int[] votes = new int[profile.size()];
            for (int i = 0; i < votes.length; i++) {
                int ones = 0;
                for (int rank = 0; rank < 3; rank++) {
                    ones += profile.neighbour(i, rank) >= split ? 1 : 0;
                }
                boolean over = i < split && i >= split - profile.settings().window();
                votes[i] = over || ones > 1 ? 1 : 0;
            }
            return votes;
        }

        private double score(MatrixProfile profile, int split) {
            int[] votes = votes(profile, split);
            int[][] counts = new int[2][2];
            for (int i = 0; i < votes.length; i++) {
                counts[votes[i]][i >= split ? 1 : 0]++;
            }
            double ones = counts[1][0] + counts[1][1];
            double zeros = counts[0][0] + counts[0][1];
            if (ones == 0 || zeros == 0) {
                return Double.NEGATIVE_INFINITY;
            }
            return (counts[1][1] / ones + counts[0][0] / zeros) / 2;
        }

        /// Rank by rank.
        private double apart(MatrixProfile profile, int split) {
            int[] votes = votes(profile, split);
            double sum = 0;
            for (int i = 0; i < split; i++) {
                double below = 0;
                double equal = 0;
                for (int vote : votes) {
                    below += vote < votes[i] ? 1 : 0;
                    equal += vote == votes[i] ? 1 : 0;
                }
                sum += below + (equal + 1) / 2;
            }
            double n = votes.length;
            double left = split;
            double right = n - split;
            return Math.abs(sum - left * (n + 1) / 2) / Math.sqrt(left * right * (n + 1) / 12);
        }
    }

    @Nested
    class Refuses {
        @Test
        void seriesThatAreNone() {
            assertThatThrownBy(() -> Clasp.of(new double[0], ClaspSettings.usual()))
                    .hasMessageContaining("EMPTY");
            assertThatThrownBy(() -> Clasp.of(new double[] {1, Double.NaN}, ClaspSettings.usual()))
                    .hasMessageContaining("NOT_A_NUMBER")
                    .hasMessageContaining("sample 1");
            assertThatThrownBy(() -> WindowSize.of(new double[0])).hasMessageContaining("EMPTY");
            assertThatThrownBy(() -> WindowSize.of(new double[] {Double.POSITIVE_INFINITY}))
                    .hasMessageContaining("NOT_A_NUMBER");
        }

        @Test
        void settingsOutOfRange() {
            ClaspSettings usual = ClaspSettings.usual();
            assertThatThrownBy(() -> usual.withWindow(2)).hasMessageContaining("OUT_OF_RANGE");
            assertThatThrownBy(() -> new ClaspSettings(0, 2, 5, 10, 1)).hasMessageContaining("odd");
            assertThatThrownBy(() -> new ClaspSettings(0, 3, 3, 10, 1))
                    .hasMessageContaining("OUT_OF_RANGE");
            assertThatThrownBy(() -> new ClaspSettings(0, 3, 5, 0, 1))
                    .hasMessageContaining("OUT_OF_RANGE");
            assertThatThrownBy(() -> Clasp.best(new double[5], 0, usual, Progress.none()))
                    .hasMessageContaining("OUT_OF_RANGE");
        }
    }
}

package orrery.compare.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import orrery.compare.OracleCase;
import orrery.compare.search.Match;
import orrery.compare.segment.ArcCurve;

/// What STUMPY and others found.
public final class ProfileOracle {
    private ProfileOracle() {}

    /// @return whether the case is of a kind that is checked here
    public static boolean check(OracleCase one) {
        switch (one.kind()) {
            case "matrix_profile" -> matrixProfile(one);
            case "distance_profile" -> distanceProfile(one);
            case "find_similar" -> matches(one);
            case "motifs" -> motifSets(one);
            case "mpdist" -> distanceByProfile(one);
            case "chains" -> chains(one);
            case "fluss" -> arcCurve(one);
            case "matrix_profile_summary" -> profileOfFile(one);
            case "multi_dim_matrix_profile" -> severalChannels(one);
            case "streaming_matrix_profile" -> stream(one);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void assertClose(
            double[] found, double[] expected, double tolerance, String id) {
        assertThat(found).as(id).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] == Double.POSITIVE_INFINITY) {
                assertThat(found[i]).as(id + ", " + i).isInfinite();
            } else {
                assertThat(found[i]).as(id + ", " + i).isCloseTo(expected[i], within(tolerance));
            }
        }
    }

    private static void matrixProfile(OracleCase one) {
        double[] series = one.series("input", "t");
        ProfileSettings settings = ProfileSettings.ofWindow(one.integer("params", "m"));
        MatrixProfile found =
                one.has("input", "t_b")
                        ? MatrixProfile.between(series, one.series("input", "t_b"), settings)
                        : MatrixProfile.of(series, settings);
        double[] distances = one.series("expected", "profile");
        assertClose(found.distances(), distances, one.number("tol"), one.id());
        int[] expected = one.integers("expected", "index");
        PlainProfile plain =
                one.has("input", "t_b")
                        ? new PlainProfile(series, one.series("input", "t_b"), settings, -1)
                        : PlainProfile.self(series, settings);
        for (int i = 0; i < expected.length; i++) {
            assertNeighbour(found, i, expected[i], plain, one);
        }
    }

    // Indices may differ only where distances tie.
    private static void assertNeighbour(
            MatrixProfile found, int i, int expected, PlainProfile plain, OracleCase one) {
        int neighbour = found.neighbour(i);
        if (neighbour != expected) {
            assertThat(Math.min(neighbour, expected)).as(one.id()).isNotNegative();
            assertThat(plain.distance(i, neighbour))
                    .as(one.id())
                    .isCloseTo(plain.distance(i, expected), within(one.number("tol")));
        }
    }

    private static void distanceProfile(OracleCase one) {
        double[] query = one.series("input", "query");
        double[] series = one.series("input", "t");
        DistanceProfile found =
                one.truth("params", "znorm")
                        ? DistanceProfile.zNormalised(query, series)
                        : DistanceProfile.euclidean(query, series);
        assertClose(found.distances(), one.series("expected"), one.number("tol"), one.id());
    }

    private static void matches(OracleCase one) {
        DistanceProfile profile =
                DistanceProfile.zNormalised(one.series("input", "query"), one.series("input", "t"));
        List<Match> found =
                profile.matches(one.number("params", "max_distance"), Integer.MAX_VALUE);
        double[][] expected = one.rows("expected");
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.get(i).distance())
                    .isCloseTo(expected[i][0], within(one.number("tol")));
            assertThat(found.get(i).start()).isEqualTo((int) expected[i][1]);
        }
    }

    private static void motifSets(OracleCase one) {
        double[] series = one.series("input", "t");
        MatrixProfile profile =
                MatrixProfile.of(series, ProfileSettings.ofWindow(one.integer("params", "m")));
        List<MotifSet> found =
                MotifSet.of(series, profile, one.number("params", "max_distance"))
                        .limit(one.integer("params", "max_motifs"))
                        .toList();
        double[][] distances = one.rows("expected", "distances");
        double[][] starts = one.rows("expected", "indices");
        assertThat(found).hasSize(distances.length);
        int most = one.integer("params", "max_matches");
        for (int i = 0; i < distances.length; i++) {
            for (int j = 0; j < most; j++) {
                Match match = found.get(i).matches().get(j);
                assertThat(match.start()).isEqualTo((int) starts[i][j]);
                assertThat(match.distance()).isCloseTo(distances[i][j], within(one.number("tol")));
            }
        }
    }

    private static void distanceByProfile(OracleCase one) {
        double found =
                ProfileDistance.between(
                        one.series("input", "a"),
                        one.series("input", "b"),
                        ProfileSettings.ofWindow(one.integer("params", "m")),
                        one.number("params", "percentage"));
        assertThat(found).isCloseTo(one.number("expected"), within(one.number("tol")));
    }

    private static void chains(OracleCase one) {
        Chains chains = Chains.of(one.integers("input", "left"), one.integers("input", "right"));
        int[] expected = one.integers("expected");
        assertThat(chains.from(expected[0])).isEqualTo(expected);
        assertThat(chains.longest()).hasSizeGreaterThanOrEqualTo(expected.length);
    }

    private static void arcCurve(OracleCase one) {
        int[] neighbours = one.integers("input", "index");
        ArcCurve found = ArcCurve.of(neighbours, one.integer("params", "L"));
        double[] curve = one.series("expected", "cac");
        assertClose(found.corrected(), curve, one.number("tol"), one.id());
        int[] regimes = one.integers("expected", "regime");
        int[] changePoints = found.changePoints(one.integer("params", "n_regimes") - 1);
        if (curve[regimes[0]] == 1) {
            // STUMPY names the first place of a curve that is 1 everywhere.
            assertThat(changePoints).isEmpty();
        } else {
            assertThat(changePoints).isEqualTo(regimes);
        }
    }

    private static void profileOfFile(OracleCase one) {
        double[] series = OracleCase.numbers(one.text("input", "file"));
        if (one.has("input", "first")) {
            series = Arrays.copyOf(series, one.integer("input", "first"));
        }
        MatrixProfile found =
                MatrixProfile.of(series, ProfileSettings.ofWindow(one.integer("params", "m")));
        double tolerance = one.number("tol");
        double[] motif = one.series("expected", "motif");
        Motif nearest = found.motifs(1).getFirst();
        assertThat(nearest.a()).isEqualTo((int) motif[0]);
        assertThat(nearest.b()).isEqualTo((int) motif[1]);
        assertThat(nearest.distance()).isCloseTo(motif[2], within(tolerance));
        assertDiscords(found, one, tolerance);
        if (one.has("expected", "sum_profile")) {
            assertThat(Arrays.stream(found.distances()).sum())
                    .isCloseTo(one.number("expected", "sum_profile"), within(tolerance));
        }
    }

    private static void assertDiscords(MatrixProfile found, OracleCase one, double tolerance) {
        double[][] expected =
                one.has("expected", "discord")
                        ? new double[][] {one.series("expected", "discord")}
                        : one.rows("expected", "top5_discords");
        List<Discord> discords = found.discords(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(discords.get(i).start()).as(one.id()).isEqualTo((int) expected[i][0]);
            assertThat(discords.get(i).distance()).isCloseTo(expected[i][1], within(tolerance));
        }
    }

    private static void severalChannels(OracleCase one) {
        ProfileSettings settings = ProfileSettings.ofWindow(one.integer("params", "m"));
        MultiProfile found = MultiProfile.of(one.rows("input", "t"), settings, Progress.none());
        PlainProfile[] plain =
                Arrays.stream(one.rows("input", "t"))
                        .map(channel -> PlainProfile.self(channel, settings))
                        .toArray(PlainProfile[]::new);
        double[][] distances = one.rows("expected", "profile");
        double[][] neighbours = one.rows("expected", "index");
        for (int k = 0; k < distances.length; k++) {
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.distance(k + 1, i))
                        .isCloseTo(distances[k][i], within(one.number("tol")));
                int expected = (int) neighbours[k][i];
                assertThat(PlainProfile.mean(plain, i, found.neighbour(k + 1, i), k + 1))
                        .isCloseTo(
                                PlainProfile.mean(plain, i, expected, k + 1),
                                within(one.number("tol")));
            }
        }
    }

    private static void stream(OracleCase one) {
        double[] series = one.series("input", "t");
        StreamingProfile found =
                StreamingProfile.keeping(
                        4096, ProfileSettings.ofWindow(one.integer("params", "m")));
        for (double sample : series) {
            found.add(sample);
        }
        double[] distances = one.series("expected", "profile");
        int[] neighbours = one.integers("expected", "index");
        PlainProfile plain = PlainProfile.self(series, found.settings());
        for (int i = 0; i < distances.length; i++) {
            assertThat(found.distance(i)).isCloseTo(distances[i], within(one.number("tol")));
            assertThat(plain.distance(i, (int) found.neighbour(i)))
                    .isCloseTo(plain.distance(i, neighbours[i]), within(one.number("tol")));
        }
    }
}

package orrery.compare.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import orrery.compare.search.Match;
import orrery.timeline.Refusal;

/// A pattern that recurs, with all of its occurrences.
///
/// @param matches the pattern itself first, then the others, nearest first
public record MotifSet(List<Match> matches) {
    public MotifSet {
        matches = List.copyOf(matches);
    }

    /// Motifs, best first: of the windows that are left, the one whose nearest neighbour is
    /// nearest, with all windows within `distanceMax` of it; then these are left out, with those at
    /// most the exclusion away. Lazy: each motif costs O(n·m) when it is asked for.
    ///
    /// @param series the one the profile is of
    /// @param profile a profile of the series with itself
    /// @param distanceMax how far a match may be from the pattern
    /// @throws Refusal LENGTH_MISMATCH if the series is another one, OUT_OF_RANGE if `distanceMax`
    ///     is negative or NaN
    public static Stream<MotifSet> of(double[] series, MatrixProfile profile, double distanceMax) {
        int window = profile.settings().window();
        if (series.length - window + 1 != profile.size()) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    "a series of "
                            + series.length
                            + " samples and a profile of "
                            + profile.size()
                            + " windows",
                    "give the series that the profile is of");
        }
        if (!(distanceMax >= 0)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, "distance is " + distanceMax, "use 0 or more");
        }
        Search search = new Search(series, profile, distanceMax);
        return Stream.generate(search::next).takeWhile(set -> !set.matches.isEmpty());
    }

    private static final class Search {
        private final double[] series;
        private final MatrixProfile profile;
        private final double distanceMax;
        private final double[] open;

        Search(double[] series, MatrixProfile profile, double distanceMax) {
            this.series = series;
            this.profile = profile;
            this.distanceMax = distanceMax;
            this.open = profile.distances();
        }

        MotifSet next() {
            while (true) {
                int pattern = 0;
                for (int i = 1; i < open.length; i++) {
                    pattern = open[i] < open[pattern] ? i : pattern;
                }
                double nearest = open[pattern];
                if (nearest == Double.POSITIVE_INFINITY || nearest > distanceMax) {
                    return new MotifSet(List.of());
                }
                List<Match> matches = matches(pattern);
                for (Match match : matches) {
                    close(match.start());
                }
                if (matches.size() > 1) {
                    return new MotifSet(matches);
                }
            }
        }

        private List<Match> matches(int pattern) {
            ProfileSettings settings = profile.settings();
            double[] query = Arrays.copyOfRange(series, pattern, pattern + settings.window());
            DistanceProfile distances =
                    settings.normalised()
                            ? DistanceProfile.zNormalised(query, series)
                            : DistanceProfile.euclidean(query, series);
            List<Match> found = distances.matches(distanceMax, Integer.MAX_VALUE);
            // Equal windows are at distance 0, too: the pattern is the one that was asked for.
            List<Match> matches = new ArrayList<>();
            matches.add(new Match(pattern, 0));
            for (Match match : found) {
                if (Math.abs(match.start() - pattern) > settings.exclusion()) {
                    matches.add(match);
                }
            }
            return matches;
        }

        private void close(int start) {
            int exclusion = profile.settings().exclusion();
            int from = Math.max(0, start - exclusion);
            int to = (int) Math.min(open.length, (long) start + exclusion + 1);
            Arrays.fill(open, from, to, Double.POSITIVE_INFINITY);
        }
    }
}

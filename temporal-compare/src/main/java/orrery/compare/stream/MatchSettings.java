package orrery.compare.stream;

import orrery.timeline.Refusal;

/// What counts as a match of a query.
///
/// @param epsilon largest distance: the sum of squared differences along the path, without root
/// @param lengthMin least length of a match by that of its query
/// @param lengthMax largest length of a match by that of its query
public record MatchSettings(double epsilon, double lengthMin, double lengthMax) {
    /// @throws Refusal OUT_OF_RANGE where epsilon is negative or NaN, or the lengths are no range
    public MatchSettings {
        if (!(epsilon >= 0)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, "an epsilon of " + epsilon, "use 0 or more");
        }
        if (!(lengthMin >= 0 && lengthMin <= lengthMax)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "lengths from " + lengthMin + " to " + lengthMax,
                    "use 0 <= least <= largest, for example 0.5 and 2");
        }
    }

    /// Matches of any length.
    public static MatchSettings within(double epsilon) {
        return new MatchSettings(epsilon, 0, Double.POSITIVE_INFINITY);
    }

    /// Only matches from `least` to `most` times as long as their query. SPRING itself accepts two
    /// samples as a match of a hundred.
    public MatchSettings withLengths(double least, double most) {
        return new MatchSettings(epsilon, least, most);
    }
}

package orrery.compare.search;

import java.util.OptionalInt;
import orrery.timeline.Refusal;

/// What a [SubsequenceSearch] looks for.
///
/// @param radius largest |i - j| of DTW in samples; 0 is the Euclidean distance
/// @param normalised whether query and windows are brought to mean 0 and deviation 1 first
/// @param neighbours most answers, 1 to [#NEIGHBOURS_MAX]
/// @param range largest distance of an answer, 0 or more; infinite for any
/// @param exclusion answers start more than this many samples apart; absent for ceil(m / 4) of a
///     query of m samples
public record SearchSettings(
        int radius, boolean normalised, int neighbours, double range, OptionalInt exclusion) {
    public static final int NEIGHBOURS_MAX = 1 << 20;

    /// @throws Refusal OUT_OF_RANGE
    public SearchSettings {
        require("radius", radius, radius >= 0, "use 0 or more");
        require(
                "neighbours",
                neighbours,
                neighbours >= 1 && neighbours <= NEIGHBOURS_MAX,
                "use 1 to " + NEIGHBOURS_MAX);
        require("range", range, range >= 0, "use 0 or more");
        require(
                "exclusion",
                exclusion.orElse(0),
                exclusion.isEmpty() || exclusion.getAsInt() >= 0,
                "use 0 or more");
    }

    private static void require(String name, double value, boolean holds, String advice) {
        if (!holds) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    name + " is " + (value == Math.rint(value) ? (long) value + "" : value + ""),
                    advice);
        }
    }

    /// The nearest window under DTW of normalised windows.
    ///
    /// @param radius samples; the UCR suite takes floor(share · m)
    public static SearchSettings dtw(int radius) {
        return new SearchSettings(radius, true, 1, Double.POSITIVE_INFINITY, OptionalInt.empty());
    }

    /// The nearest window by the Euclidean distance of normalised windows.
    public static SearchSettings euclidean() {
        return dtw(0);
    }

    /// With windows and query as they are, so that level and scale count.
    public SearchSettings withoutNormalising() {
        return new SearchSettings(radius, false, neighbours, range, exclusion);
    }

    /// The k nearest, the best first.
    public SearchSettings nearest(int k) {
        return new SearchSettings(radius, normalised, k, range, exclusion);
    }

    /// Only windows up to that distance, and all of them unless `nearest` says fewer.
    public SearchSettings within(double distance) {
        int most = neighbours == 1 ? NEIGHBOURS_MAX : neighbours;
        return new SearchSettings(radius, normalised, most, distance, exclusion);
    }

    /// Answers start more than `samples` apart.
    public SearchSettings apart(int samples) {
        return new SearchSettings(radius, normalised, neighbours, range, OptionalInt.of(samples));
    }
}

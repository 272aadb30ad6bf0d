package orrery.compare.segment;

import orrery.timeline.Refusal;

/// How [Clasp] cuts a series. The defaults are those of its authors.
///
/// @param window samples of the windows that are compared, 3 or more; 0 to let [WindowSize] choose
/// @param neighbours nearest neighbours that vote on a window, 1 to [#NEIGHBOURS_MAX], odd
/// @param segmentMin length of a segment at least, in windows; more than `neighbours`
/// @param parts parts of a series that are tried where all of it shows no change, 1 to [#PARTS_MAX]
/// @param seed of the choice of these parts
public record ClaspSettings(int window, int neighbours, int segmentMin, int parts, long seed) {
    public static final int NEIGHBOURS_MAX = 15;
    public static final int PARTS_MAX = 1000;

    /// @throws Refusal OUT_OF_RANGE
    public ClaspSettings {
        check("window", window, window == 0 ? 0 : 3, 1 << 16);
        check("neighbours", neighbours, 1, NEIGHBOURS_MAX);
        check("segmentMin", segmentMin, neighbours + 1, 1000);
        check("parts", parts, 1, PARTS_MAX);
        if (neighbours % 2 == 0) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    neighbours + " neighbours can vote half and half",
                    "use an odd number");
        }
    }

    /// Window by [WindowSize], 3 neighbours, segments of 5 windows, 10 parts.
    public static ClaspSettings usual() {
        return new ClaspSettings(0, 3, 5, 10, 2357);
    }

    public ClaspSettings withWindow(int samples) {
        return new ClaspSettings(samples, neighbours, segmentMin, parts, seed);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, name + " is " + value, "use " + min + " to " + max);
        }
    }
}

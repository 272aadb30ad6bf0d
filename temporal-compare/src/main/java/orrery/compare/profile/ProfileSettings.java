package orrery.compare.profile;

import orrery.timeline.Refusal;

/// What a matrix profile is to tell of each window.
///
/// @param window samples compared, m: 3 to [#WINDOW_MAX]
/// @param exclusion in a series compared with itself, windows at most so many samples apart do not
///     count as matches: they are the same one, shifted; 0 to [#WINDOW_MAX]
/// @param neighbours nearest neighbours wanted of each window, 1 to [#NEIGHBOURS_MAX]
/// @param normalised whether windows are compared by their shape, brought to mean 0 and deviation
///     1; or as they are
/// @param sides whether the nearest on the left and on the right are wanted, too (for chains and
///     segmentation); a quarter slower or so
public record ProfileSettings(
        int window, int exclusion, int neighbours, boolean normalised, boolean sides) {
    public static final int WINDOW_MIN = 3;

    public static final int WINDOW_MAX = 1 << 16;
    public static final int NEIGHBOURS_MAX = 256;

    /// @throws Refusal OUT_OF_RANGE
    public ProfileSettings {
        check("window", window, WINDOW_MIN, WINDOW_MAX);
        check("exclusion", exclusion, 0, WINDOW_MAX);
        check("neighbours", neighbours, 1, NEIGHBOURS_MAX);
    }

    /// The nearest neighbour of normalised windows, with the usual exclusion of ⌈m/4⌉.
    public static ProfileSettings ofWindow(int window) {
        return new ProfileSettings(window, usualExclusion(window), 1, true, false);
    }

    /// ⌈m/4⌉, as STUMPY.
    public static int usualExclusion(int window) {
        return (int) (((long) window + 3) / 4);
    }

    public ProfileSettings withExclusion(int samples) {
        return new ProfileSettings(window, samples, neighbours, normalised, sides);
    }

    public ProfileSettings withNeighbours(int count) {
        return new ProfileSettings(window, exclusion, count, normalised, sides);
    }

    public ProfileSettings withSides() {
        return new ProfileSettings(window, exclusion, neighbours, normalised, true);
    }

    /// Windows as they are, not normalised.
    public ProfileSettings withoutNormalising() {
        return new ProfileSettings(window, exclusion, neighbours, false, sides);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, name + " is " + value, "use " + min + " to " + max);
        }
    }
}

package orrery.compare.mining;

import orrery.timeline.Refusal;

/// What makes a pattern worth reporting.
///
/// @param minSupport least number of sequences that hold it, 1 or more
/// @param lengthMin least number of items
/// @param lengthMax most items, up to [#LENGTH_LIMIT]
/// @param gapMax most sets from one set of the pattern to the next: 1 for neighbours only
/// @param windowMax most sets from the first to the last set of the pattern, both counted
/// @param threads 1 to [#THREADS_MAX]; the patterns and their order do not depend on it
public record MiningSettings(
        int minSupport, int lengthMin, int lengthMax, int gapMax, int windowMax, int threads) {
    /// Most items of a pattern.
    public static final int LENGTH_LIMIT = 1000;

    public static final int THREADS_MAX = 64;

    /// No limit of a gap or a window.
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /// @throws Refusal OUT_OF_RANGE
    public MiningSettings {
        check("least support", minSupport, Integer.MAX_VALUE);
        check("least length", lengthMin, LENGTH_LIMIT);
        check("largest length", lengthMax, LENGTH_LIMIT);
        check("largest gap", gapMax, UNLIMITED);
        check("window", windowMax, UNLIMITED);
        check("number of threads", threads, THREADS_MAX);
    }

    private static void check(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, "a " + what + " of " + value, "use 1 to " + most);
        }
    }

    /// Patterns of at least a support, of any length and gap, on one thread.
    public static MiningSettings withSupport(int minSupport) {
        return new MiningSettings(minSupport, 1, LENGTH_LIMIT, UNLIMITED, UNLIMITED, 1);
    }

    public MiningSettings withLength(int least, int most) {
        return new MiningSettings(minSupport, least, most, gapMax, windowMax, threads);
    }

    public MiningSettings withGap(int most) {
        return new MiningSettings(minSupport, lengthMin, lengthMax, most, windowMax, threads);
    }

    public MiningSettings withWindow(int most) {
        return new MiningSettings(minSupport, lengthMin, lengthMax, gapMax, most, threads);
    }

    public MiningSettings withThreads(int count) {
        return new MiningSettings(minSupport, lengthMin, lengthMax, gapMax, windowMax, count);
    }
}

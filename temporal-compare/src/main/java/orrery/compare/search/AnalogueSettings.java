package orrery.compare.search;

import orrery.timeline.Refusal;

/// What an [AnalogueSearch] looks for, and in how much.
///
/// @param history samples kept, more than `window`, at most [#HISTORY_MAX]
/// @param window samples compared, 2 to [#WINDOW_MAX]
/// @param neighbours how many are wanted, 1 to [#NEIGHBOURS_MAX]
/// @param simd whether to use the vectorised kernels where the machine has them; the answers are
///     the same either way
public record AnalogueSettings(int history, int window, int neighbours, boolean simd) {
    /// 2^20 samples: 24 to 64 MiB.
    public static final int HISTORY_MAX = 1 << 20;

    public static final int WINDOW_MAX = 256;
    public static final int NEIGHBOURS_MAX = 256;

    /// @throws Refusal OUT_OF_RANGE
    public AnalogueSettings {
        check("window", window, 2, WINDOW_MAX);
        check("history", history, window + 1, HISTORY_MAX);
        check("neighbours", neighbours, 1, NEIGHBOURS_MAX);
    }

    /// History 4,096, window 8, 12 neighbours, vectorised where possible.
    public static AnalogueSettings usual() {
        return new AnalogueSettings(4096, 8, 12, true);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, name + " is " + value, "use " + min + " to " + max);
        }
    }
}

package orrery.compare.warping;

import orrery.timeline.Refusal;

/// Samples at the ends that need not be aligned and then cost nothing (psi-relaxation).
///
/// @param xBegin leading samples of x, 0 or more; as the others
/// @param xEnd trailing samples of x
/// @param yBegin leading samples of y
/// @param yEnd trailing samples of y
public record OpenEnds(int xBegin, int xEnd, int yBegin, int yEnd) {
    /// @throws Refusal OUT_OF_RANGE
    public OpenEnds {
        for (int open : new int[] {xBegin, xEnd, yBegin, yEnd}) {
            if (open < 0) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE, "an open end of " + open, "use 0 or more");
            }
        }
    }

    /// Both series from their first sample to their last.
    public static OpenEnds none() {
        return new OpenEnds(0, 0, 0, 0);
    }

    /// All of x against any part of y.
    public static OpenEnds anywhereIn(int yLength) {
        return new OpenEnds(0, 0, yLength, yLength);
    }
}

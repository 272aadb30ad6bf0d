package orrery.compare.internal;

import java.util.Arrays;

/// What a pattern may be.
///
/// @param lengthMax most items
/// @param gapMax most places from one set of a pattern to the next
/// @param spanMax most places from the first set to the last, both counted
public record MiningLimits(int lengthMax, int gapMax, int spanMax) {
    boolean gapLimited() {
        return gapMax < Integer.MAX_VALUE;
    }

    boolean spanLimited() {
        return spanMax < Integer.MAX_VALUE;
    }

    /// Whether only all places of a pattern say whether it can go on.
    public boolean constrained() {
        return gapLimited() || spanLimited();
    }

    long[] all(int words) {
        long[] all = new long[words];
        Arrays.fill(all, -1L);
        return all;
    }
}

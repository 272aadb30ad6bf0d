package orrery.compare.internal;

import java.util.Arrays;

/// What the float filter of [ZNormalisedScan] reads, mirrored like the ring.
final class NormalisedWindows {
    private final float[] differences;
    private final float[] inverses;
    private final float[] query;

    NormalisedWindows(int places, int window) {
        this.differences = new float[places];
        this.inverses = new float[places];
        this.query = new float[window - 1];
        Arrays.fill(inverses, Float.NaN);
    }

    /// Newer minus older sample, by the age of the newer.
    float[] differences() {
        return differences;
    }

    /// 1 / deviation of the window that ends at that age; 0 where it is constant, NaN where it has
    /// a gap.
    float[] inverses() {
        return inverses;
    }

    /// First differences of the normalised latest window, newest first.
    float[] query() {
        return query;
    }
}

package orrery.compare.internal;

/// What the float filter of [ZNormalisedScan] reads, in the layout of [Stripes].
final class NormalisedWindows {
    private final float[] differences;
    private final float[] inverses;
    private final float[] firsts;
    private final float[] query;

    NormalisedWindows(Stripes stripes, int window) {
        this.differences = stripes.bySample(0);
        this.inverses = stripes.byWindow(Float.NaN);
        this.firsts = stripes.byWindow(0);
        this.query = new float[window];
    }

    /// Each sample minus the one before it, by sample.
    float[] differences() {
        return differences;
    }

    /// 1 / deviation by window; 0 where it is constant, NaN where it is no candidate.
    float[] inverses() {
        return inverses;
    }

    /// The normalised oldest sample by window.
    float[] firsts() {
        return firsts;
    }

    /// Of the normalised latest window: the oldest sample, then each minus the one before it.
    float[] query() {
        return query;
    }
}

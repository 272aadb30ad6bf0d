package orrery.compare.internal;

/// A stretch of consecutive windows of a series, in floats, for the vectorised bounds.
///
/// Samples are taken relative to one of them, so that a large offset costs no digits, and window i
/// is normalised as `sample * inverse[i] + shift[i]`. A lower bound so computed is off, as the root
/// of its sum, by at most `error[i] * sqrt(m)`: the triangle inequality over the m samples.
final class SearchBlock {
    /// Windows a block.
    static final int WINDOWS = 4096;

    /// Room at the end, so that a vector may start at any window.
    static final int SLACK = 16;

    /// Of floats, each of a few operations being off by 2^-24.
    private static final double ROUNDING = 0x1p-20;

    /// Of the running sums, over a block and a long window.
    private static final double SUMS = 1e-12;

    private final int length;
    private final boolean normalised;
    private final float[] samples;
    private final float[] inverse = new float[WINDOWS + SLACK];
    private final float[] shift = new float[WINDOWS + SLACK];
    private final float[] error = new float[WINDOWS + SLACK];
    private int first;
    private int count;

    SearchBlock(int length, boolean normalised) {
        this.length = length;
        this.normalised = normalised;
        samples = new float[WINDOWS + SLACK + length];
    }

    int first() {
        return first;
    }

    int count() {
        return count;
    }

    /// Samples relative to the base, the first of them that of window 0.
    float[] samples() {
        return samples;
    }

    float[] inverse() {
        return inverse;
    }

    float[] shift() {
        return shift;
    }

    float[] error() {
        return error;
    }

    /// Whether window i can be bounded: its deviation is clear of rounding.
    boolean isSure(int i) {
        return error[i] < Float.POSITIVE_INFINITY;
    }

    /// Takes the windows that start at `first` and after it.
    ///
    /// @param series finite
    void take(double[] series, int first, int count) {
        this.first = first;
        this.count = count;
        int end = first + count + length - 1;
        double base = normalised ? series[first + (end - first) / 2] : 0;
        double largest = 0;
        for (int i = first; i < end; i++) {
            double sample = series[i] - base;
            samples[i - first] = (float) sample;
            largest = Math.max(largest, Math.abs(sample));
        }
        for (int i = end - first; i < samples.length; i++) {
            samples[i] = 0;
        }
        if (normalised) {
            normalise(series, base, largest, Math.abs(base) + largest);
        } else {
            for (int i = 0; i < inverse.length; i++) {
                inverse[i] = 1;
                shift[i] = 0;
                error[i] = (float) (largest * ROUNDING);
            }
        }
    }

    // Sums of differences from the base, begun anew with each block.
    private void normalise(double[] series, double base, double largest, double magnitude) {
        // What counts as constant is decided where windows are compared exactly.
        double constant = 64 * Math.ulp(magnitude);
        double least = Math.max(largest * largest * 1e-9, constant * constant);
        double sum = 0;
        double squares = 0;
        for (int j = 0; j < length - 1; j++) {
            double d = series[first + j] - base;
            sum += d;
            squares += d * d;
        }
        for (int i = 0; i < count; i++) {
            double d = series[first + i + length - 1] - base;
            sum += d;
            squares += d * d;
            double mean = sum / length;
            double variance = squares / length - mean * mean;
            // Below this the variance may be all rounding: such windows are not bounded.
            boolean sure = variance > least;
            double scale = sure ? 1 / Math.sqrt(variance) : 0;
            inverse[i] = (float) scale;
            shift[i] = (float) (-mean * scale);
            double relative = ROUNDING + SUMS * (1 + largest * largest / variance);
            error[i] = sure ? (float) (largest * scale * relative) : Float.POSITIVE_INFINITY;
            double leaving = series[first + i] - base;
            sum -= leaving;
            squares -= leaving * leaving;
        }
        for (int i = count; i < inverse.length; i++) {
            inverse[i] = 0;
            shift[i] = 0;
            error[i] = 0;
        }
    }
}

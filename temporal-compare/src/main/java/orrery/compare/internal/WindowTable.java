package orrery.compare.internal;

import java.util.Arrays;

/// What the recurrence along diagonals needs to know about each window of a series.
///
/// Where windows are normalised, samples are scaled by a power of two, so that the largest is about
/// 1. Missing ones (NaN, infinite, beyond [#SAMPLE_MAX]) are replaced by the last that is there,
/// and windows with one are invalid. Each window is centred from its own first sample, so a large
/// offset costs no more than the digits the samples have lost to it. All arrays run on by [#PAD]
/// idle entries, so that kernels may read past the last window.
public final class WindowTable {
    /// Idle entries at the end of each array.
    public static final int PAD = 2 * PairKernel.WIDTH;

    /// Samples beyond this are missing: their squares have to fit into a double.
    static final double SAMPLE_MAX = 1e150;

    /// The recurrence starts anew where windows have become this much smaller, since its error is
    /// that of the largest window it has passed.
    static final double SHRINKAGE = 64;

    /// The recurrence starts anew after so many windows.
    static final int RUN = 1 << 14;

    /// The same for squared distances, whose error does not shrink with the windows.
    private static final int SQUARE_RUN = 1 << 10;

    /// A norm so much less than the largest sample is none: its square would have too few digits.
    private static final double NOTHING = 1e-140;

    private static final int CHUNK = 1024;

    private final int window;
    private final int count;
    private final WindowArrays arrays;
    private final double[] samples;
    private final double[] offset;
    private final double[] inverse;
    private final double[] halfStep;
    private final double[] centredSum;
    private final boolean[] valid;
    private final boolean normalised;
    private final double largest;
    private final int[] restarts;
    private final double[] peaks;

    /// @param window 2 to the length of the series
    /// @param normalised whether windows are compared by their shape alone
    public WindowTable(double[] series, int window, boolean normalised) {
        this.normalised = normalised;
        this.window = window;
        this.count = series.length - window + 1;
        this.valid = new boolean[count];
        this.arrays = new WindowArrays(window, series.length + PAD);
        this.samples = arrays.samples;
        this.offset = arrays.offset;
        this.inverse = arrays.inverse;
        this.halfStep = arrays.halfStep;
        this.centredSum = arrays.centredSum;
        this.largest = largest(series);
        fillGaps(series);
        double[] norms = norms();
        for (int i = 1; i < count; i++) {
            double entering = samples[i + window - 1];
            halfStep[i] = (entering - samples[i - 1]) * 0.5;
            centredSum[i] = entering - samples[i] - offset[i] - offset[i - 1];
        }
        invert(norms);
        this.restarts = restarts(norms);
        this.peaks = peakInverses();
    }

    int window() {
        return window;
    }

    /// Number of windows.
    public int count() {
        return count;
    }

    boolean isNormalised() {
        return normalised;
    }

    /// How pairs with windows of another series are ranked.
    Scoring scoring(WindowTable other) {
        return normalised ? new Scoring.Correlation() : square(other);
    }

    /// The same where windows are compared as they are: relative to the largest sample of both.
    Scoring.Square square(WindowTable other) {
        double range = 2 * Math.max(largest, other.largest);
        double square = window * range * range;
        return new Scoring.Square(1e-8 * square, 1e-12 * square);
    }

    /// Whether all samples of the window are there.
    public boolean isValid(int i) {
        return valid[i];
    }

    /// Whether the window is valid and has no shape, because all of its samples are the same.
    public boolean isConstant(int i) {
        return valid[i] && inverse[i] == 0;
    }

    WindowArrays arrays() {
        return arrays;
    }

    double[] samples() {
        return samples;
    }

    /// One over the norm of a centred window, or 1 where it is compared as it is; 0 where it takes
    /// no part: invalid, or constant and normalised.
    double[] inverse() {
        return inverse;
    }

    /// By chunk as [BestMatches#floors]: the most [#inverse] of its windows, and a little more, for
    /// what is rounded in another order.
    double[] peaks() {
        return peaks;
    }

    /// Half of what the entering sample has more than the leaving one.
    double[] halfStep() {
        return halfStep;
    }

    /// The centred entering sample plus the centred leaving one.
    double[] centredSum() {
        return centredSum;
    }

    /// The first window from `i` on where the recurrence has to start anew; at least [#count] if
    /// there is none.
    int restart(int i) {
        int at = Arrays.binarySearch(restarts, i);
        return restarts[at < 0 ? -at - 1 : at];
    }

    /// Half the squared distance of two windows brought to mean 0 and norm 1, or 1 - correlation;
    /// exact to rounding, also where they are nearly the same.
    double halfSquare(int i, WindowTable other, int j) {
        if (!normalised) {
            return SquareKernel.square(this, i, other, j) * 0.5;
        }
        return arrays.halfSquare(i, other.arrays, j);
    }

    private void fillGaps(double[] series) {
        boolean scaled = normalised && largest > 0;
        double scale = scaled ? Math.scalb(1.0, -Math.getExponent(largest)) : 1;
        double last = firstThere(series);
        int gap = -1;
        for (int t = 0; t < series.length; t++) {
            if (Math.abs(series[t]) <= SAMPLE_MAX) {
                last = series[t];
            } else {
                gap = t;
            }
            samples[t] = last * scale;
            if (t >= window - 1) {
                valid[t - window + 1] = gap < t - window + 1;
            }
        }
        Arrays.fill(samples, series.length, samples.length, last * scale);
    }

    private static double largest(double[] series) {
        double largest = 0;
        for (double sample : series) {
            double size = Math.abs(sample);
            largest = size <= SAMPLE_MAX ? Math.max(largest, size) : largest;
        }
        return largest;
    }

    private static double firstThere(double[] series) {
        for (double sample : series) {
            if (Math.abs(sample) <= SAMPLE_MAX) {
                return sample;
            }
        }
        return 0;
    }

    // Many windows at a time, one offset within them after another: loops that the compiler turns
    // into vectors, without changing the order of any sum.
    private double[] norms() {
        double[] norms = new double[count];
        for (int start = 0; start < count; start += CHUNK) {
            int stop = Math.min(count, start + CHUNK);
            for (int k = 1; k < window; k++) {
                addOffsets(k, start, stop);
            }
            for (int i = start; i < stop; i++) {
                offset[i] /= window;
            }
            for (int k = 0; k < window; k++) {
                addSquares(norms, k, start, stop);
            }
        }
        for (int i = 0; i < count; i++) {
            norms[i] = Math.sqrt(norms[i]);
        }
        return norms;
    }

    private void addOffsets(int k, int start, int stop) {
        final double[] x = samples;
        final double[] sums = offset;
        for (int i = start; i < stop; i++) {
            sums[i] += x[i + k] - x[i];
        }
    }

    private void addSquares(double[] norms, int k, int start, int stop) {
        final double[] x = samples;
        final double[] means = offset;
        for (int i = start; i < stop; i++) {
            double centred = x[i + k] - x[i] - means[i];
            norms[i] += centred * centred;
        }
    }

    private void invert(double[] norms) {
        // No sample is over 2, so no window whose norm is over this is constant.
        double surely = 16 * Math.ulp(2.0) * Math.sqrt(window);
        for (int i = 0; i < count; i++) {
            boolean flat = normalised && norms[i] <= surely && arrays.isFlat(norms[i], i);
            flat |= normalised && norms[i] <= NOTHING;
            double kept = normalised ? 1 / norms[i] : 1;
            inverse[i] = flat || !valid[i] ? 0 : kept;
        }
    }

    private double[] peakInverses() {
        int bits = BestMatches.CHUNK_BITS;
        double[] peaks = new double[(inverse.length >> bits) + 1];
        for (int chunk = 0; chunk < peaks.length; chunk++) {
            int stop = Math.min(inverse.length, (chunk + BestMatches.SPAN) << bits);
            for (int i = chunk << bits; i < stop; i++) {
                peaks[chunk] = Math.max(peaks[chunk], inverse[i] * (1 + 1e-12));
            }
        }
        return peaks;
    }

    private int[] restarts(double[] norms) {
        int[] found = new int[count + 1];
        int run = normalised ? RUN : SQUARE_RUN;
        int size = 0;
        double largest = 0;
        for (int i = 0; i < count; i++) {
            boolean shrunk = inverse[i] != 0 && largest > SHRINKAGE * norms[i];
            boolean again = i > 0 && inverse[i] != 0 && inverse[i - 1] == 0;
            if (shrunk || again || i % run == 0) {
                found[size++] = i;
                largest = 0;
            }
            largest = Math.max(largest, norms[i]);
        }
        int[] restarts = Arrays.copyOf(found, size + 1);
        restarts[size] = Integer.MAX_VALUE;
        return restarts;
    }
}

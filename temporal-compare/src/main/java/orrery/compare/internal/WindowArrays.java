package orrery.compare.internal;

import java.util.Arrays;

/// What is known of the windows of a series, by where they start: columns of one table.
final class WindowArrays {
    final int window;
    double[] samples;

    /// Mean of a window less its first sample.
    double[] offset;

    /// One over the norm of a centred window, or 1 where it is compared as it is; 0 where it takes
    /// no part: invalid, or constant and normalised.
    double[] inverse;

    /// Half of what the entering sample has more than the leaving one.
    double[] halfStep;

    /// The centred entering sample plus the centred leaving one.
    double[] centredSum;

    WindowArrays(int window, int capacity) {
        this.window = window;
        this.samples = new double[capacity];
        this.offset = new double[capacity];
        this.inverse = new double[capacity];
        this.halfStep = new double[capacity];
        this.centredSum = new double[capacity];
    }

    /// Makes room.
    void grow(int capacity) {
        samples = Arrays.copyOf(samples, capacity);
        offset = Arrays.copyOf(offset, capacity);
        inverse = Arrays.copyOf(inverse, capacity);
        halfStep = Arrays.copyOf(halfStep, capacity);
        centredSum = Arrays.copyOf(centredSum, capacity);
    }

    /// Moves all entries from `from` on to the front.
    void drop(int from) {
        for (double[] column : new double[][] {samples, offset, inverse, halfStep, centredSum}) {
            System.arraycopy(column, from, column, 0, column.length - from);
        }
    }

    /// Whether a window of that norm is constant to rounding.
    boolean isFlat(double norm, int i) {
        double largest = 0;
        for (int k = i; k < i + window; k++) {
            largest = Math.max(largest, Math.abs(samples[k]));
        }
        return norm <= 16 * Math.ulp(largest) * Math.sqrt(window);
    }

    /// Half the squared distance of two windows brought to mean 0 and norm 1, or 1 - correlation;
    /// exact to rounding, also where they are nearly the same.
    double halfSquare(int i, WindowArrays other, int j) {
        final double[] x = samples;
        final double[] y = other.samples;
        final double a = x[i];
        final double b = y[j];
        final double ma = offset[i];
        final double mb = other.offset[j];
        final double ia = inverse[i];
        final double ib = other.inverse[j];
        double even = 0;
        double odd = 0;
        int k = 0;
        for (; k + 1 < window; k += 2) {
            double d0 = (x[i + k] - a - ma) * ia - (y[j + k] - b - mb) * ib;
            double d1 = (x[i + k + 1] - a - ma) * ia - (y[j + k + 1] - b - mb) * ib;
            even += d0 * d0;
            odd += d1 * d1;
        }
        if (k < window) {
            double d = (x[i + k] - a - ma) * ia - (y[j + k] - b - mb) * ib;
            even += d * d;
        }
        return (even + odd) * 0.5;
    }

    /// The covariance of two windows, from its definition.
    double covariance(int i, WindowArrays other, int j) {
        final double[] x = samples;
        final double[] y = other.samples;
        double sum = 0;
        for (int k = 0; k < window; k++) {
            double one = x[i + k] - x[i] - offset[i];
            sum = Math.fma(one, y[j + k] - y[j] - other.offset[j], sum);
        }
        return sum;
    }
}

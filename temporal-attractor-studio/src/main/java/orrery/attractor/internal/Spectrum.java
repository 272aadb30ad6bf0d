package orrery.attractor.internal;

import java.util.Arrays;

/// Autocorrelation and strongest line of one window, through one transform each.
///
/// Time O(n log n). Not thread-safe: owns its buffers. Allocates nothing after construction.
public final class Spectrum {
    private final Fourier fourier;
    private final double[] re;
    private final double[] im;
    private final double[] sums;

    /// @param capacity longest window, in samples
    public Spectrum(int capacity) {
        int size = Integer.highestOneBit(Math.max(2, 2 * capacity - 1)) << 1;
        fourier = new Fourier(size);
        re = new double[size];
        im = new double[size];
        sums = new double[capacity];
    }

    /// Computes the lagged products r(k) = sum over i of z(i) z(i + k), for k = 0 .. n - 1.
    ///
    /// @param z n samples, mean removed
    /// @return this object's own array, valid until the next call
    public double[] laggedProducts(double[] z, int n) {
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
        System.arraycopy(z, 0, re, 0, n);
        fourier.transform(re, im);
        for (int k = 0; k < re.length; k++) {
            re[k] = re[k] * re[k] + im[k] * im[k];
            im[k] = 0;
        }
        fourier.transform(re, im);
        for (int k = 0; k < n; k++) {
            sums[k] = re[k] / re.length;
        }
        return sums;
    }

    /// The frequency of the strongest line, in cycles per sample, 0 to 1/2.
    ///
    /// The line is found on the grid of the transform under a Hann window and refined from the
    /// phase that it gains between the two halves of the window.
    public double strongestLine(double[] z, int n) {
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
        double angle = 2 * Math.PI / n;
        for (int i = 0; i < n; i++) {
            re[i] = z[i] * (0.5 - 0.5 * Math.cos(angle * (i + 0.5)));
        }
        fourier.transform(re, im);
        int best = 1;
        double most = 0;
        for (int k = 1; k <= re.length / 2; k++) {
            double power = re[k] * re[k] + im[k] * im[k];
            if (power > most) {
                most = power;
                best = k;
            }
        }
        double frequency = (double) best / re.length;
        return refined(z, n, refined(z, n, frequency));
    }

    private static double refined(double[] z, int n, double frequency) {
        int half = n / 2;
        double first = phase(z, 0, half, frequency);
        double second = phase(z, half, half, frequency);
        double gained = second - first;
        gained -= 2 * Math.PI * Math.rint(gained / (2 * Math.PI));
        double shift = gained / (2 * Math.PI * half);
        double moved = frequency + shift;
        return Math.abs(shift) <= 1.0 / n && moved > 0 && moved <= 0.5 ? moved : frequency;
    }

    /// Phase at sample 0 of the line in the part of the window, under a Hann window.
    private static double phase(double[] z, int from, int length, double frequency) {
        double c = Math.cos(2 * Math.PI * frequency);
        double s = Math.sin(2 * Math.PI * frequency);
        double hc = Math.cos(2 * Math.PI / length);
        double hs = Math.sin(2 * Math.PI / length);
        double cr = Math.cos(2 * Math.PI * frequency * from);
        double ci = -Math.sin(2 * Math.PI * frequency * from);
        double wr = Math.cos(Math.PI / length);
        double wi = Math.sin(Math.PI / length);
        double sumR = 0;
        double sumI = 0;
        for (int i = 0; i < length; i++) {
            double v = z[from + i] * (1 - wr);
            sumR += v * cr;
            sumI += v * ci;
            double r = cr * c + ci * s;
            ci = ci * c - cr * s;
            cr = r;
            double w = wr * hc - wi * hs;
            wi = wi * hc + wr * hs;
            wr = w;
        }
        return Math.atan2(sumI, sumR);
    }
}

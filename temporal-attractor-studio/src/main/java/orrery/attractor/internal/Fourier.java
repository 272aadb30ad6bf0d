package orrery.attractor.internal;

/// Discrete Fourier transform in place, radix 2, with tables made once.
///
/// Time O(N log N), memory O(N) for a size N that is a power of two. Not thread-safe only in so far
/// as the caller's arrays are not; the tables never change. Allocates nothing after construction.
///
/// Source: Cooley & Tukey, Math. Comp. 19, 1965, doi:10.1090/S0025-5718-1965-0178586-1.
public final class Fourier {
    private final int size;
    private final double[] cosine;
    private final double[] sine;

    /// @param size a power of two
    public Fourier(int size) {
        if (Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size " + size + " is no power of two");
        }
        this.size = size;
        cosine = new double[Math.max(1, size / 2)];
        sine = new double[cosine.length];
        for (int k = 0; k < cosine.length; k++) {
            cosine[k] = Math.cos(2 * Math.PI * k / size);
            sine[k] = Math.sin(2 * Math.PI * k / size);
        }
    }

    public int size() {
        return size;
    }

    /// Replaces the signal by its transform, sum over t of x(t) exp(-2 pi i k t / N), unscaled.
    ///
    /// @param re real parts, at least `size` long; the rest is not touched
    /// @param im imaginary parts, the same
    public void transform(double[] re, double[] im) {
        reorder(re, im, size);
        // Hot path.
        for (int half = 1; half < size; half <<= 1) {
            int step = size / (2 * half);
            for (int start = 0; start < size; start += 2 * half) {
                for (int k = 0, t = 0; k < half; k++, t += step) {
                    int a = start + k;
                    int b = a + half;
                    double wr = cosine[t];
                    double wi = -sine[t];
                    double xr = re[b] * wr - im[b] * wi;
                    double xi = re[b] * wi + im[b] * wr;
                    re[b] = re[a] - xr;
                    im[b] = im[a] - xi;
                    re[a] += xr;
                    im[a] += xi;
                }
            }
        }
    }

    private static void reorder(double[] re, double[] im, int size) {
        for (int i = 1, j = 0; i < size; i++) {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                double r = re[i];
                re[i] = re[j];
                re[j] = r;
                double m = im[i];
                im[i] = im[j];
                im[j] = m;
            }
        }
    }
}

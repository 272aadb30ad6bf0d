package orrery.loop.level;

import orrery.compare.internal.Kernels;

/// The inner loops of level 1: plain here, and vectorised in [LevelLanes] where that runs.
///
/// Both take each number through the same operations in the same order, so they agree bit for bit.
/// Arrays are [#padded]. Allocation: none.
final class LevelKernels {
    /// The most lanes that a vector of doubles may have.
    static final int DOUBLES = 8;

    /// The most lanes that a vector of floats may have.
    static final int FLOATS = 16;

    private static final boolean VECTORISED = Kernels.vectorised() && LevelLanes.fit();

    private LevelKernels() {}

    /// The least multiple of `lanes` that is not below `length`.
    static int padded(int length, int lanes) {
        return (length + lanes - 1) / lanes * lanes;
    }

    /// How many values are below `a`, in the upper half, and below `b`, in the lower half.
    static long below(float[] values, float a, float b) {
        return VECTORISED ? LevelLanes.below(values, a, b) : belowPlain(values, a, b);
    }

    static long belowPlain(float[] values, float a, float b) {
        int belowA = 0;
        int belowB = 0;
        for (float value : values) {
            belowA += value < a ? 1 : 0;
            belowB += value < b ? 1 : 0;
        }
        return (long) belowA << 32 | belowB;
    }

    /// `product = Σ factors[j] · row j` for the rows of a matrix, each as long as `product`.
    static void multiply(double[] matrix, double[] factors, int rows, double[] product) {
        if (VECTORISED) {
            LevelLanes.multiply(matrix, factors, rows, product);
        } else {
            multiplyPlain(matrix, factors, rows, product);
        }
    }

    static void multiplyPlain(double[] matrix, double[] factors, int rows, double[] product) {
        java.util.Arrays.fill(product, 0);
        for (int j = 0; j < rows; j++) {
            int row = j * product.length;
            for (int i = 0; i < product.length; i++) {
                product[i] += factors[j] * matrix[row + i];
            }
        }
    }

    /// `row j = row j · scale − v[j] · shrink · v` for the rows of a matrix, each as long as v.
    static void deflate(double[] matrix, double[] v, int rows, double scale, double shrink) {
        if (VECTORISED) {
            LevelLanes.deflate(matrix, v, rows, scale, shrink);
        } else {
            deflatePlain(matrix, v, rows, scale, shrink);
        }
    }

    static void deflatePlain(double[] matrix, double[] v, int rows, double scale, double shrink) {
        for (int j = 0; j < rows; j++) {
            double factor = v[j] * shrink;
            int row = j * v.length;
            for (int i = 0; i < v.length; i++) {
                matrix[row + i] = matrix[row + i] * scale - factor * v[i];
            }
        }
    }

    /// `sums[k] += samples[f] · samples[f + k]` for every k below `lags`, for each f from `oldest`
    /// down to `newest`.
    static void addProducts(double[] samples, int oldest, int newest, double[] sums, int lags) {
        if (VECTORISED && lags % DOUBLES == 0 && (oldest - newest + 1) % LevelLanes.AT_ONCE == 0) {
            LevelLanes.addProducts(samples, oldest, newest, sums, lags);
        } else {
            addProductsPlain(samples, oldest, newest, sums, lags);
        }
    }

    static void addProductsPlain(
            double[] samples, int oldest, int newest, double[] sums, int lags) {
        for (int from = oldest; from >= newest; from--) {
            double factor = samples[from];
            for (int k = 0; k < lags; k++) {
                sums[k] += factor * samples[from + k];
            }
        }
    }
}

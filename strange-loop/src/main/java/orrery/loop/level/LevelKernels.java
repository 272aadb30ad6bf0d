package orrery.loop.level;

import java.util.Arrays;
import orrery.compare.TemporalCompare;

/// The inner loops of level 1: plain here, and vectorised in [LevelLanes] where that runs.
///
/// Both take each number through the same operations in the same order, so they agree bit for bit.
/// Arrays are [#padded]. Allocation: none.
final class LevelKernels {
    /// The most lanes that a vector of doubles may have.
    static final int DOUBLES = 8;

    /// The most lanes that a vector of floats may have.
    static final int FLOATS = 16;

    /// Interleaved parts of a sum of floats.
    static final int PARTS = 8;

    private static final boolean VECTORISED = TemporalCompare.vectorised() && LevelLanes.fit();

    private LevelKernels() {}

    /// The least multiple of `lanes` that is not below `length`.
    static int padded(int length, int lanes) {
        return (length + lanes - 1) / lanes * lanes;
    }

    /// A window for `size` sorted numbers: they are from place 1 on, infinities follow, and one of
    /// the other sign comes before.
    static float[] sortedWindow(int size) {
        float[] sorted = new float[padded(size, FLOATS) + 2];
        Arrays.fill(sorted, Float.POSITIVE_INFINITY);
        sorted[0] = Float.NEGATIVE_INFINITY;
        return sorted;
    }

    /// Takes a number out of a [#sortedWindow] and puts another one where it belongs.
    ///
    /// @param old one that is there; infinity for a place that is still free
    static void replace(float[] sorted, float old, float value) {
        if (VECTORISED) {
            LevelLanes.replace(sorted, old, value);
        } else {
            replacePlain(sorted, old, value);
        }
    }

    static void replacePlain(float[] sorted, float old, float value) {
        int at = Arrays.binarySearch(sorted, old);
        while (sorted[at] < value && sorted[at + 1] < value) {
            sorted[at] = sorted[at + 1];
            at++;
        }
        while (sorted[at - 1] > value) {
            sorted[at] = sorted[at - 1];
            at--;
        }
        sorted[at] = value;
    }

    /// `Σ max(0, number − gap)` over a [#sortedWindow], in eight interleaved parts of floats.
    static float excess(float[] sorted, float gap) {
        return VECTORISED ? LevelLanes.excess(sorted, gap) : excessPlain(sorted, gap);
    }

    static float excessPlain(float[] sorted, float gap) {
        float[] parts = new float[PARTS];
        for (int i = 1; i < sorted.length - 1; i++) {
            if (sorted[i] > gap && sorted[i] < Float.POSITIVE_INFINITY) {
                parts[(i - 1) % PARTS] += sorted[i] - gap;
            }
        }
        return ((parts[0] + parts[1]) + (parts[2] + parts[3]))
                + ((parts[4] + parts[5]) + (parts[6] + parts[7]));
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
        Arrays.fill(product, 0);
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

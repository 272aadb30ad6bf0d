package orrery.loop.level;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised kernels of [LevelKernels]. Nothing links this class where the Vector API is
/// absent.
final class LevelLanes {
    /// Samples whose products are added in one pass.
    static final int AT_ONCE = 8;

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;

    private LevelLanes() {}

    /// Whether whole vectors fill the padded arrays.
    static boolean fit() {
        return FLOATS.length() <= LevelKernels.FLOATS && SPECIES.length() <= LevelKernels.DOUBLES;
    }

    static void replace(float[] sorted, float old, float value) {
        if (value > old) {
            moveDown(sorted, old, value);
        } else {
            moveUp(sorted, old, value);
        }
    }

    // Numbers from the old one to the new one go one place down.
    private static void moveDown(float[] sorted, float old, float value) {
        int lanes = FLOATS.length();
        FloatVector added = FloatVector.broadcast(FLOATS, value);
        for (int i = 1; i < sorted.length - 1; i += lanes) {
            FloatVector here = FloatVector.fromArray(FLOATS, sorted, i);
            FloatVector next = FloatVector.fromArray(FLOATS, sorted, i + 1);
            FloatVector moved = added.blend(next, next.compare(VectorOperators.LT, value));
            moved = here.blend(moved, here.compare(VectorOperators.LT, value));
            here.blend(moved, here.compare(VectorOperators.GE, old)).intoArray(sorted, i);
        }
    }

    // Numbers from the new one to the old one go one place up.
    private static void moveUp(float[] sorted, float old, float value) {
        int lanes = FLOATS.length();
        FloatVector added = FloatVector.broadcast(FLOATS, value);
        for (int i = sorted.length - 1 - lanes; i >= 1; i -= lanes) {
            FloatVector here = FloatVector.fromArray(FLOATS, sorted, i);
            FloatVector before = FloatVector.fromArray(FLOATS, sorted, i - 1);
            FloatVector moved = added.blend(before, before.compare(VectorOperators.GT, value));
            moved = here.blend(moved, here.compare(VectorOperators.GT, value));
            here.blend(moved, here.compare(VectorOperators.LE, old)).intoArray(sorted, i);
        }
    }

    static float excess(float[] sorted, float gap) {
        FloatVector parts = FloatVector.zero(EIGHT);
        for (int i = 1; i < sorted.length - 1; i += EIGHT.length()) {
            FloatVector number = FloatVector.fromArray(EIGHT, sorted, i);
            VectorMask<Float> counted =
                    number.compare(VectorOperators.GT, gap)
                            .and(number.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
            parts = parts.add(number.sub(gap), counted);
        }
        return ((parts.lane(0) + parts.lane(1)) + (parts.lane(2) + parts.lane(3)))
                + ((parts.lane(4) + parts.lane(5)) + (parts.lane(6) + parts.lane(7)));
    }

    static void multiply(double[] matrix, double[] factors, int rows, double[] product) {
        int lanes = SPECIES.length();
        int stride = product.length;
        for (int i = 0; i < stride; i += lanes) {
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int j = 0; j < rows; j++) {
                DoubleVector row = DoubleVector.fromArray(SPECIES, matrix, j * stride + i);
                sum = sum.add(row.mul(factors[j]));
            }
            sum.intoArray(product, i);
        }
    }

    static void deflate(double[] matrix, double[] v, int rows, double scale, double shrink) {
        int lanes = SPECIES.length();
        int stride = v.length;
        for (int i = 0; i < stride; i += lanes) {
            DoubleVector part = DoubleVector.fromArray(SPECIES, v, i);
            for (int j = 0; j < rows; j++) {
                DoubleVector row = DoubleVector.fromArray(SPECIES, matrix, j * stride + i);
                row.mul(scale).sub(part.mul(v[j] * shrink)).intoArray(matrix, j * stride + i);
            }
        }
    }

    // Hot path: a sum stays in its register for eight products.
    static void addProducts(double[] samples, int oldest, int newest, double[] sums, int lags) {
        for (int from = oldest; from >= newest; from -= AT_ONCE) {
            addEight(samples, from, sums, lags);
        }
    }

    private static void addEight(double[] samples, int from, double[] sums, int lags) {
        final DoubleVector f0 = DoubleVector.broadcast(SPECIES, samples[from]);
        final DoubleVector f1 = DoubleVector.broadcast(SPECIES, samples[from - 1]);
        final DoubleVector f2 = DoubleVector.broadcast(SPECIES, samples[from - 2]);
        final DoubleVector f3 = DoubleVector.broadcast(SPECIES, samples[from - 3]);
        final DoubleVector f4 = DoubleVector.broadcast(SPECIES, samples[from - 4]);
        final DoubleVector f5 = DoubleVector.broadcast(SPECIES, samples[from - 5]);
        final DoubleVector f6 = DoubleVector.broadcast(SPECIES, samples[from - 6]);
        final DoubleVector f7 = DoubleVector.broadcast(SPECIES, samples[from - 7]);
        int lanes = SPECIES.length();
        for (int k = 0; k < lags; k += lanes) {
            int i = from + k;
            DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, k);
            sum = sum.add(DoubleVector.fromArray(SPECIES, samples, i).mul(f0));
            sum = sum.add(DoubleVector.fromArray(SPECIES, samples, i - 1).mul(f1));
            sum = sum.add(DoubleVector.fromArray(SPECIES, samples, i - 2).mul(f2));
            sum = sum.add(DoubleVector.fromArray(SPECIES, samples, i - 3).mul(f3));
            sum = sum.add(DoubleVector.fromArray(SPECIES, samples, i - 4).mul(f4));
            sum = sum.add(DoubleVector.fromArray(SPECIES, samples, i - 5).mul(f5));
            sum = sum.add(DoubleVector.fromArray(SPECIES, samples, i - 6).mul(f6));
            sum = sum.add(DoubleVector.fromArray(SPECIES, samples, i - 7).mul(f7));
            sum.intoArray(sums, k);
        }
    }
}

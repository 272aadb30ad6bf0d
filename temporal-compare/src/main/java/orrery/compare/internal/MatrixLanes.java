package orrery.compare.internal;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised kernels of [WarpingMatrix]: DTW of one series with several, a lane each, over the
/// whole table, four rows a pass.
///
/// A row hands its cells to the next in registers: the chains of four rows run side by side, and only
/// the last row is kept. The kernel of doubles gives the bits of [PlainRows], as it does not fuse.
final class MatrixLanes {
    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    private MatrixLanes() {}

    /// Costs of x with each lane.
    ///
    /// @param x with a 0 before the first sample
    /// @param y interleaved, with a 0 in each lane before the first sample
    /// @param row scratch as long as y
    static void costs(double[] x, double[] y, double[] row, double[] costs) {
        final int lanes = DOUBLES.length();
        Arrays.fill(row, 0, y.length, Double.POSITIVE_INFINITY);
        Arrays.fill(row, 0, lanes, 0);
        int i = 1;
        for (; i + 3 < x.length; i += 4) {
            four(x, i, y, row);
        }
        for (; i < x.length; i++) {
            one(x[i], y, row);
        }
        System.arraycopy(row, y.length - lanes, costs, 0, lanes);
    }

    // Hot path.
    private static void four(double[] x, int i, double[] y, double[] row) {
        final int lanes = DOUBLES.length();
        final DoubleVector x0 = DoubleVector.broadcast(DOUBLES, x[i]);
        final DoubleVector x1 = DoubleVector.broadcast(DOUBLES, x[i + 1]);
        final DoubleVector x2 = DoubleVector.broadcast(DOUBLES, x[i + 2]);
        final DoubleVector x3 = DoubleVector.broadcast(DOUBLES, x[i + 3]);
        final DoubleVector none = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
        LongVector corner = DoubleVector.fromArray(DOUBLES, row, 0).reinterpretAsLongs();
        none.intoArray(row, 0);
        LongVector l0 = none.reinterpretAsLongs();
        LongVector l1 = l0;
        LongVector l2 = l0;
        LongVector l3 = l0;
        for (int k = lanes; k < y.length; k += lanes) {
            DoubleVector sample = DoubleVector.fromArray(DOUBLES, y, k);
            LongVector up = DoubleVector.fromArray(DOUBLES, row, k).reinterpretAsLongs();
            DoubleVector d0 = x0.sub(sample);
            DoubleVector d1 = x1.sub(sample);
            DoubleVector d2 = x2.sub(sample);
            DoubleVector d3 = x3.sub(sample);
            LongVector from1 = l0.min(l1);
            LongVector from2 = l1.min(l2);
            LongVector from3 = l2.min(l3);
            l0 = corner.min(up).min(l0).reinterpretAsDoubles().add(d0.mul(d0)).reinterpretAsLongs();
            l1 = from1.min(l0).reinterpretAsDoubles().add(d1.mul(d1)).reinterpretAsLongs();
            l2 = from2.min(l1).reinterpretAsDoubles().add(d2.mul(d2)).reinterpretAsLongs();
            l3 = from3.min(l2).reinterpretAsDoubles().add(d3.mul(d3)).reinterpretAsLongs();
            l3.reinterpretAsDoubles().intoArray(row, k);
            corner = up;
        }
    }

    // Hot path: what is left of the rows.
    private static void one(double x, double[] y, double[] row) {
        final int lanes = DOUBLES.length();
        final DoubleVector x0 = DoubleVector.broadcast(DOUBLES, x);
        final DoubleVector none = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
        LongVector corner = DoubleVector.fromArray(DOUBLES, row, 0).reinterpretAsLongs();
        none.intoArray(row, 0);
        LongVector left = none.reinterpretAsLongs();
        for (int k = lanes; k < y.length; k += lanes) {
            LongVector up = DoubleVector.fromArray(DOUBLES, row, k).reinterpretAsLongs();
            DoubleVector d = x0.sub(DoubleVector.fromArray(DOUBLES, y, k));
            left =
                    corner.min(up)
                            .min(left)
                            .reinterpretAsDoubles()
                            .add(d.mul(d))
                            .reinterpretAsLongs();
            left.reinterpretAsDoubles().intoArray(row, k);
            corner = up;
        }
    }

    /// The same in floats.
    static void costs(float[] x, float[] y, float[] row, float[] costs) {
        final int lanes = FLOATS.length();
        Arrays.fill(row, 0, y.length, Float.POSITIVE_INFINITY);
        Arrays.fill(row, 0, lanes, 0);
        int i = 1;
        for (; i + 3 < x.length; i += 4) {
            four(x, i, y, row);
        }
        for (; i < x.length; i++) {
            one(x[i], y, row);
        }
        System.arraycopy(row, y.length - lanes, costs, 0, lanes);
    }

    // Hot path.
    private static void four(float[] x, int i, float[] y, float[] row) {
        final int lanes = FLOATS.length();
        final FloatVector x0 = FloatVector.broadcast(FLOATS, x[i]);
        final FloatVector x1 = FloatVector.broadcast(FLOATS, x[i + 1]);
        final FloatVector x2 = FloatVector.broadcast(FLOATS, x[i + 2]);
        final FloatVector x3 = FloatVector.broadcast(FLOATS, x[i + 3]);
        final FloatVector none = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);
        IntVector corner = FloatVector.fromArray(FLOATS, row, 0).reinterpretAsInts();
        none.intoArray(row, 0);
        IntVector l0 = none.reinterpretAsInts();
        IntVector l1 = l0;
        IntVector l2 = l0;
        IntVector l3 = l0;
        for (int k = lanes; k < y.length; k += lanes) {
            FloatVector sample = FloatVector.fromArray(FLOATS, y, k);
            IntVector up = FloatVector.fromArray(FLOATS, row, k).reinterpretAsInts();
            FloatVector d0 = x0.sub(sample);
            FloatVector d1 = x1.sub(sample);
            FloatVector d2 = x2.sub(sample);
            FloatVector d3 = x3.sub(sample);
            IntVector from1 = l0.min(l1);
            IntVector from2 = l1.min(l2);
            IntVector from3 = l2.min(l3);
            l0 = d0.fma(d0, corner.min(up).min(l0).reinterpretAsFloats()).reinterpretAsInts();
            l1 = d1.fma(d1, from1.min(l0).reinterpretAsFloats()).reinterpretAsInts();
            l2 = d2.fma(d2, from2.min(l1).reinterpretAsFloats()).reinterpretAsInts();
            l3 = d3.fma(d3, from3.min(l2).reinterpretAsFloats()).reinterpretAsInts();
            l3.reinterpretAsFloats().intoArray(row, k);
            corner = up;
        }
    }

    // Hot path.
    private static void one(float x, float[] y, float[] row) {
        final int lanes = FLOATS.length();
        final FloatVector x0 = FloatVector.broadcast(FLOATS, x);
        final FloatVector none = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);
        IntVector corner = FloatVector.fromArray(FLOATS, row, 0).reinterpretAsInts();
        none.intoArray(row, 0);
        IntVector left = none.reinterpretAsInts();
        for (int k = lanes; k < y.length; k += lanes) {
            IntVector up = FloatVector.fromArray(FLOATS, row, k).reinterpretAsInts();
            FloatVector d = x0.sub(FloatVector.fromArray(FLOATS, y, k));
            left = d.fma(d, corner.min(up).min(left).reinterpretAsFloats()).reinterpretAsInts();
            left.reinterpretAsFloats().intoArray(row, k);
            corner = up;
        }
    }
}

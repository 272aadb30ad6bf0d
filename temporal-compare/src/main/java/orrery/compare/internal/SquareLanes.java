package orrery.compare.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised kernel of [SquareKernel]: a lane is a diagonal.
final class SquareLanes {
    private static final VectorSpecies<Double> SPECIES = CovarianceLanes.SPECIES;
    private static final int LANES = SPECIES.length();

    private SquareLanes() {}

    /// Offers the pairs of rows `from` to `to` (exclusive) and leaves the squares of row `to`.
    static void walk(SquareKernel pairs, double[] squares, int diagonal, int from, int to) {
        for (int lane = 0; lane < PairKernel.WIDTH; lane += 2 * LANES) {
            walkTwo(pairs, squares, diagonal, from, to, lane);
        }
    }

    // Hot path: one coarse test a row, against the most that any of the columns around and the row
    // still take. The bits of squares are in the order of the squares; one below 0 passes.
    private static void walkTwo(
            SquareKernel pairs, double[] squares, int diagonal, int from, int to, int lane) {
        final double[] x = pairs.rows.samples();
        final double[] y = pairs.columns.samples();
        final double[] rowLow = pairs.ofRows.low();
        final double[] floors = pairs.ofColumns.floors();
        final int window = pairs.rows.window();
        DoubleVector v0 = DoubleVector.fromArray(SPECIES, squares, lane);
        DoubleVector v1 = DoubleVector.fromArray(SPECIES, squares, lane + LANES);
        for (int row = from; row < to; row++) {
            int c = row + diagonal + lane;
            LongVector least = v0.reinterpretAsLongs().min(v1.reinterpretAsLongs());
            double high = -Math.min(rowLow[row], floors[c >> BestMatches.CHUNK_BITS]);
            if (least.reinterpretAsDoubles().compare(VectorOperators.LE, high).anyTrue()) {
                v0.intoArray(squares, lane);
                v1.intoArray(squares, lane + LANES);
                offer(pairs, squares, row, c, lane);
            }
            DoubleVector leaving = DoubleVector.broadcast(SPECIES, x[row]);
            DoubleVector entering = DoubleVector.broadcast(SPECIES, x[row + window]);
            DoubleVector out0 = leaving.sub(DoubleVector.fromArray(SPECIES, y, c));
            DoubleVector out1 = leaving.sub(DoubleVector.fromArray(SPECIES, y, c + LANES));
            DoubleVector in0 = entering.sub(DoubleVector.fromArray(SPECIES, y, c + window));
            DoubleVector in1 = entering.sub(DoubleVector.fromArray(SPECIES, y, c + window + LANES));
            v0 = out0.neg().fma(out0, in0.fma(in0, v0));
            v1 = out1.neg().fma(out1, in1.fma(in1, v1));
        }
        v0.intoArray(squares, lane);
        v1.intoArray(squares, lane + LANES);
    }

    private static void offer(SquareKernel pairs, double[] squares, int row, int first, int lane) {
        final double[] columnLow = pairs.ofColumns.low();
        final double rowHigh = -pairs.ofRows.low()[row];
        for (int k = 0; k < 2 * LANES; k++) {
            double square = squares[lane + k];
            if (square <= rowHigh || -square >= columnLow[first + k]) {
                pairs.offer(row, first + k, square);
            }
        }
    }
}

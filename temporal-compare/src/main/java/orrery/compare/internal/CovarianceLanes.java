package orrery.compare.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised kernels of [DiagonalSweep]: a lane is a diagonal.
final class CovarianceLanes {
    private static final VectorSpecies<Double> SPECIES =
            DoubleVector.SPECIES_PREFERRED.length() > 8
                    ? DoubleVector.SPECIES_512
                    : DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private CovarianceLanes() {}

    /// The covariances of a window with neighbouring ones, from their definition.
    static void start(WindowTable one, int i, WindowTable others, int first, double[] into) {
        for (int lane = 0; lane < DiagonalSweep.WIDTH; lane += LANES) {
            if (first + lane < others.count()) {
                start(one, i, others, first + lane).intoArray(into, lane);
            } else {
                DoubleVector.zero(SPECIES).intoArray(into, lane);
            }
        }
    }

    private static DoubleVector start(WindowTable one, int i, WindowTable others, int first) {
        final double[] x = one.samples();
        final double[] y = others.samples();
        final int window = one.window();
        final double origin = x[i];
        final double offset = one.offset()[i];
        final DoubleVector origins = DoubleVector.fromArray(SPECIES, y, first);
        final DoubleVector offsets = DoubleVector.fromArray(SPECIES, others.offset(), first);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int k = 0; k < window; k++) {
            DoubleVector centred = DoubleVector.fromArray(SPECIES, y, first + k);
            centred = centred.sub(origins).sub(offsets);
            sum = centred.fma(DoubleVector.broadcast(SPECIES, x[i + k] - origin - offset), sum);
        }
        return sum;
    }

    /// Offers the pairs of rows `from` to `to` (exclusive) and leaves the covariances of row `to`.
    static void walk(DiagonalSweep sweep, int diagonal, int from, int to) {
        for (int lane = 0; lane < DiagonalSweep.WIDTH; lane += 4 * LANES) {
            walkFour(sweep, diagonal, lane, from, to);
        }
    }

    // Hot path: four vectors of diagonals; one coarse test a row, against the least that any of the
    // columns around and the row still take. Where the floor is not negative, the order of the bits
    // is that of the numbers.
    private static void walkFour(DiagonalSweep sweep, int diagonal, int lane, int from, int to) {
        final double[] rowStep = sweep.rows.halfStep();
        final double[] rowSum = sweep.rows.centredSum();
        final double[] rowInverse = sweep.rows.inverse();
        final double[] rowLow = sweep.ofRows.low();
        final double[] step = sweep.columns.halfStep();
        final double[] sum = sweep.columns.centredSum();
        final double[] inverse = sweep.columns.inverse();
        final double[] floors = sweep.ofColumns.floors();
        final double[] scaled = sweep.scaled;
        final double[] covariances = sweep.covariances;
        DoubleVector v0 = DoubleVector.fromArray(SPECIES, covariances, lane);
        DoubleVector v1 = DoubleVector.fromArray(SPECIES, covariances, lane + LANES);
        DoubleVector v2 = DoubleVector.fromArray(SPECIES, covariances, lane + 2 * LANES);
        DoubleVector v3 = DoubleVector.fromArray(SPECIES, covariances, lane + 3 * LANES);
        for (int row = from; row < to; row++) {
            int c = row + diagonal + lane;
            DoubleVector x0 = v0.mul(DoubleVector.fromArray(SPECIES, inverse, c));
            DoubleVector x1 = v1.mul(DoubleVector.fromArray(SPECIES, inverse, c + LANES));
            DoubleVector x2 = v2.mul(DoubleVector.fromArray(SPECIES, inverse, c + 2 * LANES));
            DoubleVector x3 = v3.mul(DoubleVector.fromArray(SPECIES, inverse, c + 3 * LANES));
            DoubleVector most =
                    x0.reinterpretAsLongs()
                            .max(x1.reinterpretAsLongs())
                            .max(x2.reinterpretAsLongs().max(x3.reinterpretAsLongs()))
                            .reinterpretAsDoubles()
                            .mul(rowInverse[row]);
            double floor = floors[c >> 5];
            double low = rowLow[row];
            low = low < floor ? low : floor;
            if (most.compare(VectorOperators.GE, low).anyTrue()) {
                x0.intoArray(scaled, 0);
                x1.intoArray(scaled, LANES);
                x2.intoArray(scaled, 2 * LANES);
                x3.intoArray(scaled, 3 * LANES);
                offer(sweep, row, c);
            }
            DoubleVector s = DoubleVector.broadcast(SPECIES, rowStep[row + 1]);
            DoubleVector t = DoubleVector.broadcast(SPECIES, rowSum[row + 1]);
            c++;
            v0 = t.fma(DoubleVector.fromArray(SPECIES, step, c), v0);
            v1 = t.fma(DoubleVector.fromArray(SPECIES, step, c + LANES), v1);
            v2 = t.fma(DoubleVector.fromArray(SPECIES, step, c + 2 * LANES), v2);
            v3 = t.fma(DoubleVector.fromArray(SPECIES, step, c + 3 * LANES), v3);
            v0 = s.fma(DoubleVector.fromArray(SPECIES, sum, c), v0);
            v1 = s.fma(DoubleVector.fromArray(SPECIES, sum, c + LANES), v1);
            v2 = s.fma(DoubleVector.fromArray(SPECIES, sum, c + 2 * LANES), v2);
            v3 = s.fma(DoubleVector.fromArray(SPECIES, sum, c + 3 * LANES), v3);
        }
        v0.intoArray(covariances, lane);
        v1.intoArray(covariances, lane + LANES);
        v2.intoArray(covariances, lane + 2 * LANES);
        v3.intoArray(covariances, lane + 3 * LANES);
    }

    private static void offer(DiagonalSweep sweep, int row, int first) {
        final double[] scaled = sweep.scaled;
        final double[] columnLow = sweep.ofColumns.low();
        final double rowLow = sweep.ofRows.low()[row];
        final double inverse = sweep.rows.inverse()[row];
        for (int lane = 0; lane < 4 * LANES; lane += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, scaled, lane).mul(inverse);
            long found =
                    x.compare(
                                            VectorOperators.GE,
                                            DoubleVector.fromArray(
                                                    SPECIES, columnLow, first + lane))
                                    .toLong()
                            | x.compare(VectorOperators.GE, rowLow).toLong();
            while (found != 0) {
                int k = lane + Long.numberOfTrailingZeros(found);
                sweep.offer(row, first + k, scaled[k] * inverse);
                found &= found - 1;
            }
        }
    }
}

package orrery.compare.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised kernels of [CorrelationKernel]: a lane is a diagonal.
final class CovarianceLanes {
    static final VectorSpecies<Double> SPECIES =
            DoubleVector.SPECIES_PREFERRED.length() > 8
                    ? DoubleVector.SPECIES_512
                    : DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private CovarianceLanes() {}

    /// The covariances of a window with neighbouring ones, from their definition; those past the
    /// last window are of the padding.
    static void start(WindowArrays one, int i, WindowArrays others, int first, double[] into) {
        for (int lane = 0; lane < PairKernel.WIDTH; lane += LANES) {
            start(one, i, others, first + lane).intoArray(into, lane);
        }
    }

    private static DoubleVector start(WindowArrays one, int i, WindowArrays others, int first) {
        final double[] x = one.samples;
        final double[] y = others.samples;
        final int window = one.window;
        final double origin = x[i];
        final double offset = one.offset[i];
        final DoubleVector origins = DoubleVector.fromArray(SPECIES, y, first);
        final DoubleVector offsets = DoubleVector.fromArray(SPECIES, others.offset, first);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int k = 0; k < window; k++) {
            DoubleVector centred = DoubleVector.fromArray(SPECIES, y, first + k);
            centred = centred.sub(origins).sub(offsets);
            sum = centred.fma(DoubleVector.broadcast(SPECIES, x[i + k] - origin - offset), sum);
        }
        return sum;
    }

    /// Offers the pairs of rows `from` to `to` (exclusive) and leaves the covariances of row `to`.
    static void walk(
            CorrelationKernel pairs, double[] covariances, int diagonal, int from, int to) {
        for (int lane = 0; lane < PairKernel.WIDTH; lane += 4 * LANES) {
            walkFour(pairs, covariances, diagonal + lane, from, to, lane);
        }
    }

    // Hot path: four vectors of diagonals; one coarse test a row, against the least that any of the
    // columns around and the row still take. Where the floor is not negative, the order of the bits
    // is that of the numbers.
    private static void walkFour(
            CorrelationKernel pairs,
            double[] covariances,
            int diagonal,
            int from,
            int to,
            int lane) {
        final double[] rowStep = pairs.rows.halfStep();
        final double[] rowSum = pairs.rows.centredSum();
        final double[] rowInverse = pairs.rows.inverse();
        final double[] rowLow = pairs.ofRows.low();
        final double[] step = pairs.columns.halfStep();
        final double[] sum = pairs.columns.centredSum();
        final double[] inverse = pairs.columns.inverse();
        final double[] floors = pairs.ofColumns.floors();
        final double[] peaks = pairs.columns.peaks();
        final double[] scaled = pairs.scaled;
        DoubleVector v0 = DoubleVector.fromArray(SPECIES, covariances, lane);
        DoubleVector v1 = DoubleVector.fromArray(SPECIES, covariances, lane + LANES);
        DoubleVector v2 = DoubleVector.fromArray(SPECIES, covariances, lane + 2 * LANES);
        DoubleVector v3 = DoubleVector.fromArray(SPECIES, covariances, lane + 3 * LANES);
        for (int row = from; row < to; row++) {
            int c = row + diagonal;
            double floor = floors[c >> BestMatches.CHUNK_BITS];
            double low = rowLow[row];
            low = low < floor ? low : floor;
            double scale = rowInverse[row] * peaks[c >> BestMatches.CHUNK_BITS];
            if (reaches(most(v0, v1, v2, v3), scale, low)) {
                DoubleVector x0 = v0.mul(DoubleVector.fromArray(SPECIES, inverse, c));
                DoubleVector x1 = v1.mul(DoubleVector.fromArray(SPECIES, inverse, c + LANES));
                DoubleVector x2 = v2.mul(DoubleVector.fromArray(SPECIES, inverse, c + 2 * LANES));
                DoubleVector x3 = v3.mul(DoubleVector.fromArray(SPECIES, inverse, c + 3 * LANES));
                if (reaches(most(x0, x1, x2, x3), rowInverse[row], low)) {
                    x0.intoArray(scaled, 0);
                    x1.intoArray(scaled, LANES);
                    x2.intoArray(scaled, 2 * LANES);
                    x3.intoArray(scaled, 3 * LANES);
                    offer(pairs, row, c);
                }
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

    // The greatest of each lane: where one is positive, the order of the bits is that of numbers.
    // This and the next are small enough to be inlined always: vectors must not be passed to a real
    // call.
    private static DoubleVector most(
            DoubleVector v0, DoubleVector v1, DoubleVector v2, DoubleVector v3) {
        LongVector one = v0.reinterpretAsLongs().max(v1.reinterpretAsLongs());
        LongVector other = v2.reinterpretAsLongs().max(v3.reinterpretAsLongs());
        return one.max(other).reinterpretAsDoubles();
    }

    private static boolean reaches(DoubleVector most, double scale, double low) {
        return most.mul(scale).compare(VectorOperators.GE, low).anyTrue();
    }

    // The exact test of a row: offers what its column or the row still takes.
    private static void offer(CorrelationKernel pairs, int row, int first) {
        final double[] scaled = pairs.scaled;
        final double[] columnLow = pairs.ofColumns.low();
        final double rowLow = pairs.ofRows.low()[row];
        final double inverse = pairs.rows.inverse()[row];
        long found = 0;
        for (int lane = 0; lane < 4 * LANES; lane += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, scaled, lane).mul(inverse);
            DoubleVector low = DoubleVector.fromArray(SPECIES, columnLow, first + lane);
            long reached = x.compare(VectorOperators.GE, low).toLong();
            found |= (reached | x.compare(VectorOperators.GE, rowLow).toLong()) << lane;
        }
        for (long left = found; left != 0; left &= left - 1) {
            int lane = Long.numberOfTrailingZeros(left);
            pairs.offer(row, first + lane, scaled[lane] * inverse);
        }
    }
}

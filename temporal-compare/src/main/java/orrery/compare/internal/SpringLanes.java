package orrery.compare.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised step of [SpringColumns]: one query a lane.
final class SpringLanes {
    private static final VectorSpecies<Double> SPECIES =
            DoubleVector.SPECIES_PREFERRED.length() > SpringColumns.LANES
                    ? DoubleVector.SPECIES_512
                    : DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = SPECIES.withLanes(long.class);

    private SpringLanes() {}

    static void advance(SpringColumns columns, double[] sample, long tick) {
        for (int lane = 0; lane < SpringColumns.LANES; lane += SPECIES.length()) {
            if (columns.channels() == 1) {
                one(columns, sample[0], tick, lane);
            } else {
                many(columns, sample, tick, lane);
            }
        }
    }

    // Hot path: costs are 0 or more, so their order is that of their bits, and a minimum of bits
    // takes one instruction; only it and an addition are on the way from row to row.
    private static void one(SpringColumns columns, double sample, long tick, int lane) {
        final double[] query = columns.query();
        final double[] distances = columns.distances;
        final long[] starts = columns.starts;
        final int end = columns.rows() * SpringColumns.LANES;
        final DoubleVector x = DoubleVector.broadcast(SPECIES, sample);
        LongVector left = LongVector.zero(LONGS);
        LongVector leftStart = LongVector.broadcast(LONGS, tick);
        LongVector diagonal =
                DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY).reinterpretAsLongs();
        LongVector diagonalStart = LongVector.zero(LONGS);
        for (int at = lane; at < end; at += SpringColumns.LANES) {
            LongVector up = DoubleVector.fromArray(SPECIES, distances, at).reinterpretAsLongs();
            LongVector upStart = LongVector.fromArray(LONGS, starts, at);
            DoubleVector difference = x.sub(DoubleVector.fromArray(SPECIES, query, at));
            VectorMask<Long> isDiagonal = diagonal.compare(VectorOperators.LT, up);
            LongVector best = up.min(diagonal);
            LongVector start = upStart.blend(diagonalStart, isDiagonal);
            VectorMask<Long> isNew = best.compare(VectorOperators.LT, left);
            leftStart = leftStart.blend(start, isNew);
            DoubleVector sum =
                    left.min(best).reinterpretAsDoubles().add(difference.mul(difference));
            sum.intoArray(distances, at);
            leftStart.intoArray(starts, at);
            left = sum.reinterpretAsLongs();
            diagonal = up;
            diagonalStart = upStart;
        }
    }

    /// Two at once, of as many rows and one channel each: a step waits for the one before it in its own
    /// column alone, so the one fills the pauses of the other.
    static void advance(SpringColumns a, SpringColumns b, double sample, long tick) {
        for (int lane = 0; lane < SpringColumns.LANES; lane += SPECIES.length()) {
            two(a, b, sample, tick, lane);
        }
    }

    // Hot path: as above, twice.
    private static void two(SpringColumns a, SpringColumns b, double sample, long tick, int lane) {
        final double[] query = a.query();
        final double[] distances = a.distances;
        final long[] starts = a.starts;
        final double[] query2 = b.query();
        final double[] distances2 = b.distances;
        final long[] starts2 = b.starts;
        final int end = a.rows() * SpringColumns.LANES;
        final DoubleVector x = DoubleVector.broadcast(SPECIES, sample);
        LongVector left = LongVector.zero(LONGS);
        LongVector leftStart = LongVector.broadcast(LONGS, tick);
        LongVector diagonal =
                DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY).reinterpretAsLongs();
        LongVector diagonalStart = LongVector.zero(LONGS);
        LongVector left2 = left;
        LongVector leftStart2 = leftStart;
        LongVector diagonal2 = diagonal;
        LongVector diagonalStart2 = diagonalStart;
        for (int at = lane; at < end; at += SpringColumns.LANES) {
            LongVector up = DoubleVector.fromArray(SPECIES, distances, at).reinterpretAsLongs();
            LongVector upStart = LongVector.fromArray(LONGS, starts, at);
            DoubleVector difference = x.sub(DoubleVector.fromArray(SPECIES, query, at));
            VectorMask<Long> isDiagonal = diagonal.compare(VectorOperators.LT, up);
            LongVector best = up.min(diagonal);
            LongVector start = upStart.blend(diagonalStart, isDiagonal);
            VectorMask<Long> isNew = best.compare(VectorOperators.LT, left);
            leftStart = leftStart.blend(start, isNew);
            DoubleVector sum =
                    left.min(best).reinterpretAsDoubles().add(difference.mul(difference));
            sum.intoArray(distances, at);
            leftStart.intoArray(starts, at);
            left = sum.reinterpretAsLongs();
            diagonal = up;
            diagonalStart = upStart;

            LongVector up2 = DoubleVector.fromArray(SPECIES, distances2, at).reinterpretAsLongs();
            LongVector upStart2 = LongVector.fromArray(LONGS, starts2, at);
            DoubleVector difference2 = x.sub(DoubleVector.fromArray(SPECIES, query2, at));
            VectorMask<Long> isDiagonal2 = diagonal2.compare(VectorOperators.LT, up2);
            LongVector best2 = up2.min(diagonal2);
            LongVector start2 = upStart2.blend(diagonalStart2, isDiagonal2);
            VectorMask<Long> isNew2 = best2.compare(VectorOperators.LT, left2);
            leftStart2 = leftStart2.blend(start2, isNew2);
            DoubleVector sum2 =
                    left2.min(best2).reinterpretAsDoubles().add(difference2.mul(difference2));
            sum2.intoArray(distances2, at);
            leftStart2.intoArray(starts2, at);
            left2 = sum2.reinterpretAsLongs();
            diagonal2 = up2;
            diagonalStart2 = upStart2;
        }
    }

    // Hot path: as above, with the cost summed over the channels.
    private static void many(SpringColumns columns, double[] sample, long tick, int lane) {
        final double[] query = columns.query();
        final double[] distances = columns.distances;
        final long[] starts = columns.starts;
        final int channels = columns.channels();
        LongVector left = LongVector.zero(LONGS);
        LongVector leftStart = LongVector.broadcast(LONGS, tick);
        LongVector diagonal =
                DoubleVector.broadcast(SPECIES, Double.POSITIVE_INFINITY).reinterpretAsLongs();
        LongVector diagonalStart = LongVector.zero(LONGS);
        for (int row = 0; row < columns.rows(); row++) {
            int at = row * SpringColumns.LANES + lane;
            int from = row * channels * SpringColumns.LANES + lane;
            LongVector up = DoubleVector.fromArray(SPECIES, distances, at).reinterpretAsLongs();
            LongVector upStart = LongVector.fromArray(LONGS, starts, at);
            DoubleVector difference =
                    DoubleVector.broadcast(SPECIES, sample[0])
                            .sub(DoubleVector.fromArray(SPECIES, query, from));
            DoubleVector cost = difference.mul(difference);
            for (int c = 1; c < channels; c++) {
                difference =
                        DoubleVector.broadcast(SPECIES, sample[c])
                                .sub(
                                        DoubleVector.fromArray(
                                                SPECIES, query, from + c * SpringColumns.LANES));
                cost = difference.fma(difference, cost);
            }
            VectorMask<Long> isDiagonal = diagonal.compare(VectorOperators.LT, up);
            LongVector best = up.min(diagonal);
            LongVector start = upStart.blend(diagonalStart, isDiagonal);
            VectorMask<Long> isNew = best.compare(VectorOperators.LT, left);
            leftStart = leftStart.blend(start, isNew);
            DoubleVector sum = left.min(best).reinterpretAsDoubles().add(cost);
            sum.intoArray(distances, at);
            leftStart.intoArray(starts, at);
            left = sum.reinterpretAsLongs();
            diagonal = up;
            diagonalStart = upStart;
        }
    }
}

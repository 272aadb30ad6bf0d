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

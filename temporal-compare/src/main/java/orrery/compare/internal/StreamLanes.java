package orrery.compare.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised kernel of [StreamWindows]: a lane is an earlier window.
final class StreamLanes {
    private static final VectorSpecies<Double> SPECIES = CovarianceLanes.SPECIES;
    private static final int LANES = SPECIES.length();

    private StreamLanes() {}

    // Hot path: brings the covariances with the windows `from` to `to` (exclusive) from the window
    // before the newest to the newest, and offers the pairs that may succeed.
    static void follow(StreamWindows stream, int from, int to, int newest, int entry) {
        final double[] covariances = stream.covariances;
        final double[] steps = stream.arrays.halfStep;
        final double[] sums = stream.arrays.centredSum;
        final double[] inverses = stream.arrays.inverse;
        final double[] low = stream.low;
        final double[] correlations = stream.correlations;
        final DoubleVector step = DoubleVector.broadcast(SPECIES, steps[newest]);
        final DoubleVector sum = DoubleVector.broadcast(SPECIES, sums[newest]);
        final double inverse = inverses[newest];
        final int end = from + SPECIES.loopBound(to - from);
        double lowOfNewest = stream.lowOfNewest;
        for (int i = from; i < end; i += LANES) {
            DoubleVector c = DoubleVector.fromArray(SPECIES, covariances, entry + i - from);
            c = DoubleVector.fromArray(SPECIES, sums, i).fma(step, c);
            c = DoubleVector.fromArray(SPECIES, steps, i).fma(sum, c);
            c.intoArray(covariances, entry + i - from);
            DoubleVector x = c.mul(inverse).mul(DoubleVector.fromArray(SPECIES, inverses, i));
            long found =
                    x.compare(VectorOperators.GE, DoubleVector.fromArray(SPECIES, low, i)).toLong()
                            | x.compare(VectorOperators.GE, lowOfNewest).toLong();
            if (found != 0) {
                x.intoArray(correlations, 0);
                lowOfNewest = offer(stream, i, newest, found);
            }
        }
        stream.followPlain(end, to, newest, entry + end - from);
    }

    private static double offer(StreamWindows stream, int first, int newest, long found) {
        for (long left = found; left != 0; left &= left - 1) {
            int lane = Long.numberOfTrailingZeros(left);
            stream.offer(first + lane, newest, stream.correlations[lane]);
        }
        return stream.lowOfNewest;
    }
}

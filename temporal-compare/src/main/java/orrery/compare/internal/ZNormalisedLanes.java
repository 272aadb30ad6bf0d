package orrery.compare.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised filter of [ZNormalisedScan]: each lane goes through the windows of one stretch.
final class ZNormalisedLanes {
    private static final VectorSpecies<Float> SPECIES = EuclideanLanes.SPECIES;
    private static final int STRIDE = EuclideanLanes.STRIDE;

    private ZNormalisedLanes() {}

    /// Writes the sums of squared differences of the normalised windows for every cell, and the
    /// least of each run. Where a sum is over `limit`, a smaller one that is over it too may stand
    /// for it.
    static void sums(NormalisedWindows windows, float limit, FloatFilter filter) {
        if (windows.query().length == STRIDE) {
            eight(windows, filter);
        } else {
            any(windows, limit, filter);
        }
    }

    // Hot path: the query stays in eight registers.
    private static void eight(NormalisedWindows windows, FloatFilter filter) {
        final float[] steps = windows.differences();
        final float[] inverses = windows.inverses();
        final float[] firsts = windows.firsts();
        final float[] query = windows.query();
        final FloatVector q0 = FloatVector.broadcast(SPECIES, query[0]);
        final FloatVector q1 = FloatVector.broadcast(SPECIES, -query[1]);
        final FloatVector q2 = FloatVector.broadcast(SPECIES, -query[2]);
        final FloatVector q3 = FloatVector.broadcast(SPECIES, -query[3]);
        final FloatVector q4 = FloatVector.broadcast(SPECIES, -query[4]);
        final FloatVector q5 = FloatVector.broadcast(SPECIES, -query[5]);
        final FloatVector q6 = FloatVector.broadcast(SPECIES, -query[6]);
        final FloatVector q7 = FloatVector.broadcast(SPECIES, -query[7]);
        final int[] sums = filter.sums();
        final int[] runs = filter.runs();
        final int lanes = SPECIES.length();
        int run = 0;
        for (int start = 0; start < sums.length; start += FloatFilter.RUN * lanes) {
            IntVector least = IntVector.broadcast(SumLanes.SPECIES, FloatFilter.NONE);
            int end = start + FloatFilter.RUN * lanes;
            for (int i = start; i < end; i += lanes) {
                FloatVector inverse = FloatVector.fromArray(SPECIES, inverses, i);
                FloatVector g0 = FloatVector.fromArray(SPECIES, firsts, i).sub(q0);
                FloatVector g1 = FloatVector.fromArray(SPECIES, steps, i + lanes).fma(inverse, q1);
                g1 = g1.add(g0);
                FloatVector g2 =
                        FloatVector.fromArray(SPECIES, steps, i + 2 * lanes).fma(inverse, q2);
                g2 = g2.add(g1);
                FloatVector g3 =
                        FloatVector.fromArray(SPECIES, steps, i + 3 * lanes).fma(inverse, q3);
                g3 = g3.add(g2);
                FloatVector g4 =
                        FloatVector.fromArray(SPECIES, steps, i + 4 * lanes).fma(inverse, q4);
                g4 = g4.add(g3);
                FloatVector g5 =
                        FloatVector.fromArray(SPECIES, steps, i + 5 * lanes).fma(inverse, q5);
                g5 = g5.add(g4);
                FloatVector g6 =
                        FloatVector.fromArray(SPECIES, steps, i + 6 * lanes).fma(inverse, q6);
                g6 = g6.add(g5);
                FloatVector g7 =
                        FloatVector.fromArray(SPECIES, steps, i + 7 * lanes).fma(inverse, q7);
                g7 = g7.add(g6);
                FloatVector even = g6.fma(g6, g4.fma(g4, g2.fma(g2, g0.mul(g0))));
                FloatVector odd = g7.fma(g7, g5.fma(g5, g3.fma(g3, g1.mul(g1))));
                IntVector bits = even.add(odd).abs().reinterpretAsInts();
                bits.intoArray(sums, i);
                least = least.min(bits);
            }
            least.intoArray(runs, run);
            run += lanes;
        }
    }

    // Hot path: gives a row of windows up as soon as all of its partial sums are over the limit.
    private static void any(NormalisedWindows windows, float limit, FloatFilter filter) {
        final float[] steps = windows.differences();
        final float[] query = windows.query();
        final FloatVector bound = FloatVector.broadcast(SPECIES, limit);
        final int[] sums = filter.sums();
        final int[] runs = filter.runs();
        final int lanes = SPECIES.length();
        int run = 0;
        for (int start = 0; start < sums.length; start += FloatFilter.RUN * lanes) {
            IntVector least = IntVector.broadcast(SumLanes.SPECIES, FloatFilter.NONE);
            int end = start + FloatFilter.RUN * lanes;
            for (int i = start; i < end; i += lanes) {
                FloatVector inverse = FloatVector.fromArray(SPECIES, windows.inverses(), i);
                FloatVector g = FloatVector.fromArray(SPECIES, windows.firsts(), i).sub(query[0]);
                FloatVector sum = g.mul(g);
                int s = 1;
                do {
                    int stop = Math.min(s + STRIDE, query.length);
                    for (; s < stop; s++) {
                        FloatVector q = FloatVector.broadcast(SPECIES, -query[s]);
                        FloatVector v = FloatVector.fromArray(SPECIES, steps, i + s * lanes);
                        g = v.fma(inverse, q).add(g);
                        sum = g.fma(g, sum);
                    }
                } while (s < query.length && sum.compare(VectorOperators.LE, bound).anyTrue());
                IntVector bits = sum.abs().reinterpretAsInts();
                bits.intoArray(sums, i);
                least = least.min(bits);
            }
            least.intoArray(runs, run);
            run += lanes;
        }
    }
}

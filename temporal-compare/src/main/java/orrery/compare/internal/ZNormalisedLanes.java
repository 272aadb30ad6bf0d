package orrery.compare.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised filter of [ZNormalisedScan]: lanes are neighbouring windows.
final class ZNormalisedLanes {
    private static final VectorSpecies<Float> SPECIES = EuclideanLanes.SPECIES;
    private static final int STRIDE = EuclideanLanes.STRIDE;

    private ZNormalisedLanes() {}

    /// Writes the centred sums of squares of the windows at `from` and after, and the least of each
    /// run, for whole runs. Rounding may leave a sum of about 0 below it: its magnitude counts. A
    /// group of windows whose sums are over `limit` may be given up with smaller ones over it.
    static void sums(NormalisedWindows windows, int from, float limit, FloatFilter filter) {
        if (windows.query().length == STRIDE - 1) {
            eight(windows, from, filter);
        } else {
            any(windows, from, limit, filter);
        }
    }

    // Hot path: the query stays in seven registers.
    private static void eight(NormalisedWindows windows, int from, FloatFilter filter) {
        final float[] steps = windows.differences();
        final float[] inverses = windows.inverses();
        final float[] query = windows.query();
        final FloatVector q0 = FloatVector.broadcast(SPECIES, -query[0]);
        final FloatVector q1 = FloatVector.broadcast(SPECIES, -query[1]);
        final FloatVector q2 = FloatVector.broadcast(SPECIES, -query[2]);
        final FloatVector q3 = FloatVector.broadcast(SPECIES, -query[3]);
        final FloatVector q4 = FloatVector.broadcast(SPECIES, -query[4]);
        final FloatVector q5 = FloatVector.broadcast(SPECIES, -query[5]);
        final FloatVector q6 = FloatVector.broadcast(SPECIES, -query[6]);
        final FloatVector share = FloatVector.broadcast(SPECIES, -0.125f);
        final int[] sums = filter.sums();
        final int[] runs = filter.runs();
        final int lanes = SPECIES.length();
        final int candidates = filter.candidates();
        int run = 0;
        for (int start = 0; start < candidates; start += FloatFilter.RUN * lanes) {
            IntVector least = IntVector.broadcast(SumLanes.SPECIES, FloatFilter.NONE);
            int end = start + FloatFilter.RUN * lanes;
            for (int i = start; i < end; i += lanes) {
                int j = from + i;
                FloatVector inverse = FloatVector.fromArray(SPECIES, inverses, j);
                FloatVector e1 = FloatVector.fromArray(SPECIES, steps, j).fma(inverse, q0);
                FloatVector e2 = FloatVector.fromArray(SPECIES, steps, j + 1).fma(inverse, q1);
                FloatVector e3 = FloatVector.fromArray(SPECIES, steps, j + 2).fma(inverse, q2);
                FloatVector e4 = FloatVector.fromArray(SPECIES, steps, j + 3).fma(inverse, q3);
                FloatVector e5 = FloatVector.fromArray(SPECIES, steps, j + 4).fma(inverse, q4);
                FloatVector e6 = FloatVector.fromArray(SPECIES, steps, j + 5).fma(inverse, q5);
                FloatVector e7 = FloatVector.fromArray(SPECIES, steps, j + 6).fma(inverse, q6);
                e2 = e2.add(e1);
                e3 = e3.add(e2);
                e4 = e4.add(e3);
                e5 = e5.add(e4);
                e6 = e6.add(e5);
                e7 = e7.add(e6);
                FloatVector sum = e1.add(e2).add(e3.add(e4)).add(e5.add(e6).add(e7));
                FloatVector odd = e7.fma(e7, e5.fma(e5, e3.fma(e3, e1.mul(e1))));
                FloatVector even = e6.fma(e6, e4.fma(e4, e2.mul(e2)));
                FloatVector centred = sum.mul(share).fma(sum, odd.add(even));
                IntVector bits = centred.abs().reinterpretAsInts();
                bits.intoArray(sums, i);
                least = least.min(bits);
            }
            least.intoArray(runs, run);
            run += lanes;
        }
    }

    // Hot path: gives a group of windows up as soon as all of its partial sums are over the limit.
    private static void any(NormalisedWindows windows, int from, float limit, FloatFilter filter) {
        final float[] steps = windows.differences();
        final float[] inverses = windows.inverses();
        final float[] query = windows.query();
        final FloatVector bound = FloatVector.broadcast(SPECIES, limit);
        final int[] sums = filter.sums();
        final int[] runs = filter.runs();
        final int lanes = SPECIES.length();
        final int candidates = filter.candidates();
        int run = 0;
        for (int start = 0; start < candidates; start += FloatFilter.RUN * lanes) {
            IntVector least = IntVector.broadcast(SumLanes.SPECIES, FloatFilter.NONE);
            int end = start + FloatFilter.RUN * lanes;
            for (int i = start; i < end; i += lanes) {
                FloatVector inverse = FloatVector.fromArray(SPECIES, inverses, from + i);
                FloatVector e = FloatVector.zero(SPECIES);
                FloatVector sum = e;
                FloatVector squares = e;
                FloatVector centred;
                int s = 0;
                do {
                    int stop = Math.min(s + STRIDE, query.length);
                    for (; s < stop; s++) {
                        FloatVector step = FloatVector.fromArray(SPECIES, steps, from + i + s);
                        e = step.fma(inverse, FloatVector.broadcast(SPECIES, -query[s])).add(e);
                        sum = sum.add(e);
                        squares = e.fma(e, squares);
                    }
                    centred = sum.mul(-1f / (s + 1)).fma(sum, squares).abs();
                } while (s < query.length && centred.compare(VectorOperators.LE, bound).anyTrue());
                IntVector bits = centred.reinterpretAsInts();
                bits.intoArray(sums, i);
                least = least.min(bits);
            }
            least.intoArray(runs, run);
            run += lanes;
        }
    }
}

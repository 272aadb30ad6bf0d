package orrery.compare.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised filter of [EuclideanScan]: lanes are neighbouring windows.
///
/// The only classes that name the Vector API are those with `Lanes` in their name; nothing links
/// them where that module is absent.
final class EuclideanLanes {
    static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > FloatFilter.LANES_MAX
                    ? FloatVector.SPECIES_512
                    : FloatVector.SPECIES_PREFERRED;

    /// Samples after which a group of windows may be given up, and the window with a kernel of its
    /// own.
    static final int STRIDE = 8;

    private EuclideanLanes() {}

    static int lanes() {
        return SPECIES.length();
    }

    /// Writes the sums of squared differences of the windows that start at `from` and after, and
    /// the least of each run, for whole runs. A sum over `limit` may be given as
    /// [FloatFilter#NONE].
    static void sums(float[] series, int from, float[] query, float limit, FloatFilter filter) {
        if (query.length == STRIDE) {
            eight(series, from, query, filter);
        } else {
            any(series, from, query, limit, filter);
        }
    }

    // Hot path: the query stays in eight registers.
    private static void eight(float[] series, int from, float[] query, FloatFilter filter) {
        final FloatVector q0 = FloatVector.broadcast(SPECIES, query[0]);
        final FloatVector q1 = FloatVector.broadcast(SPECIES, query[1]);
        final FloatVector q2 = FloatVector.broadcast(SPECIES, query[2]);
        final FloatVector q3 = FloatVector.broadcast(SPECIES, query[3]);
        final FloatVector q4 = FloatVector.broadcast(SPECIES, query[4]);
        final FloatVector q5 = FloatVector.broadcast(SPECIES, query[5]);
        final FloatVector q6 = FloatVector.broadcast(SPECIES, query[6]);
        final FloatVector q7 = FloatVector.broadcast(SPECIES, query[7]);
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
                FloatVector d0 = FloatVector.fromArray(SPECIES, series, j).sub(q0);
                FloatVector d1 = FloatVector.fromArray(SPECIES, series, j + 1).sub(q1);
                FloatVector d2 = FloatVector.fromArray(SPECIES, series, j + 2).sub(q2);
                FloatVector d3 = FloatVector.fromArray(SPECIES, series, j + 3).sub(q3);
                FloatVector even = d2.fma(d2, d0.mul(d0));
                FloatVector odd = d3.fma(d3, d1.mul(d1));
                FloatVector d4 = FloatVector.fromArray(SPECIES, series, j + 4).sub(q4);
                FloatVector d5 = FloatVector.fromArray(SPECIES, series, j + 5).sub(q5);
                FloatVector d6 = FloatVector.fromArray(SPECIES, series, j + 6).sub(q6);
                FloatVector d7 = FloatVector.fromArray(SPECIES, series, j + 7).sub(q7);
                even = d6.fma(d6, d4.fma(d4, even));
                odd = d7.fma(d7, d5.fma(d5, odd));
                IntVector bits = even.add(odd).reinterpretAsInts();
                bits.intoArray(sums, i);
                least = least.min(bits);
            }
            least.intoArray(runs, run);
            run += lanes;
        }
    }

    // Hot path: gives a group of windows up as soon as all of its partial sums are over the limit.
    private static void any(
            float[] series, int from, float[] query, float limit, FloatFilter filter) {
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
                FloatVector sum = FloatVector.zero(SPECIES);
                int s = 0;
                do {
                    int stop = Math.min(s + STRIDE, query.length);
                    for (; s < stop; s++) {
                        FloatVector d =
                                FloatVector.fromArray(SPECIES, series, from + i + s).sub(query[s]);
                        sum = d.fma(d, sum);
                    }
                } while (s < query.length && sum.compare(VectorOperators.LE, bound).anyTrue());
                // A partial sum that was given up is over the limit, as the whole one would be.
                IntVector bits = sum.reinterpretAsInts();
                bits.intoArray(sums, i);
                least = least.min(bits);
            }
            least.intoArray(runs, run);
            run += lanes;
        }
    }
}

package orrery.compare.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised filter of [EuclideanScan]: each lane goes through the windows of one stretch.
///
/// The only classes that name the Vector API are those with `Lanes` in their name; nothing links
/// them where that module is absent.
final class EuclideanLanes {
    static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > FloatFilter.LANES_MAX
                    ? FloatVector.SPECIES_512
                    : FloatVector.SPECIES_PREFERRED;

    /// Samples after which a row of windows may be given up, and the window with a kernel of its
    /// own.
    static final int STRIDE = 8;

    private EuclideanLanes() {}

    static int lanes() {
        return SPECIES.length();
    }

    /// Writes the sums of squared differences from the query for every cell, and the least of each
    /// run. Where a sum is over `limit`, a smaller one that is over it too may stand for it.
    ///
    /// @param series by sample, in the layout of the filter's [Stripes]
    /// @param query oldest sample first
    static void sums(float[] series, float[] query, float limit, FloatFilter filter) {
        if (query.length == STRIDE) {
            eight(series, query, filter);
        } else {
            any(series, query, limit, filter);
        }
    }

    // Hot path: two rows at a time, which share their loads; the query stays in eight registers.
    // Longer than other methods, as a vector handed to one that is not inlined becomes an object.
    private static void eight(float[] series, float[] query, FloatFilter filter) {
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
        int run = 0;
        for (int start = 0; start < sums.length; start += FloatFilter.RUN * lanes) {
            IntVector least = IntVector.broadcast(SumLanes.SPECIES, FloatFilter.NONE);
            int end = start + FloatFilter.RUN * lanes;
            for (int i = start; i < end; i += 2 * lanes) {
                FloatVector v0 = FloatVector.fromArray(SPECIES, series, i);
                FloatVector v1 = FloatVector.fromArray(SPECIES, series, i + lanes);
                FloatVector v2 = FloatVector.fromArray(SPECIES, series, i + 2 * lanes);
                FloatVector v3 = FloatVector.fromArray(SPECIES, series, i + 3 * lanes);
                FloatVector v4 = FloatVector.fromArray(SPECIES, series, i + 4 * lanes);
                FloatVector v5 = FloatVector.fromArray(SPECIES, series, i + 5 * lanes);
                FloatVector v6 = FloatVector.fromArray(SPECIES, series, i + 6 * lanes);
                FloatVector v7 = FloatVector.fromArray(SPECIES, series, i + 7 * lanes);
                FloatVector v8 = FloatVector.fromArray(SPECIES, series, i + 8 * lanes);
                FloatVector d = v0.sub(q0);
                FloatVector a = d.mul(d);
                d = v1.sub(q0);
                FloatVector b = d.mul(d);
                d = v1.sub(q1);
                a = d.fma(d, a);
                d = v2.sub(q1);
                b = d.fma(d, b);
                d = v2.sub(q2);
                a = d.fma(d, a);
                d = v3.sub(q2);
                b = d.fma(d, b);
                d = v3.sub(q3);
                a = d.fma(d, a);
                d = v4.sub(q3);
                b = d.fma(d, b);
                d = v4.sub(q4);
                a = d.fma(d, a);
                d = v5.sub(q4);
                b = d.fma(d, b);
                d = v5.sub(q5);
                a = d.fma(d, a);
                d = v6.sub(q5);
                b = d.fma(d, b);
                d = v6.sub(q6);
                a = d.fma(d, a);
                d = v7.sub(q6);
                b = d.fma(d, b);
                d = v7.sub(q7);
                a = d.fma(d, a);
                d = v8.sub(q7);
                b = d.fma(d, b);
                IntVector aBits = a.reinterpretAsInts();
                IntVector bBits = b.reinterpretAsInts();
                aBits.intoArray(sums, i);
                bBits.intoArray(sums, i + lanes);
                least = least.min(aBits).min(bBits);
            }
            least.intoArray(runs, run);
            run += lanes;
        }
    }

    // Hot path: gives a row of windows up as soon as all of its partial sums are over the limit.
    private static void any(float[] series, float[] query, float limit, FloatFilter filter) {
        final FloatVector bound = FloatVector.broadcast(SPECIES, limit);
        final int[] sums = filter.sums();
        final int[] runs = filter.runs();
        final int lanes = SPECIES.length();
        int run = 0;
        for (int start = 0; start < sums.length; start += FloatFilter.RUN * lanes) {
            IntVector least = IntVector.broadcast(SumLanes.SPECIES, FloatFilter.NONE);
            int end = start + FloatFilter.RUN * lanes;
            for (int i = start; i < end; i += lanes) {
                FloatVector sum = FloatVector.zero(SPECIES);
                int s = 0;
                do {
                    int stop = Math.min(s + STRIDE, query.length);
                    for (; s < stop; s++) {
                        FloatVector v = FloatVector.fromArray(SPECIES, series, i + s * lanes);
                        FloatVector d = v.sub(query[s]);
                        sum = d.fma(d, sum);
                    }
                } while (s < query.length && sum.compare(VectorOperators.LE, bound).anyTrue());
                IntVector bits = sum.reinterpretAsInts();
                bits.intoArray(sums, i);
                least = least.min(bits);
            }
            least.intoArray(runs, run);
            run += lanes;
        }
    }
}

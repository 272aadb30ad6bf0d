package orrery.compare.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// The quick vectorised filter of [ZNormalisedScan] for windows of eight: by their correlation.
final class CorrelationLanes {
    /// The one length of a window it is for.
    static final int WINDOW = 8;

    private static final VectorSpecies<Float> SPECIES = EuclideanLanes.SPECIES;

    private CorrelationLanes() {}

    /// Writes 16 - 2·(sum of products of the normalised windows) for every cell, and the least of
    /// each run. Rounding may leave a sum of about 0 below it: its magnitude counts.
    ///
    /// @param tails of the normalised latest window, oldest first: entry j is the sum of the
    ///     samples from j on
    static void sums(NormalisedWindows windows, float[] tails, FloatFilter filter) {
        sums(windows.differences(), windows.inverses(), tails, filter);
    }

    // Hot path: two rows at a time, which share their loads; the query stays in seven registers.
    private static void sums(float[] steps, float[] inverses, float[] tails, FloatFilter filter) {
        final FloatVector t1 = FloatVector.broadcast(SPECIES, -2 * tails[1]);
        final FloatVector t2 = FloatVector.broadcast(SPECIES, -2 * tails[2]);
        final FloatVector t3 = FloatVector.broadcast(SPECIES, -2 * tails[3]);
        final FloatVector t4 = FloatVector.broadcast(SPECIES, -2 * tails[4]);
        final FloatVector t5 = FloatVector.broadcast(SPECIES, -2 * tails[5]);
        final FloatVector t6 = FloatVector.broadcast(SPECIES, -2 * tails[6]);
        final FloatVector t7 = FloatVector.broadcast(SPECIES, -2 * tails[7]);
        final FloatVector norms = FloatVector.broadcast(SPECIES, 2 * WINDOW);
        final int[] sums = filter.sums();
        final int[] runs = filter.runs();
        final int lanes = SPECIES.length();
        int run = 0;
        for (int start = 0; start < sums.length; start += FloatFilter.RUN * lanes) {
            IntVector least = IntVector.broadcast(SumLanes.SPECIES, FloatFilter.NONE);
            int end = start + FloatFilter.RUN * lanes;
            for (int i = start; i < end; i += 2 * lanes) {
                FloatVector v1 = FloatVector.fromArray(SPECIES, steps, i + lanes);
                FloatVector v2 = FloatVector.fromArray(SPECIES, steps, i + 2 * lanes);
                FloatVector v3 = FloatVector.fromArray(SPECIES, steps, i + 3 * lanes);
                FloatVector v4 = FloatVector.fromArray(SPECIES, steps, i + 4 * lanes);
                FloatVector v5 = FloatVector.fromArray(SPECIES, steps, i + 5 * lanes);
                FloatVector v6 = FloatVector.fromArray(SPECIES, steps, i + 6 * lanes);
                FloatVector v7 = FloatVector.fromArray(SPECIES, steps, i + 7 * lanes);
                FloatVector v8 = FloatVector.fromArray(SPECIES, steps, i + 8 * lanes);
                FloatVector a = v4.fma(t4, v3.fma(t3, v2.fma(t2, v1.mul(t1))));
                FloatVector b = v5.fma(t4, v4.fma(t3, v3.fma(t2, v2.mul(t1))));
                a = v7.fma(t7, v6.fma(t6, v5.fma(t5, a)));
                b = v8.fma(t7, v7.fma(t6, v6.fma(t5, b)));
                a = a.fma(FloatVector.fromArray(SPECIES, inverses, i), norms);
                b = b.fma(FloatVector.fromArray(SPECIES, inverses, i + lanes), norms);
                IntVector aBits = a.abs().reinterpretAsInts();
                IntVector bBits = b.abs().reinterpretAsInts();
                aBits.intoArray(sums, i);
                bBits.intoArray(sums, i + lanes);
                least = least.min(aBits).min(bBits);
            }
            least.intoArray(runs, run);
            run += lanes;
        }
    }
}

package orrery.compare.internal;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised steps of [FloatFilter] that do not depend on the distance.
final class SumLanes {
    static final VectorSpecies<Integer> SPECIES = EuclideanLanes.SPECIES.withLanes(int.class);

    private SumLanes() {}

    /// Takes out the sums past the last candidate, which a kernel may have written, and renews the
    /// least sums of the last runs.
    static void close(FloatFilter filter, int candidates) {
        int lanes = SPECIES.length();
        int stride = FloatFilter.RUN * lanes;
        int rest = candidates % stride;
        if (rest == 0) {
            return;
        }
        int first = candidates - rest;
        final int[] sums = filter.sums();
        Arrays.fill(sums, candidates, first + stride, FloatFilter.NONE);
        IntVector least = IntVector.fromArray(SPECIES, sums, first);
        for (int i = first + lanes; i < first + stride; i += lanes) {
            least = least.min(IntVector.fromArray(SPECIES, sums, i));
        }
        least.intoArray(filter.runs(), first / FloatFilter.RUN);
    }

    /// Gathers the least sums of the runs in disjoint groups.
    ///
    /// @return number of groups
    static int group(FloatFilter filter, int candidates) {
        int lanes = SPECIES.length();
        final int[] runs = filter.runs();
        final int[] groups = filter.groups();
        int end = runs(candidates);
        int used = Math.min(end, groups.length);
        System.arraycopy(runs, 0, groups, 0, used);
        for (int start = used; start < end; start += used) {
            int stop = Math.min(end, start + used);
            for (int i = start; i < stop; i += lanes) {
                IntVector least = IntVector.fromArray(SPECIES, runs, i);
                least.min(IntVector.fromArray(SPECIES, groups, i - start))
                        .intoArray(groups, i - start);
            }
        }
        return used;
    }

    /// Collects the runs whose least sum is within the limit.
    ///
    /// @return number of hits
    static int collect(FloatFilter filter, int candidates, int limit) {
        int lanes = SPECIES.length();
        final int[] runs = filter.runs();
        final long[] hits = filter.hits();
        final IntVector bound = IntVector.broadcast(SPECIES, limit);
        int end = runs(candidates);
        int count = 0;
        for (int i = 0; i < end; i += lanes) {
            long within =
                    IntVector.fromArray(SPECIES, runs, i)
                            .compare(VectorOperators.LE, bound)
                            .toLong();
            hits[count] = (long) i << 32 | within;
            count += within != 0 ? 1 : 0;
        }
        return count;
    }

    // One run a lane for each started stride of candidates.
    private static int runs(int candidates) {
        int stride = FloatFilter.RUN * SPECIES.length();
        return (candidates + stride - 1) / stride * SPECIES.length();
    }
}

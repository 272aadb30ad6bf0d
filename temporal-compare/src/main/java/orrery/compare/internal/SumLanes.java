package orrery.compare.internal;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised steps of [FloatFilter] that do not depend on the distance.
final class SumLanes {
    static final VectorSpecies<Integer> SPECIES = EuclideanLanes.SPECIES.withLanes(int.class);

    private SumLanes() {}

    /// Gathers the least sums of the runs in disjoint groups.
    ///
    /// @return number of groups
    static int group(FloatFilter filter) {
        int lanes = SPECIES.length();
        final int[] runs = filter.runs();
        final int[] groups = filter.groups();
        int used = Math.min(runs.length, groups.length);
        System.arraycopy(runs, 0, groups, 0, used);
        for (int start = used; start < runs.length; start += used) {
            int stop = Math.min(runs.length, start + used);
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
    static int collect(FloatFilter filter, int limit) {
        int lanes = SPECIES.length();
        final int[] runs = filter.runs();
        final long[] hits = filter.hits();
        final IntVector bound = IntVector.broadcast(SPECIES, limit);
        int count = 0;
        for (int i = 0; i < runs.length; i += lanes) {
            long within =
                    IntVector.fromArray(SPECIES, runs, i)
                            .compare(VectorOperators.LE, bound)
                            .toLong();
            hits[count] = (long) i << 32 | within;
            count += within != 0 ? 1 : 0;
        }
        return count;
    }
}

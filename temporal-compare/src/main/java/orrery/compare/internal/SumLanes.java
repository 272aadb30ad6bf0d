package orrery.compare.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The vectorised steps of [FloatFilter] that do not depend on the distance.
final class SumLanes {
    static final VectorSpecies<Integer> SPECIES = EuclideanLanes.SPECIES.withLanes(int.class);

    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    private static final IntVector CELLS = IntVector.zero(SPECIES).addIndex(1);

    private SumLanes() {}

    /// Appends the cells of one vector of runs whose sums are within the limit, and those sums.
    ///
    /// @param start its first cell
    /// @param found cells so far
    /// @return found now
    static int within(int[] sums, int start, int limit, int[] cells, int[] few, int found) {
        int lanes = SPECIES.length();
        int now = found;
        for (int cell = start; cell < start + FloatFilter.RUN * lanes; cell += lanes) {
            IntVector row = IntVector.fromArray(SPECIES, sums, cell);
            VectorMask<Integer> within = row.compare(VectorOperators.LE, limit);
            CELLS.add(cell).compress(within).intoArray(cells, now);
            row.compress(within).intoArray(few, now);
            now += within.trueCount();
        }
        return now;
    }

    /// A value that `wanted` or more of the first `count` values do not exceed, by bisection: not
    /// many more than that where they differ. No branch depends on the values, unlike in a sort.
    ///
    /// @param values 0 or more, or [FloatFilter#NONE]; those behind `count`, up to the next multiple
    ///     of the lanes, are overwritten
    static int atLeast(int[] values, int count, int wanted) {
        int lanes = SPECIES.length();
        if (count % lanes != 0) {
            IntVector.broadcast(SPECIES, FloatFilter.NONE).intoArray(values, count);
        }
        int low = 0;
        int high = FloatFilter.NONE;
        int within = count;
        while (within > wanted + wanted / 4 && low < high) {
            int middle = (low + high) >>> 1;
            int atMost = 0;
            for (int j = 0; j < count; j += lanes) {
                atMost +=
                        IntVector.fromArray(SPECIES, values, j)
                                .compare(VectorOperators.LE, middle)
                                .trueCount();
            }
            if (atMost >= wanted) {
                high = middle;
                within = atMost;
            } else {
                low = middle + 1;
            }
        }
        return high;
    }

    /// Ranks by distance and then by age: `ranks[i]` of `count` come before the i-th.
    ///
    /// @param distances finite; the ones behind `count`, up to the next multiple of the lanes, are
    ///     overwritten
    static void rank(double[] distances, int[] ages, int count, int[] ranks) {
        int lanes = DOUBLES.length();
        DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY).intoArray(distances, count);
        for (int i = 0; i < count; i++) {
            double distance = distances[i];
            int before = 0;
            int equal = 0;
            for (int j = 0; j < count; j += lanes) {
                DoubleVector others = DoubleVector.fromArray(DOUBLES, distances, j);
                before += others.compare(VectorOperators.LT, distance).trueCount();
                equal += others.compare(VectorOperators.EQ, distance).trueCount();
            }
            ranks[i] = before;
            if (equal > 1) {
                for (int j = 0; j < count; j++) {
                    ranks[i] += distances[j] == distance && ages[j] < ages[i] ? 1 : 0;
                }
            }
        }
    }

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

package orrery.compare.internal;

import java.util.Arrays;

/// What a vectorised float filter leaves behind for one search, and how the k nearest are found
/// among it.
///
/// A kernel computes a float sum for each candidate and stores its bits: sums are 0 or more, so
/// their order is that of the bits, and a NaN comes last. Beside them it stores the least sum of
/// each *run*: eight candidates, one lane of eight vectors in a row. The k-th smallest of 2k or
/// more least sums of disjoint groups of runs is a threshold that k candidates reach; about 1.3 k
/// candidates pass it.
///
/// Sums are indexed by age - 1.
public final class FloatFilter {
    /// Vectors a run.
    static final int RUN = 8;

    /// Most lanes a kernel may use.
    static final int LANES_MAX = 16;

    /// Places that a kernel may read past the last candidate: a run of vectors.
    static final int PADDING = (RUN + 1) * LANES_MAX;

    /// Larger than the bits of every number.
    static final int NONE = Integer.MAX_VALUE;

    /// The filters work well inside the range of a float; a larger limit is no limit.
    private static final double LIMIT_MAX = 1e37;

    /// Stands where the plain twin runs.
    static final FloatFilter NOWHERE = new FloatFilter(0, 1);

    private final int[] sums;
    private final int[] runs;
    private final int[] groups;
    private final long[] hits;
    private final int neighbours;
    private int candidates;

    public FloatFilter(int candidates, int neighbours) {
        this.sums = new int[candidates + PADDING];
        this.runs = new int[candidates / RUN + 2 * LANES_MAX];
        this.groups = new int[(2 * neighbours / LANES_MAX + 1) * LANES_MAX];
        this.hits = new long[runs.length];
        this.neighbours = neighbours;
    }

    /// Says how many candidates the next search has.
    FloatFilter over(int candidates) {
        this.candidates = candidates;
        return this;
    }

    int candidates() {
        return candidates;
    }

    /// Bits of the sums, written by the kernels.
    int[] sums() {
        return sums;
    }

    /// Bits of the least sum of each run, written by the kernels.
    int[] runs() {
        return runs;
    }

    /// Bits of the least sum of each group of runs.
    int[] groups() {
        return groups;
    }

    /// Runs within the limit: the index of the first in the upper half, a bit a run in the lower.
    long[] hits() {
        return hits;
    }

    /// A sum that k of the candidates reach or stay below; infinite where there are fewer than k.
    double reached() {
        SumLanes.close(this, candidates);
        int used = SumLanes.group(this, candidates);
        if (used < neighbours) {
            return Double.POSITIVE_INFINITY;
        }
        Arrays.sort(groups, 0, used);
        int bits = groups[neighbours - 1];
        return bits > Float.floatToRawIntBits(Float.MAX_VALUE)
                ? Double.POSITIVE_INFINITY
                : Float.intBitsToFloat(bits);
    }

    /// Ranks every candidate whose sum is at most `limit`.
    void offer(WindowScan scan, NearestList nearest, float limit) {
        int lanes = EuclideanLanes.lanes();
        int limitBits = limit == Float.POSITIVE_INFINITY ? NONE : Float.floatToRawIntBits(limit);
        int count = SumLanes.collect(this, candidates, limitBits);
        for (int h = 0; h < count; h++) {
            int first = (int) (hits[h] >>> 32) * RUN;
            if (nearest.isSettledBefore(first + 1)) {
                return;
            }
            for (int bits = (int) hits[h]; bits != 0; bits &= bits - 1) {
                int lane = first + Integer.numberOfTrailingZeros(bits);
                for (int i = lane; i < lane + RUN * lanes; i += lanes) {
                    if (sums[i] <= limitBits && i < candidates) {
                        nearest.offer(i + 1, scan.distance(i + 1));
                    }
                }
            }
        }
    }

    /// The next float above a limit that holds in real numbers; infinite where none can hold it.
    static float roundedUp(double limit) {
        return limit <= LIMIT_MAX ? Math.nextUp((float) limit) : Float.POSITIVE_INFINITY;
    }
}

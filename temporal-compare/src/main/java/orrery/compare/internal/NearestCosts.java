package orrery.compare.internal;

import java.util.Arrays;

/// The k nearest candidates so far.
///
/// Nearest means least (cost, index). Confined.
public final class NearestCosts {
    private final double[] costs;
    private final int[] indices;
    private final double most;
    private int count;

    public NearestCosts(int neighbours) {
        this(neighbours, Double.POSITIVE_INFINITY);
    }

    /// @param most what a candidate may cost
    public NearestCosts(int neighbours, double most) {
        this.most = most;
        costs = new double[neighbours];
        indices = new int[neighbours];
    }

    public void clear() {
        count = 0;
    }

    /// How many are looked for.
    int most() {
        return costs.length;
    }

    public int count() {
        return count;
    }

    public double cost(int rank) {
        return costs[rank];
    }

    public int index(int rank) {
        return indices[rank];
    }

    /// Costs above it do not count: the most that was given until there are k.
    public double limit() {
        return count == costs.length ? costs[count - 1] : most;
    }

    public void offer(int index, double cost) {
        int at = count;
        while (at > 0
                && (cost < costs[at - 1] || (cost == costs[at - 1] && index < indices[at - 1]))) {
            at--;
        }
        if (at == costs.length) {
            return;
        }
        int moved = Math.min(count, costs.length - 1) - at;
        System.arraycopy(costs, at, costs, at + 1, moved);
        System.arraycopy(indices, at, indices, at + 1, moved);
        costs[at] = cost;
        indices[at] = index;
        count = Math.min(costs.length, count + 1);
    }

    /// Places of the values from the least on; equal ones by place.
    static int[] order(double[] values) {
        long[] keys = new long[values.length];
        int bits = 32 - Integer.numberOfLeadingZeros(Math.max(1, values.length - 1));
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (Double.doubleToLongBits(values[i]) >>> bits << bits) | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            order[i] = (int) (keys[i] & ((1L << bits) - 1));
        }
        return order;
    }
}

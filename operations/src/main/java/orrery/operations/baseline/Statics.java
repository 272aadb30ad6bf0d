package orrery.operations.baseline;

import java.util.PriorityQueue;

/// The cost of every capacity that never changes, and the one that provisioning by the past picks.
///
/// O(max − min) time a scored step; memory O(max − min) and a thousandth of the warm-up.
final class Statics {
    private static final double QUANTILE = 0.999;

    private final int min;
    private final CostRates rates;
    private final long scoredFrom;
    private final double[] costs;
    private final PriorityQueue<Double> greatest = new PriorityQueue<>();
    private final int kept;
    private long warm;

    Statics(int min, int max, CostRates rates, long scoredFrom) {
        this.min = min;
        this.rates = rates;
        this.scoredFrom = scoredFrom;
        this.costs = new double[max - min + 1];
        this.kept = (int) Math.ceil((1 - QUANTILE) * scoredFrom) + 2;
    }

    void meet(long sample, double demand) {
        if (sample >= scoredFrom) {
            for (int i = 0; i < costs.length; i++) {
                costs[i] += rates.step(demand, min + i, min + i);
            }
        } else if (!Double.isNaN(demand)) {
            warm++;
            greatest.add(demand);
            if (greatest.size() > kept) {
                greatest.remove();
            }
        }
    }

    /// Cost of the capacity at the 99.9 % quantile of the warm-up's demand, within the bounds.
    double costOfPast() {
        int wanted = min;
        if (warm > 0) {
            wanted = (int) Math.min(Integer.MAX_VALUE, Math.ceil(quantile()));
        }
        return costs[Math.clamp((long) wanted - min, 0, costs.length - 1)];
    }

    /// Cost of the best constant, chosen in hindsight.
    double least() {
        double least = costs[0];
        for (double cost : costs) {
            least = Math.min(least, cost);
        }
        return least;
    }

    /// By linear interpolation between order statistics.
    private double quantile() {
        double[] top = greatest.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double rank = QUANTILE * (warm - 1);
        long lower = (long) Math.floor(rank);
        double below = fromTop(top, warm - 1 - lower);
        double above = fromTop(top, Math.max(0, warm - 2 - lower));
        return below + (rank - lower) * (above - below);
    }

    private static double fromTop(double[] ascending, long rank) {
        return ascending[(int) Math.max(0, ascending.length - 1 - rank)];
    }
}

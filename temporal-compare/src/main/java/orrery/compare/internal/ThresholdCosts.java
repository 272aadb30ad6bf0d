package orrery.compare.internal;

import java.util.Arrays;

/// Costs of measures that count samples which match, within epsilon, or do not: LCSS and EDR.
public final class ThresholdCosts implements StepCosts {
    private final double epsilon;
    private final double mismatch;
    private final boolean freeBorder;
    private final boolean eachChannel;
    private final boolean vectorised = Kernels.vectorised();

    private ThresholdCosts(
            double epsilon, double mismatch, boolean freeBorder, boolean eachChannel) {
        this.epsilon = epsilon;
        this.mismatch = mismatch;
        this.freeBorder = freeBorder;
        this.eachChannel = eachChannel;
    }

    /// The cost is n + m - 2 · (length of the longest common subsequence): a mismatch is as dear as
    /// leaving both samples out.
    ///
    /// @param eachChannel whether each channel must be within epsilon, not the Euclidean norm of all
    public static ThresholdCosts commonSubsequence(double epsilon, boolean eachChannel) {
        return new ThresholdCosts(epsilon, 2, false, eachChannel);
    }

    /// @param freeBorder whether leaving out leading samples costs nothing
    public static ThresholdCosts edits(double epsilon, boolean freeBorder) {
        return new ThresholdCosts(epsilon, 1, freeBorder, false);
    }

    @Override
    public Form form() {
        return Form.EDIT;
    }

    @Override
    public void fill(ElasticGrid grid, int i, int from, int to) {
        int lanes = grid.lanes();
        double[] costs = grid.diagonal();
        if (eachChannel) {
            Differences.largest(grid, i, from, to, costs);
        } else {
            Differences.norms(grid, i, from, to, costs);
        }
        threshold(costs, from * lanes, to * lanes);
        Arrays.fill(grid.down(), from * lanes, to * lanes, 1);
        Arrays.fill(grid.right(), from * lanes, to * lanes, 1);
    }

    private void threshold(double[] costs, int from, int to) {
        int start = vectorised ? CostLanes.threshold(costs, epsilon, mismatch, from, to) : from;
        for (int k = start; k < to; k++) {
            costs[k] = costs[k] <= epsilon ? 0 : mismatch;
        }
    }

    @Override
    public double firstColumn(ElasticGrid grid, int i, double above) {
        return freeBorder ? above : above + 1;
    }

    @Override
    public void firstRow(ElasticGrid grid, int last) {
        int lanes = grid.lanes();
        for (int j = 1; j <= last; j++) {
            Arrays.fill(grid.row(), j * lanes, (j + 1) * lanes, freeBorder ? 0 : j);
        }
    }
}

package orrery.compare.internal;

import java.util.Arrays;

/// Costs of ERP: a sample left out costs its difference from a fixed level.
public final class GapCosts implements StepCosts {
    private final double level;
    private final boolean squared;
    private final Border border;

    /// What leaving out leading samples costs.
    public enum Border {
        /// What each costs.
        CUMULATIVE,
        /// In every cell as much as leaving out the whole series.
        TOTAL,
        /// There is none: the first samples are a pair at no cost.
        PAIRED
    }

    /// @param level what a sample that is left out is compared with
    public GapCosts(double level, boolean squared, Border border) {
        this.level = level;
        this.squared = squared;
        this.border = border;
    }

    @Override
    public Form form() {
        return Form.EDIT;
    }

    @Override
    public void fill(ElasticGrid grid, int i, int from, int to) {
        int lanes = grid.lanes();
        if (squared) {
            Differences.squares(grid, i, from, to, grid.diagonal());
        } else {
            Differences.norms(grid, i, from, to, grid.diagonal());
        }
        if (border == Border.PAIRED && i == 1 && from == 1) {
            Arrays.fill(grid.diagonal(), lanes, 2 * lanes, 0);
        }
        Arrays.fill(grid.down(), from * lanes, to * lanes, xGap(grid, i));
        yGaps(grid, grid.right(), from * lanes, to * lanes);
    }

    private double xGap(ElasticGrid grid, int i) {
        double sum = 0;
        for (int c = 0; c < grid.channels(); c++) {
            double d = grid.x(c)[i] - level;
            sum += d * d;
        }
        if (squared) {
            return sum;
        }
        return grid.channels() == 1 ? Math.abs(grid.x(0)[i] - level) : Math.sqrt(sum);
    }

    private void yGaps(ElasticGrid grid, double[] costs, int from, int to) {
        for (int c = 0; c < grid.channels(); c++) {
            double[] y = grid.y(c);
            for (int k = from; k < to; k++) {
                double d = y[k] - level;
                costs[k] = c == 0 ? d * d : costs[k] + d * d;
            }
        }
        if (!squared && grid.channels() == 1) {
            double[] y = grid.y(0);
            for (int k = from; k < to; k++) {
                costs[k] = Math.abs(y[k] - level);
            }
        } else if (!squared) {
            for (int k = from; k < to; k++) {
                costs[k] = Math.sqrt(costs[k]);
            }
        }
    }

    @Override
    public double firstColumn(ElasticGrid grid, int i, double above) {
        if (border == Border.PAIRED) {
            return Double.POSITIVE_INFINITY;
        }
        if (border == Border.CUMULATIVE) {
            return above + xGap(grid, i);
        }
        double sum = above;
        for (int k = 1; i == 1 && k <= grid.rows(); k++) {
            sum += xGap(grid, k);
        }
        return sum;
    }

    @Override
    public void firstRow(ElasticGrid grid, int last) {
        if (border == Border.PAIRED) {
            return;
        }
        int lanes = grid.lanes();
        boolean totalBorder = border == Border.TOTAL;
        int whole = totalBorder ? grid.columns() : last;
        double[] gaps = grid.right();
        yGaps(grid, gaps, lanes, (whole + 1) * lanes);
        double[] row = grid.row();
        for (int lane = 0; lane < lanes; lane++) {
            double sum = 0;
            for (int j = 1; j <= whole; j++) {
                sum += gaps[j * lanes + lane];
                row[j * lanes + lane] = sum;
            }
            for (int j = 1; j <= whole && totalBorder; j++) {
                row[j * lanes + lane] = j <= last ? sum : Double.POSITIVE_INFINITY;
            }
        }
    }
}

package orrery.compare.internal;

import java.util.Arrays;

/// Costs of TWE: samples are points in time, joined by segments; both samples of a segment count,
/// and so does the distance in time.
public final class TimeCosts implements StepCosts {
    private final double stiffness;
    private final double edit;
    private final boolean squared;
    private final boolean segmentBorder;
    private final boolean vectorised = Kernels.vectorised();

    /// @param stiffness cost of a unit of time between samples that are matched
    /// @param edit cost of leaving a sample out
    /// @param squared whether differences count squared
    /// @param segmentBorder whether leading samples may be left out for the length of their segments,
    ///     and pairs with a first sample have no segment behind them
    public TimeCosts(double stiffness, double edit, boolean squared, boolean segmentBorder) {
        this.stiffness = stiffness;
        this.edit = edit;
        this.squared = squared;
        this.segmentBorder = segmentBorder;
    }

    @Override
    public Form form() {
        return Form.EDIT;
    }

    // The last array serves as the scratch of the former samples' differences before its own turn.
    @Override
    public void fill(ElasticGrid grid, int i, int from, int to) {
        int lanes = grid.lanes();
        int first = from * lanes;
        int last = to * lanes;
        double[] diagonal = grid.diagonal();
        double[] former = grid.right();
        norms(grid, i, 0, diagonal, first, last);
        if (segmentBorder && i == 1) {
            // No segment behind these pairs, and what is added below once too often.
            alone(former, i, from, to, lanes);
        } else {
            norms(grid, i - 1, lanes, former, first, last);
            if (segmentBorder && from == 1) {
                alone(former, i, 1, 2, lanes);
            }
        }
        if (vectorised && lanes == CostLanes.lanes()) {
            CostLanes.join(diagonal, former, stiffness, new ElasticRange(i, from, to));
        } else {
            join(diagonal, former, i, from, to, lanes);
        }
        Arrays.fill(grid.down(), first, last, step(grid, i) + stiffness + edit);
        steps(grid, grid.right(), first, last);
    }

    private void join(double[] diagonal, double[] former, int i, int from, int to, int lanes) {
        for (int j = from; j < to; j++) {
            double apart = 2 * stiffness * Math.abs(i - j);
            for (int k = j * lanes; k < (j + 1) * lanes; k++) {
                diagonal[k] = diagonal[k] + former[k] + apart;
            }
        }
    }

    private void alone(double[] former, int i, int from, int to, int lanes) {
        for (int j = from; j < to; j++) {
            double apart = stiffness * Math.abs(i - j);
            for (int k = j * lanes; k < (j + 1) * lanes; k++) {
                former[k] = -apart;
            }
        }
    }

    @Override
    public double firstColumn(ElasticGrid grid, int i, double above) {
        return segmentBorder ? above + step(grid, i) : Double.POSITIVE_INFINITY;
    }

    @Override
    public void firstRow(ElasticGrid grid, int last) {
        if (!segmentBorder) {
            return;
        }
        int lanes = grid.lanes();
        double[] costs = grid.right();
        lengths(grid, costs, lanes, (last + 1) * lanes);
        for (int lane = 0; lane < lanes; lane++) {
            double sum = 0;
            for (int j = 1; j <= last; j++) {
                sum += costs[j * lanes + lane];
                grid.row()[j * lanes + lane] = sum;
            }
        }
    }

    private void norms(ElasticGrid grid, int i, int back, double[] into, int from, int to) {
        if (!squared && grid.channels() == 1) {
            double[] y = grid.y(0);
            double x = grid.x(0)[i];
            for (int k = from; k < to; k++) {
                into[k] = Math.abs(x - y[k - back]);
            }
            return;
        }
        for (int c = 0; c < grid.channels(); c++) {
            double[] y = grid.y(c);
            double x = grid.x(c)[i];
            for (int k = from; k < to; k++) {
                double d = x - y[k - back];
                into[k] = c == 0 ? d * d : into[k] + d * d;
            }
        }
        if (!squared) {
            root(into, from, to);
        }
    }

    private static void root(double[] values, int from, int to) {
        for (int k = from; k < to; k++) {
            values[k] = Math.sqrt(values[k]);
        }
    }

    private double step(ElasticGrid grid, int i) {
        double sum = 0;
        for (int c = 0; c < grid.channels(); c++) {
            double d = grid.x(c)[i] - grid.x(c)[i - 1];
            sum += d * d;
        }
        if (squared) {
            return sum;
        }
        return grid.channels() == 1 ? Math.abs(grid.x(0)[i] - grid.x(0)[i - 1]) : Math.sqrt(sum);
    }

    private void steps(ElasticGrid grid, double[] costs, int from, int to) {
        lengths(grid, costs, from, to);
        for (int k = from; k < to; k++) {
            costs[k] += stiffness + edit;
        }
    }

    private void lengths(ElasticGrid grid, double[] costs, int from, int to) {
        int lanes = grid.lanes();
        for (int c = 0; c < grid.channels(); c++) {
            double[] y = grid.y(c);
            for (int k = from; k < to; k++) {
                double d = y[k] - y[k - lanes];
                costs[k] = c == 0 ? d * d : costs[k] + d * d;
            }
        }
        if (!squared && grid.channels() > 1) {
            root(costs, from, to);
        } else if (!squared) {
            double[] y = grid.y(0);
            for (int k = from; k < to; k++) {
                costs[k] = Math.abs(y[k] - y[k - lanes]);
            }
        }
    }
}

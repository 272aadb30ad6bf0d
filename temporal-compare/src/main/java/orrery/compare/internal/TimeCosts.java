package orrery.compare.internal;

import java.util.Arrays;

/// Costs of TWE: samples are points in time, joined by segments; both samples of a segment count,
/// and so does the distance in time.
public final class TimeCosts implements StepCosts {
    private final double stiffness;
    private final double edit;
    private final boolean squared;
    private final boolean vectorised = Kernels.vectorised();

    /// @param stiffness cost of a unit of time between samples that are matched
    /// @param edit cost of leaving a sample out
    /// @param squared whether differences count squared
    public TimeCosts(double stiffness, double edit, boolean squared) {
        this.stiffness = stiffness;
        this.edit = edit;
        this.squared = squared;
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
        norms(grid, i - 1, lanes, former, first, last);
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
        for (int k = from; k < to; k++) {
            costs[k] += stiffness + edit;
        }
    }
}

package orrery.compare.internal;

import java.util.Arrays;

/// Costs of TWE: samples are points in time, joined by segments; both samples of a segment count,
/// and so does the distance in time.
public final class TimeCosts implements StepCosts {
    private final double stiffness;
    private final double edit;
    private final boolean squared;

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
        squares(grid, i, 0, diagonal, first, last);
        squares(grid, i - 1, lanes, former, first, last);
        if (!squared) {
            root(diagonal, first, last);
            root(former, first, last);
        }
        for (int j = from; j < to; j++) {
            double apart = 2 * stiffness * Math.abs(i - j);
            for (int k = j * lanes; k < (j + 1) * lanes; k++) {
                diagonal[k] = diagonal[k] + former[k] + apart;
            }
        }
        Arrays.fill(grid.down(), first, last, step(grid, i) + stiffness + edit);
        steps(grid, grid.right(), first, last);
    }

    private static void squares(
            ElasticGrid grid, int i, int back, double[] into, int from, int to) {
        for (int c = 0; c < grid.channels(); c++) {
            double[] y = grid.y(c);
            double x = grid.x(c)[i];
            for (int k = from; k < to; k++) {
                double d = x - y[k - back];
                into[k] = c == 0 ? d * d : into[k] + d * d;
            }
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
        return squared ? sum : Math.sqrt(sum);
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
        if (!squared) {
            root(costs, from, to);
        }
        for (int k = from; k < to; k++) {
            costs[k] += stiffness + edit;
        }
    }
}

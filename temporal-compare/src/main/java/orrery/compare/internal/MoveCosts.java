package orrery.compare.internal;

/// Costs of MSM: a sample is moved, split or merged.
///
/// Of one channel a move costs the absolute difference, and a split or merge `change`, and beside
/// that the distance to the nearer neighbour where the sample is not between the two. Of several
/// channels all distances are squared Euclidean norms, and "between" is inside the ball of which
/// the two are a diameter.
public final class MoveCosts implements StepCosts {
    private final double change;

    public MoveCosts(double change) {
        this.change = change;
    }

    @Override
    public Form form() {
        return Form.EDIT;
    }

    @Override
    public void fill(ElasticGrid grid, int i, int from, int to) {
        int lanes = grid.lanes();
        if (grid.channels() > 1) {
            vectors(grid, i, from * lanes, to * lanes);
            return;
        }
        Differences.norms(grid, i, from, to, grid.diagonal());
        double x = grid.x(0)[i];
        down(x, grid.x(0)[i - 1], grid, from * lanes, to * lanes);
        right(x, grid, from * lanes, to * lanes);
    }

    private void down(double x, double before, ElasticGrid grid, int from, int to) {
        double[] y = grid.y(0);
        double[] costs = grid.down();
        for (int k = from; k < to; k++) {
            double low = Math.min(before, y[k]);
            double high = Math.max(before, y[k]);
            costs[k] = change + Math.max(0, Math.max(low - x, x - high));
        }
    }

    private void right(double x, ElasticGrid grid, int from, int to) {
        double[] y = grid.y(0);
        double[] costs = grid.right();
        int lanes = grid.lanes();
        for (int k = from; k < to; k++) {
            double low = Math.min(x, y[k - lanes]);
            double high = Math.max(x, y[k - lanes]);
            costs[k] = change + Math.max(0, Math.max(low - y[k], y[k] - high));
        }
    }

    private void vectors(ElasticGrid grid, int i, int from, int to) {
        int lanes = grid.lanes();
        for (int k = from; k < to; k++) {
            double apart = 0;
            double xStep = 0;
            double yStep = 0;
            double xTurn = 0;
            double yTurn = 0;
            for (int c = 0; c < grid.channels(); c++) {
                double x = grid.x(c)[i] - grid.x(c)[i - 1];
                double y = grid.y(c)[k] - grid.y(c)[k - lanes];
                double d = grid.x(c)[i] - grid.y(c)[k];
                apart += d * d;
                xStep += x * x;
                yStep += y * y;
                xTurn += x * d;
                yTurn -= y * d;
            }
            grid.diagonal()[k] = apart;
            grid.down()[k] = change + (xTurn <= 0 ? 0 : Math.min(xStep, apart));
            grid.right()[k] = change + (yTurn <= 0 ? 0 : Math.min(yStep, apart));
        }
    }
}

package orrery.compare.internal;

/// Costs of MSM: a sample is moved, split or merged.
///
/// Of one channel a move costs the absolute difference, and a split or merge `change`, and beside
/// that the distance to the nearer neighbour where the sample is not between the two. Of several
/// channels all distances are squared Euclidean norms, and "between" is inside the ball of which
/// the two are a diameter; or the costs of the channels are added up.
public final class MoveCosts implements StepCosts {
    private final double change;
    private final boolean eachChannel;
    private final boolean vectorised = Kernels.vectorised();

    /// @param eachChannel whether the costs of several channels are those of one, added up
    public MoveCosts(double change, boolean eachChannel) {
        this.change = change;
        this.eachChannel = eachChannel;
    }

    @Override
    public Form form() {
        return Form.EDIT;
    }

    @Override
    public void fill(ElasticGrid grid, int i, int from, int to) {
        int lanes = grid.lanes();
        if (grid.channels() > 1 && eachChannel) {
            channels(grid, i, from * lanes, to * lanes);
            return;
        }
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
        int start = vectorised ? CostLanes.down(x, before, y, costs, change, from, to) : from;
        for (int k = start; k < to; k++) {
            double low = Math.min(before, y[k]);
            double high = Math.max(before, y[k]);
            costs[k] = change + Math.max(0, Math.max(low - x, x - high));
        }
    }

    private void right(double x, ElasticGrid grid, int from, int to) {
        double[] y = grid.y(0);
        double[] costs = grid.right();
        int lanes = grid.lanes();
        int start = vectorised ? CostLanes.right(x, y, costs, change, lanes, from, to) : from;
        for (int k = start; k < to; k++) {
            double low = Math.min(x, y[k - lanes]);
            double high = Math.max(x, y[k - lanes]);
            costs[k] = change + Math.max(0, Math.max(low - y[k], y[k] - high));
        }
    }

    private void channels(ElasticGrid grid, int i, int from, int to) {
        int lanes = grid.lanes();
        for (int c = 0; c < grid.channels(); c++) {
            double x = grid.x(c)[i];
            double before = grid.x(c)[i - 1];
            double[] y = grid.y(c);
            for (int k = from; k < to; k++) {
                double move = Math.abs(x - y[k]);
                double down = change + outside(x, before, y[k]);
                double right = change + outside(y[k], x, y[k - lanes]);
                grid.diagonal()[k] = c == 0 ? move : grid.diagonal()[k] + move;
                grid.down()[k] = c == 0 ? down : grid.down()[k] + down;
                grid.right()[k] = c == 0 ? right : grid.right()[k] + right;
            }
        }
    }

    // How far a sample is from the interval between two.
    private static double outside(double sample, double a, double b) {
        return Math.max(0, Math.max(Math.min(a, b) - sample, sample - Math.max(a, b)));
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

package orrery.compare.internal;

/// Costs of the warping measures: the difference of the two samples, squared or not, perhaps
/// weighted by how far apart in time they are.
///
/// Of several channels the differences form a vector: squared Euclidean norm, or Euclidean norm.
public final class PointCosts implements StepCosts {
    private final Form form;
    private final boolean squared;
    private final double penalty;
    private final double softness;
    private final double steepness;
    private double[] weights = {};
    private int weighted;

    private PointCosts(
            Form form, boolean squared, double penalty, double softness, double steepness) {
        this.form = form;
        this.squared = squared;
        this.penalty = penalty;
        this.softness = softness;
        this.steepness = steepness;
    }

    public static PointCosts warping(boolean squared, double penalty) {
        return new PointCosts(Form.WARP, squared, penalty, 0, Double.NaN);
    }

    /// @param steepness g of the weights 1 / (1 + exp(-g (|i - j| - max(n, m) / 2)))
    public static PointCosts weighted(boolean squared, double steepness) {
        return new PointCosts(Form.WARP, squared, 0, 0, steepness);
    }

    public static PointCosts bottleneck() {
        return new PointCosts(Form.BOTTLENECK, false, 0, 0, Double.NaN);
    }

    public static PointCosts soft(double softness) {
        return new PointCosts(Form.SOFT, true, 0, softness, Double.NaN);
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public double penalty() {
        return penalty;
    }

    @Override
    public double softness() {
        return softness;
    }

    @Override
    public void fill(ElasticGrid grid, int i, int from, int to) {
        if (squared) {
            Differences.squares(grid, i, from, to, grid.diagonal());
        } else {
            Differences.norms(grid, i, from, to, grid.diagonal());
        }
        if (!Double.isNaN(steepness)) {
            weigh(grid, i, from, to);
        }
    }

    private void weigh(ElasticGrid grid, int i, int from, int to) {
        int longest = Math.max(grid.rows(), grid.columns());
        if (weighted != longest) {
            weights = new double[longest + 1];
            for (int d = 0; d <= longest; d++) {
                weights[d] = 1 / (1 + Math.exp(-steepness * (d - longest / 2.0)));
            }
            weighted = longest;
        }
        double[] costs = grid.diagonal();
        int lanes = grid.lanes();
        for (int j = from; j < to; j++) {
            double weight = weights[Math.abs(i - j)];
            for (int k = j * lanes; k < (j + 1) * lanes; k++) {
                costs[k] *= weight;
            }
        }
    }
}

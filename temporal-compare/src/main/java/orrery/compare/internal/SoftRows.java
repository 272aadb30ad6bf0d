package orrery.compare.internal;

/// The recurrence of soft-DTW: a smooth minimum of the three neighbours.
final class SoftRows {
    private SoftRows() {}

    /// As [RowKernel#warp], with -g·log(sum of exp(-way / g)) in place of the minimum.
    static void soft(ElasticGrid grid, double softness, int from, int to) {
        int lanes = grid.lanes();
        double[] row = grid.row();
        double[] costs = grid.diagonal();
        double[] edge = grid.edge();
        for (int lane = 0; lane < lanes; lane++) {
            double left = edge[lane];
            double corner = edge[lanes + lane];
            for (int k = from * lanes + lane; k < to * lanes; k += lanes) {
                double up = row[k];
                left = costs[k] + smoothMinimum(corner, up, left, softness);
                corner = up;
                row[k] = left;
            }
            edge[lane] = left;
            edge[lanes + lane] = corner;
        }
    }

    /// A number that no lane's result is below, from the cells of row i.
    ///
    /// The ways from a cell to the last one cost 0 or more, and there are at most
    /// (1 + sqrt 2)^(rows + columns to go) of them (Delannoy).
    static double bound(ElasticGrid grid, double softness, int i, int from, int to) {
        int lanes = grid.lanes();
        double[] row = grid.row();
        double ways = Math.log(1 + Math.sqrt(2));
        double least = Double.POSITIVE_INFINITY;
        for (int lane = 0; lane < lanes; lane++) {
            double bound = Double.POSITIVE_INFINITY;
            for (int j = from; j < to; j++) {
                double left = grid.rows() - i + grid.columns() - (double) j;
                double cell = row[j * lanes + lane] - softness * ways * left;
                bound = smoothMinimum(bound, cell, Double.POSITIVE_INFINITY, softness);
            }
            least = Math.min(least, bound);
        }
        return least;
    }

    static double smoothMinimum(double a, double b, double c, double softness) {
        double least = Math.min(a, Math.min(b, c));
        if (least == Double.POSITIVE_INFINITY) {
            return least;
        }
        double sum =
                Math.exp((least - a) / softness)
                        + Math.exp((least - b) / softness)
                        + Math.exp((least - c) / softness);
        return least - softness * Math.log(sum);
    }
}

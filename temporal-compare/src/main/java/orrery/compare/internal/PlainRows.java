package orrery.compare.internal;

/// The plain twin of [ElasticLanes]; also the kernel of comparisons of a single pair.
///
/// What does not depend on the cell to the left is computed first, in a loop that the compiler
/// vectorises for a single pair.
final class PlainRows implements RowKernel {
    @Override
    public void warp(ElasticGrid grid, double penalty, int from, int to) {
        int lanes = grid.lanes();
        double[] row = grid.row();
        double[] costs = grid.diagonal();
        double[] edge = grid.edge();
        double[] best = grid.down();
        above(row, best, penalty, from * lanes + lanes, to * lanes, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            int k = from * lanes + lane;
            best[k] = Math.min(edge[lanes + lane], row[k] + penalty);
            edge[lanes + lane] = row[(to - 1) * lanes + lane];
            edge[lane] = across(row, costs, best, penalty, edge[lane], k, to * lanes, lanes);
        }
    }

    private static void above(
            double[] row, double[] best, double penalty, int from, int to, int lanes) {
        for (int k = from; k < to; k++) {
            best[k] = Math.min(row[k - lanes], row[k] + penalty);
        }
    }

    // Hot path: a chain of one minimum and one sum a cell.
    private static double across(
            double[] row,
            double[] costs,
            double[] best,
            double penalty,
            double before,
            int from,
            int to,
            int lanes) {
        double left = before;
        for (int k = from; k < to; k += lanes) {
            left = Math.min(best[k], left + penalty) + costs[k];
            row[k] = left;
        }
        return left;
    }

    @Override
    public void edit(ElasticGrid grid, int from, int to) {
        int lanes = grid.lanes();
        double[] row = grid.row();
        double[] diagonal = grid.diagonal();
        double[] down = grid.down();
        double[] right = grid.right();
        double[] edge = grid.edge();
        for (int lane = 0; lane < lanes; lane++) {
            double left = edge[lane];
            double corner = edge[lanes + lane];
            for (int k = from * lanes + lane; k < to * lanes; k += lanes) {
                double up = row[k];
                double best = Math.min(corner + diagonal[k], up + down[k]);
                left = Math.min(best, left + right[k]);
                corner = up;
                row[k] = left;
            }
            edge[lane] = left;
            edge[lanes + lane] = corner;
        }
    }

    @Override
    public void bottleneck(ElasticGrid grid, int from, int to) {
        int lanes = grid.lanes();
        double[] row = grid.row();
        double[] costs = grid.diagonal();
        double[] edge = grid.edge();
        for (int lane = 0; lane < lanes; lane++) {
            double left = edge[lane];
            double corner = edge[lanes + lane];
            for (int k = from * lanes + lane; k < to * lanes; k += lanes) {
                double up = row[k];
                left = Math.max(costs[k], Math.min(left, Math.min(up, corner)));
                corner = up;
                row[k] = left;
            }
            edge[lane] = left;
            edge[lanes + lane] = corner;
        }
    }

    @Override
    public int firstAlive(ElasticGrid grid, double cutoff, int from, int to) {
        int lanes = grid.lanes();
        double[] row = grid.row();
        for (int k = from * lanes; k < to * lanes; k++) {
            if (row[k] <= cutoff) {
                return k / lanes;
            }
        }
        return to;
    }

    @Override
    public int lastAlive(ElasticGrid grid, double cutoff, int from, int to) {
        int lanes = grid.lanes();
        double[] row = grid.row();
        for (int k = to * lanes - 1; k >= from * lanes; k--) {
            if (row[k] <= cutoff) {
                return k / lanes;
            }
        }
        return from - 1;
    }
}

package orrery.compare.internal;

import java.util.Arrays;

/// The one frame of all elastic measures: goes through the table row by row and leaves out what
/// cannot be on a way within the cut-off.
///
/// Cells that no lane reaches within the cut-off are *dead*. A row begins at the first column that
/// is alive in the row above, and ends where both the row above and the cell to the left are dead;
/// a row without a live cell ends the comparison. As steps cost 0 or more, also after rounding, a
/// dead cell leads to dead cells only: what is at or below the cut-off is exact. The row is kept in
/// place: cells that a later row does not reach keep a value above the cut-off, which is as good as
/// infinity.
///
/// Cost O(cells alive), memory O(columns · lanes). Confined.
///
/// Source: Herrmann & Webb, Data Mining and Knowledge Discovery 35, 2021,
/// doi:10.1007/s10618-021-00782-4; here with limits common to all lanes.
public final class ElasticFrame {
    /// Columns that a row is extended by at a time beyond what the row above reaches.
    private static final int STRETCH = 16;

    private final ElasticGrid grid;
    private final RowKernel kernel;
    private final StepCosts costs;
    private long cells;

    private ElasticFrame(ElasticGrid grid, RowKernel kernel, StepCosts costs) {
        this.grid = grid;
        this.kernel = kernel;
        this.costs = costs;
    }

    /// One pair at a time.
    public static ElasticFrame single(StepCosts costs) {
        return new ElasticFrame(new ElasticGrid(1), new PlainRows(), costs);
    }

    /// As many pairs as a vector has lanes, or eight where there are no vectors.
    public static ElasticFrame batch(StepCosts costs) {
        return Kernels.vectorised()
                ? new ElasticFrame(new ElasticGrid(ElasticLanes.lanes()), new ElasticLanes(), costs)
                : plainBatch(costs, 8);
    }

    /// The plain twin of a batch.
    static ElasticFrame plainBatch(StepCosts costs, int lanes) {
        return new ElasticFrame(new ElasticGrid(lanes), new PlainRows(), costs);
    }

    public int lanes() {
        return grid.lanes();
    }

    /// Cells that the last comparison computed, of one lane.
    public long cells() {
        return cells;
    }

    /// Compares, and writes for each lane the cheapest way, or a number above the cut-off where the
    /// cheapest way is above it.
    ///
    /// @param x by channel, with a 0 before the first sample
    /// @param y by channel, interleaved, with a 0 in each lane before the first sample
    /// @param cutoff 0 or more, or infinite
    public void run(
            double[][] x, double[][] y, ElasticBand band, double cutoff, double[] cheapest) {
        grid.set(x, y);
        run(band, ElasticEnds.CLOSED, cutoff, cheapest);
    }

    /// The same with ends that may be left out.
    public void run(
            double[][] x,
            double[][] y,
            ElasticBand band,
            ElasticEnds ends,
            double cutoff,
            double[] cheapest) {
        grid.set(x, y);
        run(band, ends, cutoff, cheapest);
    }

    private void run(ElasticBand band, ElasticEnds ends, double limitCost, double[] cheapest) {
        // Soft ways may cost less than any of their parts: no cell is dead.
        boolean soft = costs.form() == StepCosts.Form.SOFT;
        double cutoff = soft ? Double.POSITIVE_INFINITY : limitCost;
        int lanes = grid.lanes();
        int rows = grid.rows();
        int columns = grid.columns();
        double[] row = grid.row();
        double[] edge = grid.edge();
        Arrays.fill(cheapest, 0, lanes, Double.POSITIVE_INFINITY);
        cells = 0;
        grid.clear();
        costs.firstRow(grid, band.last(0));
        Arrays.fill(row, 0, (Math.min(ends.yBegin(), columns) + 1) * lanes, 0);
        double border = 0;
        int start = 0;
        int end = kernel.lastAlive(grid, cutoff, 0, columns + 1);
        for (int i = 1; i <= rows; i++) {
            int from = Math.max(1, Math.max(start, band.first(i)));
            int limit = band.last(i) + 1;
            border = i <= ends.xBegin() ? 0 : costs.firstColumn(grid, i, border);
            double column = band.first(i) == 0 && from == 1 ? border : Double.POSITIVE_INFINITY;
            System.arraycopy(row, (from - 1) * lanes, edge, lanes, lanes);
            Arrays.fill(edge, 0, lanes, column);
            Arrays.fill(row, (from - 1) * lanes, from * lanes, column);
            int to = Math.max(from, Math.min(limit, end + 2));
            stretch(i, from, to);
            while (to < limit && isAlive(edge, lanes, cutoff)) {
                int next = Math.min(limit, to + STRETCH);
                stretch(i, to, next);
                to = next;
            }
            cells += to - from;
            start = column <= cutoff ? 0 : kernel.firstAlive(grid, cutoff, from, to);
            if (start >= to
                    || (soft
                            && limitCost < Double.POSITIVE_INFINITY
                            && SoftRows.bound(grid, costs.softness(), i, from, to) > limitCost)) {
                return;
            }
            end = kernel.lastAlive(grid, cutoff, start, to);
            if (i >= rows - ends.xEnd()) {
                offer(row, columns, cheapest);
            }
        }
        for (int j = Math.max(0, columns - ends.yEnd()); j <= columns; j++) {
            offer(row, j, cheapest);
        }
    }

    private void stretch(int i, int from, int to) {
        if (from >= to) {
            return;
        }
        if (costs.form() == StepCosts.Form.WARP && costs.areSquares() && grid.channels() == 1) {
            kernel.warpSquares(grid, grid.x(0)[i], costs.penalty(), from, to);
            return;
        }
        costs.fill(grid, i, from, to);
        switch (costs.form()) {
            case WARP -> kernel.warp(grid, costs.penalty(), from, to);
            case EDIT -> kernel.edit(grid, from, to);
            case BOTTLENECK -> kernel.bottleneck(grid, from, to);
            case SOFT -> SoftRows.soft(grid, costs.softness(), from, to);
        }
    }

    private static boolean isAlive(double[] edge, int lanes, double cutoff) {
        for (int lane = 0; lane < lanes; lane++) {
            if (edge[lane] <= cutoff) {
                return true;
            }
        }
        return false;
    }

    private void offer(double[] row, int column, double[] cheapest) {
        int lanes = grid.lanes();
        for (int lane = 0; lane < lanes; lane++) {
            cheapest[lane] = Math.min(cheapest[lane], row[column * lanes + lane]);
        }
    }
}

package orrery.compare.internal;

/// The recurrence of the elastic measures along a stretch of one row, for all lanes of a grid.
///
/// A stretch begins with what `grid.edge()` holds: the cell to the left in each lane, then the cell
/// above that. It leaves there what the next stretch needs. Implementations give the same bits.
interface RowKernel {
    /// One cost a cell, and a penalty for steps down and right.
    void warp(ElasticGrid grid, double penalty, int from, int to);

    /// Three costs a cell.
    void edit(ElasticGrid grid, int from, int to);

    /// The largest cost counts.
    void bottleneck(ElasticGrid grid, int from, int to);

    /// The first column of the stretch with a lane at or below the cut-off, or `to`.
    int firstAlive(ElasticGrid grid, double cutoff, int from, int to);

    /// The last such column, or `from - 1`.
    int lastAlive(ElasticGrid grid, double cutoff, int from, int to);
}

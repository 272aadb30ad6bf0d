package orrery.compare.internal;

/// What the steps of an elastic measure cost: all that tells one such measure from another.
///
/// A way through the table begins at (0, 0) and ends at the last cell; each step goes down, right or
/// both and costs 0 or more. The costs of a row are computed a stretch of columns at a time, for all
/// lanes in one loop of plain code which the compiler vectorises by itself.
public sealed interface StepCosts
        permits PointCosts, ThresholdCosts, GapCosts, MoveCosts, TimeCosts {
    /// How a cell follows from its three neighbours.
    enum Form {
        /// One cost a cell, `diagonal`, and a penalty for the other two steps.
        WARP,
        /// Three costs a cell.
        EDIT,
        /// The largest cost on the way counts, not the sum.
        BOTTLENECK,
        /// All ways count, the cheaper ones more.
        SOFT
    }

    Form form();

    /// Added to steps down and right, in the form WARP.
    default double penalty() {
        return 0;
    }

    /// The temperature of the form SOFT.
    default double softness() {
        return 0;
    }

    /// Writes the costs of the steps into the cells of row i from column `from` to before `to`.
    void fill(ElasticGrid grid, int i, int from, int to);

    /// The way to cell (i, 0) for i of 1 or more, in every lane; infinite where there is none.
    ///
    /// @param above the way to cell (i - 1, 0)
    default double firstColumn(ElasticGrid grid, int i, double above) {
        return Double.POSITIVE_INFINITY;
    }

    /// Writes the ways to the cells of row 0 from column 1 to `last`.
    default void firstRow(ElasticGrid grid, int last) {}
}

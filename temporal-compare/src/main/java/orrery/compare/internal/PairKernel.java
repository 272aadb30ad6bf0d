package orrery.compare.internal;

/// What [DiagonalSweep] needs to know of a measure: a number for each pair of windows that follows
/// from that of the pair before it on the diagonal.
interface PairKernel {
    /// Diagonals walked together.
    int WIDTH = 32;

    /// The numbers of one row with [#WIDTH] neighbouring columns, from their definition.
    void startRow(int row, int firstColumn, double[] into);

    /// The numbers of one column with [#WIDTH] neighbouring rows, from their definition: the same
    /// bit for bit as by [#startRow].
    void startColumn(int column, int firstRow, double[] into);

    /// Offers the pairs of rows `from` to `to` (exclusive) on [#WIDTH] diagonals.
    ///
    /// @param states by diagonal: the numbers in row `from`; on return those in row `to`
    void walk(double[] states, int diagonal, int from, int to);
}

package orrery.compare.internal;

import java.util.Arrays;

/// Walks down neighbouring diagonals of the matrix of all pairs of windows, [#WIDTH] at a time.
///
/// Along a diagonal the number of a pair follows from that of the pair before it; it starts anew
/// wherever [WindowTable#restart] says so for either window. The number is thus a function of the
/// pair alone: not of the order of the diagonals, the threads, or the number of lanes.
///
/// Source: Zimmerman et al., SoCC 2019, doi:10.1145/3357223.3362721; Zhu et al., ICDM 2018
/// (SCRIMP++), doi:10.1109/ICDM.2018.00099.
final class DiagonalSweep {
    static final int WIDTH = PairKernel.WIDTH;

    private final WindowTable rows;
    private final WindowTable columns;
    private final PairKernel kernel;
    private final double[] states = new double[WIDTH];
    private final double[] starts = new double[WIDTH];

    /// Starts of the columns in hand, by column and lane.
    private final double[] columnStarts = new double[WIDTH * WIDTH];

    private final int[] columnOfStarts = new int[WIDTH];

    DiagonalSweep(WindowTable rows, WindowTable columns, PairKernel kernel) {
        this.rows = rows;
        this.columns = columns;
        this.kernel = kernel;
    }

    /// Pairs on the block of diagonals from `diagonal` on.
    static long cells(int rows, int columns, int diagonal) {
        long cells = 0;
        for (int d = diagonal; d < Math.min(columns, diagonal + WIDTH); d++) {
            cells += Math.min(rows, columns - d);
        }
        return cells;
    }

    /// Offers all pairs (i, i + diagonal + lane), lane from 0 to [#WIDTH] - 1.
    void walk(int diagonal) {
        Arrays.fill(columnOfStarts, -1);
        int end = Math.min(rows.count(), columns.count() - diagonal);
        int row = 0;
        while (row < end) {
            restart(row, diagonal);
            int next = Math.min(end, nextRestart(row + 1, diagonal));
            kernel.walk(states, diagonal, row, next);
            row = next;
        }
    }

    private int nextRestart(int row, int diagonal) {
        int column = columns.restart(row + diagonal);
        // The last lane meets a column first.
        int first = column == Integer.MAX_VALUE ? column : column - diagonal - (WIDTH - 1);
        return Math.min(rows.restart(row), Math.max(row, first));
    }

    private void restart(int row, int diagonal) {
        if (row == 0 || rows.restart(row) == row) {
            kernel.startRow(row, row + diagonal, states);
            return;
        }
        int first = row + diagonal;
        int column = columns.restart(first);
        while (column < first + WIDTH && column < columns.count()) {
            int slot = column % WIDTH;
            if (columnOfStarts[slot] != column) {
                startColumn(column, diagonal);
                columnOfStarts[slot] = column;
            }
            int lane = column - first;
            states[lane] = columnStarts[slot * WIDTH + lane];
            column = columns.restart(column + 1);
        }
    }

    // Lane l meets the column in row column - diagonal - l: the rows are neighbours, too.
    private void startColumn(int column, int diagonal) {
        int first = column - diagonal - (WIDTH - 1);
        int missing = Math.max(0, -first);
        kernel.startColumn(column, first + missing, starts);
        for (int lane = 0; lane < WIDTH - missing; lane++) {
            columnStarts[column % WIDTH * WIDTH + lane] = starts[WIDTH - 1 - lane - missing];
        }
    }
}

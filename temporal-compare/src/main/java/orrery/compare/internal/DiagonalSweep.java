package orrery.compare.internal;

/// Walks down neighbouring diagonals of the matrix of all pairs of windows, [#WIDTH] at a time.
///
/// Along a diagonal the covariance of a pair follows from that of the pair before it by two fused
/// multiplications (SCAMP's form); it starts anew wherever [WindowTable#restart] says so for either
/// window. The number a pair gets is thus a function of the pair alone: not of the order of the
/// diagonals, the threads, or the number of lanes.
///
/// Source: Zimmerman et al., SoCC 2019, doi:10.1145/3357223.3362721; Zhu et al., ICDM 2018 (SCRIMP).
final class DiagonalSweep {
    /// Diagonals walked together.
    static final int WIDTH = 32;

    final WindowTable rows;
    final WindowTable columns;
    final BestMatches ofRows;
    final BestMatches ofColumns;
    final double[] covariances = new double[WIDTH];
    final double[] scaled = new double[WIDTH];
    private final double[] columnStarts = new double[WIDTH * WIDTH];
    private final int[] columnOfStarts = new int[WIDTH];
    private final double[] starts = new double[WIDTH];
    private final boolean simd;

    DiagonalSweep(
            WindowTable rows,
            WindowTable columns,
            BestMatches ofRows,
            BestMatches ofColumns,
            boolean simd) {
        this.rows = rows;
        this.columns = columns;
        this.ofRows = ofRows;
        this.ofColumns = ofColumns;
        this.simd = simd;
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
        ofColumns.refresh();
        java.util.Arrays.fill(columnOfStarts, -1);
        int end = Math.min(rows.count(), columns.count() - diagonal);
        int row = 0;
        while (row < end) {
            restart(row, diagonal);
            int next = Math.min(end, nextRestart(row + 1, diagonal));
            if (simd) {
                CovarianceLanes.walk(this, diagonal, row, next);
            } else {
                walkPlain(diagonal, row, next);
            }
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
            start(rows, row, columns, row + diagonal, covariances);
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
            covariances[lane] = columnStarts[slot * WIDTH + lane];
            column = columns.restart(column + 1);
        }
    }

    // Lane l meets the column in row column - diagonal - l: the rows are neighbours, too.
    private void startColumn(int column, int diagonal) {
        int first = column - diagonal - (WIDTH - 1);
        int missing = Math.max(0, -first);
        start(columns, column, rows, first + missing, starts);
        for (int lane = 0; lane < WIDTH - missing; lane++) {
            columnStarts[column % WIDTH * WIDTH + lane] = starts[WIDTH - 1 - lane - missing];
        }
    }

    private void start(WindowTable one, int i, WindowTable others, int first, double[] into) {
        if (simd) {
            CovarianceLanes.start(one, i, others, first, into);
        } else {
            startPlain(one, i, others, first, into);
        }
    }

    /// The covariances of a window with [#WIDTH] neighbouring ones, from their definition.
    private static void startPlain(
            WindowTable one, int i, WindowTable others, int first, double[] into) {
        for (int lane = 0; lane < WIDTH; lane++) {
            double sum = 0;
            int j = first + lane;
            for (int k = 0; j < others.count() && k < one.window(); k++) {
                double x = one.samples()[i + k] - one.samples()[i] - one.offset()[i];
                double y = others.samples()[j + k] - others.samples()[j] - others.offset()[j];
                sum = Math.fma(x, y, sum);
            }
            into[lane] = sum;
        }
    }

    /// The plain twin of [CovarianceLanes#walk].
    private void walkPlain(int diagonal, int from, int to) {
        for (int row = from; row < to; row++) {
            for (int lane = 0; lane < WIDTH; lane++) {
                int column = row + diagonal + lane;
                double x = covariances[lane] * columns.inverse()[column] * rows.inverse()[row];
                if (x >= ofColumns.low()[column] || x >= ofRows.low()[row]) {
                    offer(row, column, x);
                }
                double sum = covariances[lane];
                sum = Math.fma(rows.centredSum()[row + 1], columns.halfStep()[column + 1], sum);
                sum = Math.fma(rows.halfStep()[row + 1], columns.centredSum()[column + 1], sum);
                covariances[lane] = sum;
            }
        }
    }

    /// Offers a pair to both of its windows.
    void offer(int row, int column, double correlation) {
        if (rows.inverse()[row] == 0 || columns.inverse()[column] == 0) {
            return;
        }
        double score = correlation;
        if (correlation > BestMatches.NEAR) {
            if (!ofRows.mayTake(row, correlation, column)
                    && !ofColumns.mayTake(column, correlation, row)) {
                return;
            }
            score = BestMatches.score(rows.halfSquare(row, columns, column));
        }
        ofRows.offer(row, score, column);
        ofColumns.offer(column, score, row);
    }
}

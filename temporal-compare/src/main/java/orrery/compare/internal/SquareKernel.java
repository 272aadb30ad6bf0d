package orrery.compare.internal;

/// By squared distance of the windows as they are: along a diagonal a square enters and one leaves.
final class SquareKernel implements PairKernel {
    final WindowTable rows;
    final WindowTable columns;
    final BestMatches ofRows;
    final BestMatches ofColumns;
    private final Scoring.Square scoring;
    private final boolean simd;

    SquareKernel(
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
        this.scoring = rows.square(columns);
    }

    @Override
    public void startRow(int row, int firstColumn, double[] into) {
        start(rows, row, columns, firstColumn, into);
    }

    @Override
    public void startColumn(int column, int firstRow, double[] into) {
        start(columns, column, rows, firstRow, into);
    }

    private static void start(
            WindowTable one, int i, WindowTable others, int first, double[] into) {
        for (int lane = 0; lane < WIDTH; lane++) {
            into[lane] = first + lane < others.count() ? square(one, i, others, first + lane) : 0;
        }
    }

    /// The squared distance, from its definition; summed in four parts.
    static double square(WindowTable one, int i, WindowTable other, int j) {
        final double[] x = one.samples();
        final double[] y = other.samples();
        final int window = one.window();
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k + 3 < window; k += 4) {
            double d0 = x[i + k] - y[j + k];
            double d1 = x[i + k + 1] - y[j + k + 1];
            double d2 = x[i + k + 2] - y[j + k + 2];
            double d3 = x[i + k + 3] - y[j + k + 3];
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        for (; k < window; k++) {
            double d = x[i + k] - y[j + k];
            s0 += d * d;
        }
        return s0 + s1 + (s2 + s3);
    }

    @Override
    public void walk(double[] states, int diagonal, int from, int to) {
        if (simd) {
            SquareLanes.walk(this, states, diagonal, from, to);
        } else {
            walkPlain(states, diagonal, from, to);
        }
    }

    /// The plain twin of [SquareLanes#walk].
    private void walkPlain(double[] squares, int diagonal, int from, int to) {
        final double[] x = rows.samples();
        final double[] y = columns.samples();
        final int window = rows.window();
        for (int row = from; row < to; row++) {
            for (int lane = 0; lane < WIDTH; lane++) {
                int column = row + diagonal + lane;
                double square = squares[lane];
                if (-square >= ofColumns.low()[column] || -square >= ofRows.low()[row]) {
                    offer(row, column, square);
                }
                double entering = x[row + window] - y[column + window];
                double leaving = x[row] - y[column];
                square = Math.fma(entering, entering, square);
                squares[lane] = Math.fma(-leaving, leaving, square);
            }
        }
    }

    /// Offers a pair to both of its windows.
    void offer(int row, int column, double square) {
        if (rows.inverse()[row] == 0 || columns.inverse()[column] == 0) {
            return;
        }
        double score = -square;
        if (square <= scoring.zone()) {
            if (!ofRows.mayTake(row, -square, column) && !ofColumns.mayTake(column, -square, row)) {
                return;
            }
            score = -square(rows, row, columns, column);
        }
        ofRows.offer(row, score, column);
        ofColumns.offer(column, score, row);
    }
}

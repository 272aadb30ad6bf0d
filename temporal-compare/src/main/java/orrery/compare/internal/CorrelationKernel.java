package orrery.compare.internal;

import java.util.Arrays;

/// By correlation: along a diagonal the covariance follows by two fused multiplications.
///
/// Source: the centred form of SCAMP, Zimmerman et al., SoCC 2019, doi:10.1145/3357223.3362721.
final class CorrelationKernel implements PairKernel {
    final WindowTable rows;
    final WindowTable columns;
    final BestMatches ofRows;
    final BestMatches ofColumns;

    /// Room for a kernel: covariances over the norms of their columns.
    final double[] scaled = new double[WIDTH];

    private final boolean simd;

    CorrelationKernel(
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

    @Override
    public void startRow(int row, int firstColumn, double[] into) {
        start(rows, row, columns, firstColumn, into, simd);
    }

    @Override
    public void startColumn(int column, int firstRow, double[] into) {
        start(columns, column, rows, firstRow, into, simd);
    }

    @Override
    public void walk(double[] states, int diagonal, int from, int to) {
        if (simd) {
            CovarianceLanes.walk(this, states, diagonal, from, to);
        } else {
            walkPlain(states, diagonal, from, to);
        }
    }

    /// The covariances of window `i` with [#WIDTH] neighbouring ones, from their definition.
    static void start(
            WindowTable one, int i, WindowTable others, int first, double[] into, boolean simd) {
        int count = Math.min(WIDTH, others.count() - first);
        Arrays.fill(into, Math.max(0, count), WIDTH, 0);
        if (simd) {
            CovarianceLanes.start(one.arrays(), i, others.arrays(), first, into);
            return;
        }
        for (int lane = 0; lane < count; lane++) {
            into[lane] = one.arrays().covariance(i, others.arrays(), first + lane);
        }
    }

    /// The plain twin of [CovarianceLanes#walk].
    private void walkPlain(double[] covariances, int diagonal, int from, int to) {
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
        if (correlation > Scoring.Correlation.NEAR) {
            if (!ofRows.mayTake(row, correlation, column)
                    && !ofColumns.mayTake(column, correlation, row)) {
                return;
            }
            score = Scoring.Correlation.score(rows.halfSquare(row, columns, column));
        }
        ofRows.offer(row, score, column);
        ofColumns.offer(column, score, row);
    }
}

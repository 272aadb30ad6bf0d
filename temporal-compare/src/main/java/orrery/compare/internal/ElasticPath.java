package orrery.compare.internal;

import java.util.Arrays;

/// The cheapest way of an elastic measure through its table, in memory linear in the series.
///
/// A small table is filled with the direction of the best step into each cell. A large one is halved:
/// one pass finds the cell in which the way leaves the middle row, as each cell below that row
/// inherits it from its best neighbour; then each half is solved on its own. All passes together
/// cost about twice the cells of the table.
///
/// Ties: the diagonal step before the step down, that before the step right.
///
/// Source: Hirschberg, CACM 18(6), 1975, doi:10.1145/360825.360861; the middle row is inherited
/// forward, as the costs of steps are not the same backwards.
public final class ElasticPath {
    private static final byte DIAGONAL = 0;
    private static final byte DOWN = 1;
    private static final byte RIGHT = 2;

    private final ElasticGrid grid = new ElasticGrid(1);
    private final StepCosts costs;
    private final ElasticBand band;
    private final ElasticEnds ends;
    private final int tableMax;
    private double[] row = {};
    private int[] crossing = {};
    private byte[] table = {};
    private byte[] steps = {};
    private int[] xs = new int[64];
    private int[] ys = new int[64];
    private int length;

    /// @param tableMax most cells of the table of directions; less makes it halve more often
    public ElasticPath(StepCosts costs, ElasticBand band, ElasticEnds ends, int tableMax) {
        this.costs = costs;
        this.band = band;
        this.ends = ends;
        this.tableMax = tableMax;
    }

    /// Finds the way.
    ///
    /// @param x by channel, with a 0 before the first sample
    /// @param y by channel, with a 0 before the first sample
    /// @return its cost; infinite where there is none
    public double find(double[][] x, double[][] y) {
        grid.set(x, y);
        row = new double[grid.columns() + 1];
        crossing = new int[grid.columns() + 1];
        steps = new byte[grid.columns() + 1];
        length = 0;
        int[] last = new int[2];
        double cost = lastCell(last);
        if (cost < Double.POSITIVE_INFINITY) {
            add(last[0], last[1]);
            solve(0, 0, last[0], last[1]);
            reverse();
        }
        return cost;
    }

    /// Cells on the way, the first and the last included.
    public int length() {
        return length;
    }

    /// Sample of x at each cell, from 0; -1 before the first.
    public int[] xs() {
        return Arrays.copyOf(xs, length);
    }

    /// Sample of y at each cell, from 0; -1 before the first.
    public int[] ys() {
        return Arrays.copyOf(ys, length);
    }

    private double lastCell(int[] last) {
        int rows = grid.rows();
        int columns = grid.columns();
        double best = Double.POSITIVE_INFINITY;
        begin(0, 0, columns);
        for (int i = 1; i <= rows; i++) {
            advance(i, 0, columns, false);
            if (i >= rows - ends.xEnd() && row[columns] < best) {
                best = row[columns];
                last[0] = i;
                last[1] = columns;
            }
        }
        for (int j = Math.max(0, columns - ends.yEnd()); j <= columns; j++) {
            if (row[j] < best || (j == columns && row[j] <= best)) {
                best = row[j];
                last[0] = rows;
                last[1] = j;
            }
        }
        return best;
    }

    // Adds the cells before (i1, j1), last first, on the best way from (i0, j0).
    private void solve(int i0, int j0, int i1, int j1) {
        long cells = 0;
        for (int i = i0; i <= i1; i++) {
            cells += Math.max(0, Math.min(j1, band.last(i)) - Math.max(j0, band.first(i)) + 1);
        }
        if (cells <= tableMax || i1 - i0 < 2) {
            trace(i0, j0, i1, j1);
            return;
        }
        int middle = (i0 + i1) >>> 1;
        begin(i0, j0, j1);
        for (int i = i0 + 1; i <= i1; i++) {
            if (i == middle + 1) {
                for (int j = j0; j <= j1; j++) {
                    crossing[j] = j;
                }
            }
            advance(i, j0, j1, i > middle);
        }
        int column = crossing[j1];
        solve(middle, column, i1, j1);
        // The way of the lower half ends by adding its first cell.
        solve(i0, j0, middle, column);
    }

    private void trace(int i0, int j0, int i1, int j1) {
        int width = j1 - j0 + 1;
        int size = Math.multiplyExact(i1 - i0 + 1, width);
        if (table.length < size) {
            table = new byte[size];
        }
        begin(i0, j0, j1);
        for (int i = i0 + 1; i <= i1; i++) {
            advance(i, j0, j1, false);
            System.arraycopy(steps, j0, table, (i - i0) * width, width);
        }
        int i = i1;
        int j = j1;
        while ((i > i0 || j > j0) && !isFreeStart(i, j)) {
            byte step = i == i0 ? RIGHT : table[(i - i0) * width + j - j0];
            i -= step == RIGHT ? 0 : 1;
            j -= step == DOWN ? 0 : 1;
            if (!isFreeStart(i, j)) {
                add(i, j);
            }
        }
    }

    private boolean isFreeStart(int i, int j) {
        return (i == 0 && j <= ends.yBegin()) || (j == 0 && i <= ends.xBegin());
    }

    // Row i0 of the part of the table whose ways begin at (i0, j0).
    private void begin(int i0, int j0, int j1) {
        Arrays.fill(row, j0, j1 + 1, Double.POSITIVE_INFINITY);
        row[j0] = 0;
        int last = Math.min(j1, band.last(i0));
        if (i0 == 0) {
            grid.clear();
            costs.firstRow(grid, last);
            System.arraycopy(grid.row(), 1, row, 1, j1);
            Arrays.fill(row, 0, Math.min(j1, ends.yBegin()) + 1, 0);
        } else if (j0 < last) {
            costs.fill(grid, i0, j0 + 1, last + 1);
            double[] right = costs.form() == StepCosts.Form.EDIT ? grid.right() : grid.diagonal();
            for (int j = j0 + 1; j <= last; j++) {
                row[j] = after(row[j - 1] + costs.penalty(), right[j]);
            }
        }
    }

    private double after(double way, double cost) {
        return costs.form() == StepCosts.Form.BOTTLENECK ? Math.max(way, cost) : way + cost;
    }

    // Row i of that part; `inherits` says whether cells learn where their way left the middle row.
    private void advance(int i, int j0, int j1, boolean inherits) {
        int from = Math.max(Math.max(j0, 1), band.first(i));
        int to = Math.min(j1, band.last(i));
        double corner = Double.POSITIVE_INFINITY;
        double left = Double.POSITIVE_INFINITY;
        if (from - 1 >= j0) {
            corner = row[from - 1];
            if (from == 1 && band.first(i) == 0) {
                left = i <= ends.xBegin() ? 0 : costs.firstColumn(grid, i, row[0]);
                steps[0] = DOWN;
            }
            row[from - 1] = left;
        }
        if (from > to) {
            return;
        }
        costs.fill(grid, i, from, to + 1);
        boolean edits = costs.form() == StepCosts.Form.EDIT;
        double[] diagonal = grid.diagonal();
        double[] down = edits ? grid.down() : diagonal;
        double[] right = edits ? grid.right() : diagonal;
        int cornerCrossing = from > 0 ? crossing[from - 1] : 0;
        for (int j = from; j <= to; j++) {
            double up = row[j];
            double best = after(corner, diagonal[j]);
            byte step = DIAGONAL;
            int cross = cornerCrossing;
            double other = after(up + costs.penalty(), down[j]);
            if (other < best) {
                best = other;
                step = DOWN;
                cross = crossing[j];
            }
            other = after(left + costs.penalty(), right[j]);
            if (other < best) {
                best = other;
                step = RIGHT;
                cross = crossing[j - 1];
            }
            if (inherits) {
                cornerCrossing = crossing[j];
                crossing[j] = cross;
            }
            steps[j] = step;
            corner = up;
            left = best;
            row[j] = best;
        }
    }

    private void add(int i, int j) {
        if (length == xs.length) {
            xs = Arrays.copyOf(xs, 2 * length);
            ys = Arrays.copyOf(ys, 2 * length);
        }
        xs[length] = i - 1;
        ys[length] = j - 1;
        length++;
    }

    private void reverse() {
        for (int a = 0, b = length - 1; a < b; a++, b--) {
            int x = xs[a];
            xs[a] = xs[b];
            xs[b] = x;
            int y = ys[a];
            ys[a] = ys[b];
            ys[b] = y;
        }
    }
}

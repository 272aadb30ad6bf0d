package orrery.compare.internal;

import java.util.Arrays;
import orrery.timeline.Refusal;

/// The cheapest way where swaps or prices count: the last step to every cell of the matrix, two
/// bits each, walked back from the end.
///
/// Time O(n·m), memory n·m / 4 bytes and O(n + m). Of equally cheap last steps the first of keep or
/// replace, delete, insert, swap is taken, so the way is always the same.
public final class EditSteps {
    /// Most cells of a matrix: 256 MiB of steps, two sequences of 32,768 symbols.
    public static final long CELLS_MAX = 1L << 30;

    private static final int DIAGONAL = 0;
    private static final int DELETE = 1;
    private static final int INSERT = 2;
    private static final int SWAP = 3;

    private final EditPair pair;
    private final EditPath.Steps steps;
    private final long[][] table;

    /// @throws Refusal TOO_LONG over [#CELLS_MAX] cells
    public EditSteps(EditPair pair, EditPath.Steps steps) {
        long cells = (long) pair.rows() * pair.columns();
        if (cells > CELLS_MAX) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    "an edit script over " + pair.rows() + " x " + pair.columns() + " symbols",
                    "keep the product within " + CELLS_MAX + ", or use levenshtein or indel");
        }
        this.pair = pair;
        this.steps = steps;
        this.table = new long[pair.rows()][(pair.columns() + 31) >>> 5];
    }

    /// The way of swaps of neighbours that nothing else touches, with a price for each kind.
    ///
    /// @param prices of inserting a symbol of b, deleting one of a, replacing, swapping neighbours
    /// @return what it costs: infinite, and no steps, where no allowed edits lead there
    // Hot path: as EditTables.weighted.
    public double weighted(double[] prices) {
        int columns = pair.columns();
        double[] twoAbove = new double[columns + 1];
        double[] above = new double[columns + 1];
        double[] row = new double[columns + 1];
        for (int j = 1; j <= columns; j++) {
            row[j] = row[j - 1] + prices[0];
        }
        for (int i = 0; i < pair.rows(); i++) {
            double[] spare = twoAbove;
            twoAbove = above;
            above = row;
            row = spare;
            row[0] = above[0] + prices[1];
            weightedRow(i, prices, new double[][] {twoAbove, above, row});
        }
        if (row[columns] < Double.POSITIVE_INFINITY) {
            walk();
        }
        return row[columns];
    }

    private void weightedRow(int i, double[] prices, double[][] rows) {
        double[] twoAbove = rows[0];
        double[] above = rows[1];
        double[] row = rows[2];
        int symbol = pair.a()[pair.aFrom() + i];
        int before = i == 0 ? -1 : pair.a()[pair.aFrom() + i - 1];
        int former = -1;
        for (int j = 0; j < pair.columns(); j++) {
            int other = pair.b()[pair.bFrom() + j];
            double cost = above[j] + (symbol == other ? 0 : prices[2]);
            int step = DIAGONAL;
            if (above[j + 1] + prices[1] < cost) {
                cost = above[j + 1] + prices[1];
                step = DELETE;
            }
            if (row[j] + prices[0] < cost) {
                cost = row[j] + prices[0];
                step = INSERT;
            }
            if (j > 0
                    && other == before
                    && symbol == former
                    && twoAbove[j - 1] + prices[3] < cost) {
                cost = twoAbove[j - 1] + prices[3];
                step = SWAP;
            }
            row[j + 1] = cost;
            table[i][j >>> 5] |= (long) step << (2 * j);
            former = other;
        }
    }

    /// The way of swaps with edits between the two.
    ///
    /// @return what it costs, at one an edit
    // Hot path: as EditTables.damerau.
    public int damerau() {
        int columns = pair.columns();
        int beyond = Math.max(pair.rows(), columns) + 1;
        int[] lastRow = new int[pair.symbols() + 1];
        int[][] rows = new int[3][columns + 2];
        Arrays.fill(rows[0], beyond);
        Arrays.fill(rows[1], beyond);
        for (int j = 1; j < columns + 2; j++) {
            rows[2][j] = j - 1;
        }
        rows[2][0] = beyond;
        for (int i = 1; i <= pair.rows(); i++) {
            int[] spare = rows[2];
            rows[2] = rows[1];
            rows[1] = spare;
            damerauRow(i, beyond, lastRow, rows);
            lastRow[pair.a()[pair.aFrom() + i - 1]] = i;
        }
        walk();
        return rows[2][columns + 1];
    }

    private void damerauRow(int i, int beyond, int[] lastRow, int[][] rows) {
        int[] former = rows[0];
        int[] above = rows[1];
        int[] row = rows[2];
        int symbol = pair.a()[pair.aFrom() + i - 1];
        int lastColumn = -1;
        int twoAbove = row[1];
        int skipped = beyond;
        row[1] = i;
        for (int j = 1; j <= pair.columns(); j++) {
            int other = pair.b()[pair.bFrom() + j - 1];
            int cost = above[j] + (symbol == other ? 0 : 1);
            int step = DIAGONAL;
            if (above[j + 1] + 1 < cost) {
                cost = above[j + 1] + 1;
                step = DELETE;
            }
            if (row[j] + 1 < cost) {
                cost = row[j] + 1;
                step = INSERT;
            }
            int swapped = beyond;
            if (symbol == other) {
                lastColumn = j;
                former[j + 1] = above[j - 1];
                skipped = twoAbove;
            } else if (j - lastColumn == 1) {
                swapped = former[j + 1] + i - lastRow[other];
            } else if (i - lastRow[other] == 1 && i > 1) {
                swapped = skipped + j - lastColumn;
            }
            if (swapped < cost) {
                cost = swapped;
                step = SWAP;
            }
            table[i - 1][(j - 1) >>> 5] |= (long) step << (2 * (j - 1));
            twoAbove = row[j + 1];
            row[j + 1] = cost;
        }
    }

    // A swap is kept with the rows and the columns it takes, 31 bits each.
    private void walk() {
        long[] back = new long[pair.rows() + pair.columns()];
        int count = 0;
        int i = pair.rows();
        int j = pair.columns();
        while (i > 0 || j > 0) {
            int step = step(i, j);
            int rows = step == INSERT ? 0 : 1;
            int columns = step == DELETE ? 0 : 1;
            if (step == SWAP) {
                rows = i - above(i, j);
                columns = j - before(i, j);
            }
            back[count++] = (long) rows << 33 | (long) columns << 2 | step;
            i -= rows;
            j -= columns;
        }
        while (count > 0) {
            long step = back[--count];
            int rows = (int) (step >>> 33);
            int columns = (int) (step >>> 2) & Integer.MAX_VALUE;
            if (((int) step & 3) == SWAP) {
                steps.swap(rows, columns);
            } else {
                tell((int) step & 3, i, j);
            }
            i += rows;
            j += columns;
        }
    }

    private int step(int i, int j) {
        if (i == 0) {
            return INSERT;
        }
        return j == 0 ? DELETE : (int) (table[i - 1][(j - 1) >>> 5] >>> (2 * (j - 1))) & 3;
    }

    // Rows before the two swapped: the nearest above with the last symbol of the columns.
    private int above(int i, int j) {
        int k = i - 1;
        while (pair.a()[pair.aFrom() + k - 1] != pair.b()[pair.bFrom() + j - 1]) {
            k--;
        }
        return k - 1;
    }

    private int before(int i, int j) {
        int l = j - 1;
        while (pair.b()[pair.bFrom() + l - 1] != pair.a()[pair.aFrom() + i - 1]) {
            l--;
        }
        return l - 1;
    }

    private void tell(int step, int i, int j) {
        switch (step) {
            case DELETE -> steps.delete();
            case INSERT -> steps.insert();
            default -> {
                if (pair.a()[pair.aFrom() + i] == pair.b()[pair.bFrom() + j]) {
                    steps.keep();
                } else {
                    steps.replace();
                }
            }
        }
    }
}

package orrery.compare.internal;

import java.util.Arrays;

/// Edit distances that no bit vector holds, and those that need no matrix.
public final class EditTables {
    private EditTables() {}

    /// Distance with insertions, deletions, replacements, and swaps of neighbours with anything in
    /// between: time O(n·m), memory O(m + symbols).
    ///
    /// Source: Zhao & Sahni, BMC Bioinformatics 20, 2019, doi:10.1186/s12859-019-2819-0.
    // Hot path: `former` holds the cell before the last match in the column, `skipped` in the row.
    public static int damerau(EditPair pair) {
        int columns = pair.columns();
        int beyond = Math.max(pair.rows(), columns) + 1;
        int[] lastRow = new int[pair.symbols() + 1];
        int[] former = new int[columns + 2];
        int[] above = new int[columns + 2];
        int[] row = new int[columns + 2];
        Arrays.fill(former, beyond);
        Arrays.fill(above, beyond);
        for (int j = 1; j < row.length; j++) {
            row[j] = j - 1;
        }
        row[0] = beyond;
        for (int i = 1; i <= pair.rows(); i++) {
            int[] swap = row;
            row = above;
            above = swap;
            int symbol = pair.a()[pair.aFrom() + i - 1];
            int lastColumn = -1;
            int twoAbove = row[1];
            int skipped = beyond;
            row[1] = i;
            for (int j = 1; j <= columns; j++) {
                int other = pair.b()[pair.bFrom() + j - 1];
                int cost =
                        Math.min(
                                above[j] + (symbol == other ? 0 : 1),
                                Math.min(row[j], above[j + 1]) + 1);
                if (symbol == other) {
                    lastColumn = j;
                    former[j + 1] = above[j - 1];
                    skipped = twoAbove;
                } else if (j - lastColumn == 1) {
                    cost = Math.min(cost, former[j + 1] + i - lastRow[other]);
                } else if (i - lastRow[other] == 1 && i > 1) {
                    cost = Math.min(cost, skipped + j - lastColumn);
                }
                twoAbove = row[j + 1];
                row[j + 1] = cost;
            }
            lastRow[symbol] = i;
        }
        return row[columns + 1];
    }

    /// Cheapest edit with a price for each kind: time O(n·m), memory O(m).
    ///
    /// @param prices of inserting a symbol of b, deleting one of a, replacing, swapping neighbours
    public static double weighted(EditPair pair, double[] prices) {
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
            int symbol = pair.a()[pair.aFrom() + i];
            int before = i == 0 ? -1 : pair.a()[pair.aFrom() + i - 1];
            for (int j = 0; j < columns; j++) {
                int other = pair.b()[pair.bFrom() + j];
                double cost = above[j] + (symbol == other ? 0 : prices[2]);
                cost = Math.min(cost, above[j + 1] + prices[1]);
                cost = Math.min(cost, row[j] + prices[0]);
                if (j > 0 && other == before && symbol == pair.b()[pair.bFrom() + j - 1]) {
                    cost = Math.min(cost, twoAbove[j - 1] + prices[3]);
                }
                row[j + 1] = cost;
            }
        }
        return row[columns];
    }

    /// Places where two sequences of one length differ.
    public static int hamming(EditPair pair) {
        int differing = 0;
        for (int i = 0; i < pair.rows(); i++) {
            differing += pair.a()[pair.aFrom() + i] == pair.b()[pair.bFrom() + i] ? 0 : 1;
        }
        return differing;
    }

    /// Jaro similarity in O(n + m): of the places of a symbol in `a` the first one free within the
    /// window is taken, and the window only moves on.
    ///
    /// Source: Jaro, J. American Statistical Association 84(406), 1989.
    public static double jaro(EditPair pair) {
        int n = pair.rows();
        int m = pair.columns();
        if (n == 0 && m == 0) {
            return 1;
        }
        int window = Math.max(0, Math.max(n, m) / 2 - 1);
        int[] next = new int[n];
        int[] head = firstPlaces(pair, next);
        boolean[] taken = new boolean[n];
        int[] matched = new int[Math.min(n, m)];
        int matches = 0;
        for (int j = 0; j < m; j++) {
            int symbol = pair.b()[pair.bFrom() + j];
            int place = head[symbol];
            while (place >= 0 && place < j - window) {
                place = next[place];
            }
            if (place >= 0 && place <= j + window) {
                taken[place] = true;
                matched[matches++] = symbol;
                place = next[place];
            }
            head[symbol] = place;
        }
        if (matches == 0) {
            return 0;
        }
        int moved = 0;
        for (int i = 0, k = 0; i < n; i++) {
            if (taken[i]) {
                moved += pair.a()[pair.aFrom() + i] == matched[k++] ? 0 : 1;
            }
        }
        int swaps = moved / 2;
        double share = matches;
        return (share / n + share / m + (share - swaps) / share) / 3;
    }

    // Places by symbol, as lists: the first by symbol, -1 where there is none.
    private static int[] firstPlaces(EditPair pair, int[] next) {
        int[] head = new int[pair.symbols() + 1];
        Arrays.fill(head, -1);
        for (int i = next.length - 1; i >= 0; i--) {
            int symbol = pair.a()[pair.aFrom() + i];
            next[i] = head[symbol];
            head[symbol] = i;
        }
        return head;
    }
}

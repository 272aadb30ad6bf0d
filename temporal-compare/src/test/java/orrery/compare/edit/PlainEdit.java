package orrery.compare.edit;

import java.util.Arrays;

/// Edit distances from their definitions, cell by cell.
final class PlainEdit {
    private PlainEdit() {}

    static int levenshtein(int[] a, int[] b) {
        return table(a, b, 1, false)[a.length][b.length];
    }

    static int osa(int[] a, int[] b) {
        return table(a, b, 1, true)[a.length][b.length];
    }

    static int indel(int[] a, int[] b) {
        return table(a, b, 2, false)[a.length][b.length];
    }

    static int lcs(int[] a, int[] b) {
        return (a.length + b.length - indel(a, b)) / 2;
    }

    private static int[][] table(int[] a, int[] b, int replace, boolean swaps) {
        int[][] d = new int[a.length + 1][b.length + 1];
        for (int i = 0; i <= a.length; i++) {
            for (int j = 0; j <= b.length; j++) {
                int best = i == 0 && j == 0 ? 0 : Integer.MAX_VALUE;
                if (i > 0) {
                    best = Math.min(best, d[i - 1][j] + 1);
                }
                if (j > 0) {
                    best = Math.min(best, d[i][j - 1] + 1);
                }
                if (i > 0 && j > 0) {
                    int cost = a[i - 1] == b[j - 1] ? 0 : replace;
                    best = Math.min(best, d[i - 1][j - 1] + cost);
                }
                if (swaps && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    best = Math.min(best, d[i - 2][j - 2] + 1);
                }
                d[i][j] = best;
            }
        }
        return d;
    }

    /// Every pair of earlier places may be swapped: O(n²·m²).
    static int damerau(int[] a, int[] b) {
        int[][] d = new int[a.length + 1][b.length + 1];
        for (int[] row : d) {
            Arrays.fill(row, Integer.MAX_VALUE);
        }
        for (int i = 0; i <= a.length; i++) {
            for (int j = 0; j <= b.length; j++) {
                int best = i == 0 ? j : j == 0 ? i : Integer.MAX_VALUE;
                if (i > 0 && j > 0) {
                    int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                    best = Math.min(d[i - 1][j], d[i][j - 1]) + 1;
                    best = Math.min(best, d[i - 1][j - 1] + cost);
                }
                for (int k = 1; k < i; k++) {
                    for (int l = 1; l < j; l++) {
                        if (a[i - 1] == b[l - 1] && a[k - 1] == b[j - 1]) {
                            int between = i - k - 1 + j - l - 1 + 1;
                            best = Math.min(best, d[k - 1][l - 1] + between);
                        }
                    }
                }
                d[i][j] = best;
            }
        }
        return d[a.length][b.length];
    }

    static double weighted(int[] a, int[] b, EditWeights w) {
        double[][] d = new double[a.length + 1][b.length + 1];
        for (int i = 0; i <= a.length; i++) {
            for (int j = 0; j <= b.length; j++) {
                double best = i == 0 && j == 0 ? 0 : Double.POSITIVE_INFINITY;
                if (i > 0) {
                    best = Math.min(best, d[i - 1][j] + w.delete());
                }
                if (j > 0) {
                    best = Math.min(best, d[i][j - 1] + w.insert());
                }
                if (i > 0 && j > 0) {
                    double cost = a[i - 1] == b[j - 1] ? 0 : w.replace();
                    best = Math.min(best, d[i - 1][j - 1] + cost);
                }
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    best = Math.min(best, d[i - 2][j - 2] + w.swap());
                }
                d[i][j] = best;
            }
        }
        return d[a.length][b.length];
    }

    /// The greedy matching of the definition, place by place.
    static double jaro(int[] a, int[] b) {
        if (a.length == 0 && b.length == 0) {
            return 1;
        }
        int window = Math.max(0, Math.max(a.length, b.length) / 2 - 1);
        boolean[] used = new boolean[a.length];
        int[] fromB = new int[b.length];
        int matches = 0;
        for (int j = 0; j < b.length; j++) {
            for (int i = Math.max(0, j - window); i <= Math.min(a.length - 1, j + window); i++) {
                if (!used[i] && a[i] == b[j]) {
                    used[i] = true;
                    fromB[matches++] = b[j];
                    break;
                }
            }
        }
        if (matches == 0) {
            return 0;
        }
        int moved = 0;
        int k = 0;
        for (int i = 0; i < a.length; i++) {
            if (used[i]) {
                moved += a[i] == fromB[k++] ? 0 : 1;
            }
        }
        int swaps = moved / 2;
        double m = matches;
        return (m / a.length + m / b.length + (m - swaps) / m) / 3;
    }
}

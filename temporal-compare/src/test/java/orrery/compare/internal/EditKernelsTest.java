package orrery.compare.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import orrery.compare.internal.EditMatrix.Kind;

/// Every kernel against the table, cell by cell: 10,000 pairs, or a million with `-Doracles=all`.
class EditKernelsTest {
    private static final int RUNS =
            "all".equals(System.getProperty("oracles")) ? 1_000_000 : 10_000;
    private static final int[] EDGES = {0, 1, 2, 31, 32, 33, 62, 63, 64};

    private final EditStrip strip = new EditStrip();
    private final int[][] table = new int[194][194];

    private static int length(SplittableRandom chance) {
        return switch (chance.nextInt(40)) {
            case 0 -> chance.nextInt(65, 193);
            case 1, 2, 3, 4, 5, 6, 7, 8 -> EDGES[chance.nextInt(EDGES.length)];
            default -> chance.nextInt(65);
        };
    }

    private static int[] sequence(SplittableRandom chance, int length, int alphabet) {
        int[] sequence = new int[length];
        for (int i = 0; i < length; i++) {
            sequence[i] = 1 + chance.nextInt(alphabet);
        }
        return sequence;
    }

    // Equal ones, ones with a few changes and swaps, and ones that have nothing to do with a.
    private static int[] other(SplittableRandom chance, int[] a, int alphabet) {
        int kind = chance.nextInt(8);
        if (kind == 0) {
            return a.clone();
        }
        if (kind > 3 || a.length < 2) {
            // One symbol more than the rows have: 0.
            int[] b = sequence(chance, length(chance), alphabet + 1);
            for (int j = 0; j < b.length; j++) {
                b[j] = b[j] > alphabet ? 0 : b[j];
            }
            return b;
        }
        int[] b = Arrays.copyOf(a, a.length - chance.nextInt(2));
        for (int change = chance.nextInt(6); change > 0 && b.length > 1; change--) {
            int place = chance.nextInt(b.length - 1);
            int symbol = b[place];
            b[place] = b[place + 1];
            b[place + 1] = chance.nextInt(3) == 0 ? 1 + chance.nextInt(alphabet) : symbol;
        }
        return b;
    }

    private int plain(Kind kind, int[] a, int[] b) {
        for (int i = 0; i <= a.length; i++) {
            for (int j = 0; j <= b.length; j++) {
                table[i][j] = cell(kind, a, b, i, j);
            }
        }
        return table[a.length][b.length];
    }

    private int cell(Kind kind, int[] a, int[] b, int i, int j) {
        if (i == 0 || j == 0) {
            return kind == Kind.LCS ? 0 : i + j;
        }
        boolean same = a[i - 1] == b[j - 1];
        if (kind == Kind.LCS) {
            return same ? table[i - 1][j - 1] + 1 : Math.max(table[i - 1][j], table[i][j - 1]);
        }
        int best = Math.min(table[i - 1][j], table[i][j - 1]) + 1;
        best = Math.min(best, table[i - 1][j - 1] + (same ? 0 : 1));
        boolean swap =
                kind == Kind.OSA && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swap ? Math.min(best, table[i - 2][j - 2] + 1) : best;
    }

    private int byWords(Kind kind, int[] a, int[] b, byte[] carries) {
        strip.load(a, 0, a.length, 200);
        switch (kind) {
            case LCS -> EditWords.lcs(strip, b, 0, b.length, carries);
            case LEVENSHTEIN -> EditWords.levenshtein(strip, b, 0, b.length, carries);
            case OSA -> EditWords.osa(strip, b, 0, b.length, carries);
        }
        return kind == Kind.LCS ? strip.zeros() : b.length + strip.verticalSum();
    }

    private int byLanes(Kind kind, int[] a, int[] b, byte[] carries) {
        strip.load(a, 0, a.length, 200);
        switch (kind) {
            case LCS -> EditLanes.lcs(strip, b, 0, b.length, carries);
            case LEVENSHTEIN -> EditLanes.levenshtein(strip, b, 0, b.length, carries);
            case OSA -> EditLanes.osa(strip, b, 0, b.length, carries);
        }
        return kind == Kind.LCS ? strip.zeros() : b.length + strip.verticalSum();
    }

    // In two parts, the second one from the state of the first.
    private int bySlant(Kind kind, int[] a, int[] b, byte[] carries, int half) {
        strip.load(a, 0, a.length, 200);
        switch (kind) {
            case LCS -> EditLanes.lcs(strip, b, 0, b.length, carries);
            case LEVENSHTEIN -> {
                EditSlant.levenshtein(strip, b, 0, half, carries);
                EditSlant.levenshtein(strip, b, half, b.length, carries);
            }
            case OSA -> {
                EditSlant.osa(strip, b, 0, half, carries);
                EditSlant.osa(strip, b, half, b.length, carries);
            }
        }
        return kind == Kind.LCS ? strip.zeros() : b.length + strip.verticalSum();
    }

    private static byte[] before(Kind kind, int columns) {
        byte[] carries = new byte[columns];
        Arrays.fill(carries, (byte) (kind == Kind.LCS ? 0 : EditStrip.PLUS));
        return carries;
    }

    @Test
    void ofWordsAreTheTable() {
        SplittableRandom chance = new SplittableRandom(1);
        for (int run = 0; run < RUNS; run++) {
            int alphabet = 1 + chance.nextInt(chance.nextInt(4) == 0 ? 150 : 5);
            int[] a = sequence(chance, Math.max(1, length(chance)), alphabet);
            int[] b = other(chance, a, alphabet);
            for (Kind kind : Kind.values()) {
                byte[] carries = before(kind, b.length);
                int found = byWords(kind, a, b, carries);
                if (found != plain(kind, a, b)) {
                    assertThat(found)
                            .as(kind + ", seed 1, run " + run)
                            .isEqualTo(plain(kind, a, b));
                }
                for (int j = 0; j < b.length; j++) {
                    int last = table[a.length][j + 1] - table[a.length][j];
                    if (EditMatrix.difference(carries[j]) != last) {
                        assertThat(EditMatrix.difference(carries[j]))
                                .as(kind + ", seed 1, run " + run + ", last row, column " + j)
                                .isEqualTo(last);
                    }
                }
            }
        }
    }

    @Test
    void ofVectorsAreTheTable() {
        assumeTrue(Kernels.vectorised());
        SplittableRandom chance = new SplittableRandom(2);
        for (int run = 0; run < RUNS; run++) {
            int alphabet = 1 + chance.nextInt(chance.nextInt(4) == 0 ? 150 : 5);
            int[] a = sequence(chance, Math.max(1, length(chance)), alphabet);
            int[] b = other(chance, a, alphabet);
            for (Kind kind : Kind.values()) {
                int found = byLanes(kind, a, b, before(kind, b.length));
                if (found != plain(kind, a, b)) {
                    assertThat(found)
                            .as(kind + ", seed 2, run " + run)
                            .isEqualTo(plain(kind, a, b));
                }
                int half = chance.nextInt(b.length + 1);
                found = bySlant(kind, a, b, before(kind, b.length), half);
                if (found != plain(kind, a, b)) {
                    assertThat(found)
                            .as("slant, " + kind + ", seed 2, run " + run)
                            .isEqualTo(plain(kind, a, b));
                }
            }
        }
    }

    // Up to five vectors, against words: those were compared with the table.
    @Test
    void ofVectorsAreWordsUpToFiveVectors() {
        assumeTrue(Kernels.vectorised());
        SplittableRandom chance = new SplittableRandom(3);
        int rows = EditMatrix.VECTOR_ROWS / 2;
        for (int run = 0; run < RUNS / 20; run++) {
            int alphabet = 1 + chance.nextInt(6);
            int length = Math.max(300, rows * (1 + chance.nextInt(5)) + chance.nextInt(-2, 3));
            int[] a = sequence(chance, length, alphabet);
            int[] b =
                    chance.nextBoolean()
                            ? sequence(chance, chance.nextInt(200), alphabet)
                            : Arrays.copyOfRange(a, 50, 50 + chance.nextInt(200));
            if (length > rows && run % 4 == 0) {
                // The last row of a vector, or of a word, changes places with the first one of the
                // next.
                int place = run % 8 == 0 ? rows : 64 * (1 + chance.nextInt((length - 1) / 64));
                b = a.clone();
                b[place - 1] = a[place];
                b[place] = a[place - 1];
            }
            for (Kind kind : Kind.values()) {
                byte[] carries = before(kind, b.length);
                byte[] twin = carries.clone();
                int expected = byWords(kind, a, b, twin);
                String as = kind + ", seed 3, run " + run;
                byte[] slanted = carries.clone();
                assertThat(byLanes(kind, a, b, carries)).as(as).isEqualTo(expected);
                int half = chance.nextInt(b.length + 1);
                assertThat(bySlant(kind, a, b, slanted, half)).as(as).isEqualTo(expected);
                if (length % rows == 0) {
                    assertThat(carries).as(as).isEqualTo(twin);
                }
                if (length % EditMatrix.VECTOR_ROWS == 0) {
                    assertThat(slanted).as(as).isEqualTo(twin);
                }
            }
        }
    }

    @Test
    void ofCandidatesAreTheTable() {
        SplittableRandom chance = new SplittableRandom(4);
        int at = 0;
        while (at < RUNS) {
            int alphabet = 1 + chance.nextInt(chance.nextInt(4) == 0 ? 150 : 5);
            boolean wide = chance.nextBoolean();
            int[][] all = new int[40][];
            for (int i = 0; i < all.length; i++) {
                all[i] = sequence(chance, Math.min(wide ? 64 : 32, length(chance)), alphabet);
            }
            CandidateBits bits = new CandidateBits(all, alphabet, wide);
            int[] query = other(chance, all[0], alphabet);
            int[] into = new int[bits.room()];
            for (Kind kind : Kind.values()) {
                bits.run(kind, query, into);
                for (int i = 0; i < all.length; i++) {
                    int expected = plain(kind, all[i], query);
                    if (into[i] != expected) {
                        assertThat(into[i])
                                .as(kind + ", seed 4, pair " + (at + i))
                                .isEqualTo(expected);
                    }
                }
            }
            at += all.length;
        }
    }
}

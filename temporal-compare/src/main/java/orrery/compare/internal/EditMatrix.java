package orrery.compare.internal;

import java.util.Arrays;

/// Edit distances of numbered sequences by bit vectors, strip by strip.
///
/// Which kernel runs makes no difference: all is whole numbers. Confined to one thread; allocates
/// when the sequences are longer than those before.
public final class EditMatrix {
    /// What the matrix holds.
    public enum Kind {
        LCS,
        LEVENSHTEIN,
        OSA
    }

    /// From this many rows on a vector is faster than words, over many columns and over one.
    static final int LANES_FROM = 257;

    /// Rows that every kernel of vectors fills.
    static final int VECTOR_ROWS = 64 * EditSlant.WORDS;

    /// First guess of a limit, and the share of the rows up to which guessing pays.
    private static final int GUESS = 64;

    private static final int GUESS_SHARE = 8;

    private final boolean vectorised;
    private final EditStrip strip = new EditStrip();
    private byte[] carries = new byte[64];

    public EditMatrix(boolean vectorised) {
        this.vectorised = vectorised;
    }

    /// Length of a longest common subsequence.
    public int lcs(EditPair pair) {
        if (pair.rows() == 0 || pair.columns() == 0) {
            return 0;
        }
        start(pair, 0);
        int length = 0;
        for (int row = pair.aFrom(); row < pair.aTo(); row += EditStrip.ROWS_MAX) {
            strip.load(pair.a(), row, end(row, EditStrip.ROWS_MAX, pair.aTo()), pair.symbols());
            advance(Kind.LCS, pair.b(), pair.bFrom(), pair.bTo());
            length += strip.zeros();
        }
        return length;
    }

    /// Levenshtein or optimal string alignment distance, or `limit` + 1 where it is larger.
    public int distance(Kind kind, EditPair pair, int limit) {
        int rows = pair.rows();
        int columns = pair.columns();
        int most = Math.max(rows, columns);
        int least = Math.abs(rows - columns);
        if (least > limit) {
            return limit + 1;
        }
        if (rows == 0 || columns == 0) {
            return most;
        }
        for (int guess = GUESS; guess < limit && guess <= most / GUESS_SHARE; guess *= 4) {
            if (guess >= least) {
                int found = banded(kind, pair, guess);
                if (found <= guess) {
                    return found;
                }
            }
        }
        int found = banded(kind, pair, Math.min(limit, most));
        return found > limit ? limit + 1 : found;
    }

    // Ukkonen's band: a path of cost k leaves the diagonals between `low` and `high` never.
    private int banded(Kind kind, EditPair pair, int limit) {
        int rows = pair.rows();
        int columns = pair.columns();
        int lean = columns - rows;
        int play = (limit - Math.abs(lean)) / 2;
        int low = Math.min(0, lean) - play;
        int high = Math.max(0, lean) + play;
        int height = height(high - low);
        start(pair, EditStrip.PLUS);
        int corner = 0;
        int first = 0;
        for (int row = 0; row < rows; row += height) {
            int end = end(row, height, rows);
            int from = Math.max(0, row + low);
            int to = (int) Math.min(columns, (long) end + high);
            corner += sum(pair.bFrom() + first, pair.bFrom() + from);
            first = from;
            strip.load(pair.a(), pair.aFrom() + row, pair.aFrom() + end, pair.symbols());
            if (end == rows) {
                corner += sum(pair.bFrom() + from, pair.bFrom() + columns);
                advance(kind, pair.b(), pair.bFrom() + from, pair.bFrom() + columns);
                return corner + strip.verticalSum();
            }
            advance(kind, pair.b(), pair.bFrom() + from, pair.bFrom() + to);
            corner += end - row;
            if (corner + leastSum(pair.bFrom() + from, pair.bFrom() + to) > limit) {
                return limit + 1;
            }
        }
        throw new IllegalStateException("a matrix without rows");
    }

    // Whole vectors where the band is wide enough for one.
    private int height(int band) {
        int unit = vectorised && band >= LANES_FROM ? VECTOR_ROWS : 64;
        long rounded = ((long) band + unit - 1) / unit * unit;
        return Math.clamp(rounded, unit, EditStrip.ROWS_MAX);
    }

    /// Differences along the last row of a part of the matrix that begins with its first row, in
    /// `carries()` from `bFrom` on.
    byte[] lastRow(Kind kind, EditPair pair) {
        start(pair, kind == Kind.LCS ? 0 : EditStrip.PLUS);
        int row = pair.aFrom();
        while (row < pair.aTo()) {
            int end = end(row, EditStrip.ROWS_MAX, pair.aTo());
            if (vectorised && end - row >= LANES_FROM) {
                int whole = (end - row) / VECTOR_ROWS * VECTOR_ROWS;
                end = whole > 0 ? row + whole : end;
            }
            strip.load(pair.a(), row, end, pair.symbols());
            if (vectorised && strip.rows() % VECTOR_ROWS == 0) {
                advance(kind, pair.b(), pair.bFrom(), pair.bTo());
            } else {
                words(kind, pair.b(), pair.bFrom(), pair.bTo());
            }
            row = end;
        }
        return carries;
    }

    private void start(EditPair pair, int carry) {
        if (carries.length < pair.bTo()) {
            carries = new byte[Math.max(pair.bTo(), 2 * Math.min(carries.length, 1 << 29))];
        }
        Arrays.fill(carries, pair.bFrom(), pair.bTo(), (byte) carry);
    }

    private static int end(int row, int height, int rows) {
        return rows - row <= height ? rows : row + height;
    }

    private void advance(Kind kind, int[] b, int from, int to) {
        if (!vectorised || strip.rows() < LANES_FROM) {
            words(kind, b, from, to);
            return;
        }
        switch (kind) {
            case LCS -> EditLanes.lcs(strip, b, from, to, carries);
            case LEVENSHTEIN -> EditSlant.levenshtein(strip, b, from, to, carries);
            case OSA -> EditSlant.osa(strip, b, from, to, carries);
        }
    }

    private void words(Kind kind, int[] b, int from, int to) {
        switch (kind) {
            case LCS -> EditWords.lcs(strip, b, from, to, carries);
            case LEVENSHTEIN -> EditWords.levenshtein(strip, b, from, to, carries);
            case OSA -> EditWords.osa(strip, b, from, to, carries);
        }
    }

    private int sum(int from, int to) {
        int sum = 0;
        for (int j = from; j < to; j++) {
            sum += difference(carries[j]);
        }
        return sum;
    }

    private int leastSum(int from, int to) {
        int sum = 0;
        int least = 0;
        for (int j = from; j < to; j++) {
            sum += difference(carries[j]);
            least = Math.min(least, sum);
        }
        return least;
    }

    static int difference(byte carry) {
        return (carry & EditStrip.PLUS) - (carry >>> 1 & 1);
    }
}

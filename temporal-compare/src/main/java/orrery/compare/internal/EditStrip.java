package orrery.compare.internal;

import java.util.Arrays;

/// The bit vectors of up to 16,384 neighbouring rows of an edit matrix, one bit a row.
///
/// A matrix of any height is computed strip by strip; from one to the next go the horizontal
/// differences of the last row, three bits a column. So memory is O(rows of a strip · symbols in
/// it + columns), whatever the alphabet.
public final class EditStrip {
    /// Most rows of a strip.
    public static final int ROWS_MAX = 16_384;

    /// A difference of +1 to the column before it, of -1, and a transposition that may end below.
    static final int PLUS = 1;

    static final int MINUS = 2;
    static final int SWAP = 4;

    /// Words are rounded up to this many, so that two vectors of every width fit.
    private static final int PAD = 16;

    private int[] places = new int[64];
    private int[] listed = new int[64];
    private int listedCount;
    private long[] bits = new long[64];
    private int rows;
    private int words;

    final long[] plus = new long[ROWS_MAX / 64];
    final long[] minus = new long[ROWS_MAX / 64];

    /// Rows of matches that the lanes of a slant wait for.
    final long[] delayed = new long[2 * 6 * 8];

    /// Of a transposition: the diagonal zeros and the matches of the column before.
    final long[] diagonal = new long[ROWS_MAX / 64];

    final long[] former = new long[ROWS_MAX / 64];

    /// Where in [#bits] the words of a symbol stand: 0, all zero bits, where it is not in the strip.
    int[] places() {
        return places;
    }

    long[] bits() {
        return bits;
    }

    int rows() {
        return rows;
    }

    /// Words in use; the arrays have zeros up to the next multiple of sixteen.
    int words() {
        return words;
    }

    /// Takes the rows `from` to `to` and puts the state before the first column.
    ///
    /// @param a numbers of symbols by row, 1 to `symbols`
    public void load(int[] a, int from, int to, int symbols) {
        forget();
        rows = to - from;
        words = (rows + 63) >>> 6;
        int stride = (words + PAD - 1) & -PAD;
        if (places.length <= symbols) {
            places = new int[Math.max(symbols + 1, 2 * places.length)];
        }
        if (listed.length < rows) {
            listed = new int[Math.min(ROWS_MAX, Math.max(rows, 2 * listed.length))];
        }
        int end = stride;
        clear(0, end);
        for (int i = from; i < to; i++) {
            int place = places[a[i]];
            if (place == 0) {
                place = end;
                end += stride;
                clear(place, end);
                places[a[i]] = place;
                listed[listedCount++] = a[i];
            }
            int row = i - from;
            bits[place + (row >>> 6)] |= 1L << row;
        }
        clearState();
    }

    /// Back to the state before the first column.
    void clearState() {
        int stride = (words + PAD - 1) & -PAD;
        Arrays.fill(plus, 0, stride, -1L);
        Arrays.fill(minus, 0, stride, 0L);
        Arrays.fill(diagonal, 0, stride, -1L);
        Arrays.fill(former, 0, stride, 0L);
    }

    /// All that a column is.
    long[][] state() {
        return new long[][] {plus, minus, diagonal, former};
    }

    private void clear(int from, int to) {
        if (bits.length < to) {
            bits = Arrays.copyOf(bits, Math.max(to, 2 * bits.length));
        }
        Arrays.fill(bits, from, to, 0L);
    }

    private void forget() {
        for (int i = 0; i < listedCount; i++) {
            places[listed[i]] = 0;
        }
        listedCount = 0;
    }

    /// Sum of the vertical differences down the last column computed.
    public int verticalSum() {
        int sum = 0;
        for (int w = 0; w < words; w++) {
            long valid = valid(w);
            sum += Long.bitCount(plus[w] & valid) - Long.bitCount(minus[w] & valid);
        }
        return sum;
    }

    /// Zero bits of the state of a longest common subsequence: its length within these rows.
    public int zeros() {
        int sum = 0;
        for (int w = 0; w < words; w++) {
            sum += Long.bitCount(~plus[w] & valid(w));
        }
        return sum;
    }

    private long valid(int word) {
        int left = rows - 64 * word;
        return left >= 64 ? -1L : (1L << left) - 1;
    }
}

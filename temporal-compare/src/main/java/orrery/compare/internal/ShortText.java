package orrery.compare.internal;

/// Texts of Latin-1 characters of which the shorter has at most 64: one word a column, and a table
/// by character instead of a numbering.
public final class ShortText {
    private static final int SYMBOLS = 256;
    private static final int ROWS_MAX = 64;

    private final long[] bits = new long[SYMBOLS];
    private final char[] rows = new char[ROWS_MAX];
    private char[] columns = new char[ROWS_MAX];

    /// Whether the pair is one for this class.
    public static boolean fits(String a, String b) {
        int least = Math.min(a.length(), b.length());
        return least > 0 && least <= ROWS_MAX;
    }

    /// Length of a longest common subsequence, or -1 where a character is not of Latin-1.
    public int lcs(String a, String b) {
        boolean turned = a.length() > b.length();
        int n = load(turned ? b : a);
        int m = loadColumns(turned ? a : b);
        int length = set(rows, n, bits) ? lcs(columns, m, bits) : -1;
        clear(rows, n, bits);
        return length;
    }

    /// Levenshtein distance, or -1 where a character is not of Latin-1.
    public int levenshtein(String a, String b) {
        boolean turned = a.length() > b.length();
        int n = load(turned ? b : a);
        int m = loadColumns(turned ? a : b);
        int sum = set(rows, n, bits) ? levenshtein(columns, m, n, bits) : -1;
        clear(rows, n, bits);
        return sum;
    }

    private int load(String text) {
        text.getChars(0, text.length(), rows, 0);
        return text.length();
    }

    private int loadColumns(String text) {
        if (columns.length < text.length()) {
            columns = new char[text.length()];
        }
        text.getChars(0, text.length(), columns, 0);
        return text.length();
    }

    private static boolean set(char[] rows, int n, long[] bits) {
        for (int i = 0; i < n; i++) {
            if (rows[i] >= bits.length) {
                return false;
            }
            bits[rows[i]] |= 1L << i;
        }
        return true;
    }

    private static void clear(char[] rows, int n, long[] bits) {
        for (int i = 0; i < n; i++) {
            if (rows[i] < bits.length) {
                bits[rows[i]] = 0;
            }
        }
    }

    // Hot path: as in EditWords, with one word.
    private static int lcs(char[] columns, int m, long[] bits) {
        long state = -1L;
        for (int j = 0; j < m; j++) {
            char c = columns[j];
            if (c >= bits.length) {
                return -1;
            }
            long u = state & bits[c];
            state = (state + u) | (state - u);
        }
        return Long.bitCount(~state);
    }

    // Hot path: as in EditWords, with one word. `fewer` has zeros where EditWords has +1, which
    // takes three operations less of those that wait for each other.
    private static int levenshtein(char[] columns, int m, int n, long[] bits) {
        long vp = -1L;
        long vn = 0;
        for (int j = 0; j < m; j++) {
            char c = columns[j];
            if (c >= bits.length) {
                return -1;
            }
            long x = bits[c] | vn;
            long d = (((x & vp) + vp) ^ vp) | x;
            long fewer = (~vn & (d | vp)) << 1;
            vp = (d & vp) << 1 | (~d & fewer);
            vn = d & ~fewer;
        }
        long valid = -1L >>> (64 - n);
        return m + Long.bitCount(vp & valid) - Long.bitCount(vn & valid);
    }
}

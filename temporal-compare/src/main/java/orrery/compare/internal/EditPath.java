package orrery.compare.internal;

/// The cheapest way from one sequence to the other, in linear memory: the matrix is halved until
/// a part has at most 64 rows, and those are walked back.
///
/// Source: Hirschberg, CACM 18(6), 1975, doi:10.1145/360825.360861.
public final class EditPath {
    /// Takes the steps from first to last.
    public interface Steps {
        void keep();

        void replace();

        void delete();

        void insert();

        /// The first and the last of `rows` symbols change places, those between go, and others
        /// come between them: `columns` in all.
        void swap(int rows, int columns);
    }

    private static final int ROWS = 64;
    private static final byte KEEP = 0;
    private static final byte REPLACE = 1;
    private static final byte DELETE = 2;
    private static final byte INSERT = 3;

    private final EditMatrix matrix;
    private final EditMatrix.Kind kind;
    private final EditPair whole;
    private final EditPair turned;
    private final Steps steps;
    private final EditStrip strip = new EditStrip();

    /// @param kind LCS, for insertions and deletions only, or LEVENSHTEIN
    public EditPath(EditMatrix matrix, EditMatrix.Kind kind, EditPair pair, Steps steps) {
        this.matrix = matrix;
        this.kind = kind;
        this.whole = pair;
        this.steps = steps;
        this.turned =
                new EditPair(
                        turned(pair.a(), pair.aTo()),
                        pair.aTo(),
                        turned(pair.b(), pair.bTo()),
                        pair.bTo(),
                        pair.symbols());
    }

    private static int[] turned(int[] symbols, int length) {
        int[] turned = new int[length];
        for (int i = 0; i < length; i++) {
            turned[i] = symbols[length - 1 - i];
        }
        return turned;
    }

    public void walk() {
        walk(whole);
    }

    private void walk(EditPair pair) {
        int head = pair.prefix();
        int tail = pair.inner(head, 0).suffix();
        for (int i = 0; i < head; i++) {
            steps.keep();
        }
        EditPair inner = pair.inner(head, tail);
        if (inner.rows() == 0 || inner.columns() == 0) {
            for (int i = 0; i < inner.rows(); i++) {
                steps.delete();
            }
            for (int j = 0; j < inner.columns(); j++) {
                steps.insert();
            }
        } else if (inner.rows() <= ROWS) {
            walkBack(inner);
        } else {
            int middle = inner.aFrom() + inner.rows() / 2;
            int split = split(inner, middle);
            walk(inner.part(inner.aFrom(), middle, inner.bFrom(), split));
            walk(inner.part(middle, inner.aTo(), split, inner.bTo()));
        }
        for (int i = 0; i < tail; i++) {
            steps.keep();
        }
    }

    // The first column at which a cheapest path crosses from the upper rows to the lower ones.
    private int split(EditPair pair, int middle) {
        int m = pair.columns();
        byte[] upper = new byte[m];
        EditPair top = pair.part(pair.aFrom(), middle, pair.bFrom(), pair.bTo());
        System.arraycopy(matrix.lastRow(kind, top), pair.bFrom(), upper, 0, m);
        int n = whole.aTo();
        int from = whole.bTo() - pair.bTo();
        EditPair bottom = turned.part(n - pair.aTo(), n - middle, from, from + m);
        byte[] lower = matrix.lastRow(kind, bottom);
        int sign = kind == EditMatrix.Kind.LCS ? -1 : 1;
        int cost = 0;
        int least = 0;
        int best = 0;
        for (int j = 0; j < m; j++) {
            cost += EditMatrix.difference(upper[j]);
            cost -= EditMatrix.difference(lower[from + m - 1 - j]);
            if (sign * cost < least) {
                least = sign * cost;
                best = j + 1;
            }
        }
        return pair.bFrom() + best;
    }

    private void walkBack(EditPair pair) {
        int n = pair.rows();
        int m = pair.columns();
        long[] plus = new long[m + 1];
        long[] minus = new long[m + 1];
        plus[0] = -1L;
        strip.load(pair.a(), pair.aFrom(), pair.aTo(), pair.symbols());
        byte[] carry = new byte[1];
        int[] symbol = new int[1];
        for (int j = 0; j < m; j++) {
            symbol[0] = pair.b()[pair.bFrom() + j];
            if (kind == EditMatrix.Kind.LCS) {
                carry[0] = 0;
                EditWords.lcs(strip, symbol, 0, 1, carry);
            } else {
                carry[0] = EditStrip.PLUS;
                EditWords.levenshtein(strip, symbol, 0, 1, carry);
            }
            plus[j + 1] = strip.plus[0];
            minus[j + 1] = strip.minus[0];
        }
        byte[] back = new byte[n + m];
        int count = 0;
        int i = n;
        int j = m;
        while (i > 0 || j > 0) {
            byte step = step(pair, i, j, plus, minus);
            back[count++] = step;
            i -= step == INSERT ? 0 : 1;
            j -= step == DELETE ? 0 : 1;
        }
        while (count > 0) {
            tell(back[--count]);
        }
    }

    // Of equally cheap last steps: keep, delete, then insert before replace.
    private byte step(EditPair pair, int i, int j, long[] plus, long[] minus) {
        if (i == 0) {
            return INSERT;
        }
        if (j == 0) {
            return DELETE;
        }
        if (pair.a()[pair.aFrom() + i - 1] == pair.b()[pair.bFrom() + j - 1]) {
            return KEEP;
        }
        if ((plus[j] >>> (i - 1) & 1) != 0) {
            return DELETE;
        }
        if (kind == EditMatrix.Kind.LCS || (minus[j - 1] >>> (i - 1) & 1) != 0) {
            return INSERT;
        }
        return REPLACE;
    }

    private void tell(byte step) {
        switch (step) {
            case KEEP -> steps.keep();
            case REPLACE -> steps.replace();
            case DELETE -> steps.delete();
            case INSERT -> steps.insert();
            default -> throw new IllegalStateException("step " + step);
        }
    }
}

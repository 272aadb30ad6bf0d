package orrery.compare.internal;

/// Two sequences whose symbols are numbered: equal symbols of `a` and `b` have equal numbers, one
/// of `b` that `a` lacks has 0. Ranges are half-open.
///
public final class EditPair {
    private final int[] a;
    private final int aFrom;
    private final int aTo;
    private final int[] b;
    private final int bFrom;
    private final int bTo;
    private final int symbols;

    /// The first `rows` of `a` and the first `columns` of `b`.
    ///
    /// @param symbols largest number
    public EditPair(int[] a, int rows, int[] b, int columns, int symbols) {
        this(a, b, symbols, new int[] {0, rows, 0, columns});
    }

    private EditPair(int[] a, int[] b, int symbols, int[] ends) {
        this.a = a;
        this.aFrom = ends[0];
        this.aTo = ends[1];
        this.b = b;
        this.bFrom = ends[2];
        this.bTo = ends[3];
        this.symbols = symbols;
    }

    public int[] a() {
        return a;
    }

    public int aFrom() {
        return aFrom;
    }

    public int aTo() {
        return aTo;
    }

    public int[] b() {
        return b;
    }

    public int bFrom() {
        return bFrom;
    }

    public int bTo() {
        return bTo;
    }

    public int symbols() {
        return symbols;
    }

    public int rows() {
        return aTo - aFrom;
    }

    public int columns() {
        return bTo - bFrom;
    }

    /// Symbols that both begin with.
    public int prefix() {
        int most = Math.min(rows(), columns());
        int same = 0;
        while (same < most && a[aFrom + same] == b[bFrom + same]) {
            same++;
        }
        return same;
    }

    /// Symbols that both end with.
    public int suffix() {
        int most = Math.min(rows(), columns());
        int same = 0;
        while (same < most && a[aTo - 1 - same] == b[bTo - 1 - same]) {
            same++;
        }
        return same;
    }

    /// Without `head` symbols at the start and `tail` at the end of both.
    public EditPair inner(int head, int tail) {
        return part(aFrom + head, aTo - tail, bFrom + head, bTo - tail);
    }

    EditPair part(int aStart, int aEnd, int bStart, int bEnd) {
        return new EditPair(a, b, symbols, new int[] {aStart, aEnd, bStart, bEnd});
    }
}

package orrery.compare.internal;

/// Two sequences whose symbols are numbered: equal symbols of `a` and `b` have equal numbers, one
/// of `b` that `a` lacks has 0. Ranges are half-open.
///
/// @param symbols largest number
public record EditPair(int[] a, int aFrom, int aTo, int[] b, int bFrom, int bTo, int symbols) {
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
        return new EditPair(a, aFrom + head, aTo - tail, b, bFrom + head, bTo - tail, symbols);
    }

    EditPair part(int aStart, int aEnd, int bStart, int bEnd) {
        return new EditPair(a, aStart, aEnd, b, bStart, bEnd, symbols);
    }
}

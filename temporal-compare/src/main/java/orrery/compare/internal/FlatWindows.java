package orrery.compare.internal;

import java.util.Arrays;

/// The matches that windows without a shape make: two constant windows are at distance 0, a
/// constant one and another at the root of the window's length.
///
/// The recurrence leaves them out; they are few cases and follow from the places of the constant
/// windows alone.
public final class FlatWindows {
    /// Half the squared distance of a constant window and another, of norm 1.
    static final double HALF = 0.5;

    private final int[] flat;
    private final int[] shaped;

    /// The windows that can be matches.
    public FlatWindows(WindowTable windows) {
        int[] flat = new int[windows.count()];
        int[] shaped = new int[windows.count()];
        int flats = 0;
        int others = 0;
        for (int i = 0; i < windows.count(); i++) {
            if (windows.isConstant(i)) {
                flat[flats++] = i;
            } else if (windows.isValid(i)) {
                shaped[others++] = i;
            }
        }
        this.flat = Arrays.copyOf(flat, flats);
        this.shaped = Arrays.copyOf(shaped, others);
    }

    /// Adds to the matches of each valid window those from `from(i)` to `to(i)`, exclusive.
    public void complete(WindowTable windows, BestMatches matches, Span span) {
        for (int i = 0; i < windows.count(); i++) {
            if (windows.isConstant(i)) {
                insert(matches, i, flat, Double.POSITIVE_INFINITY, span);
                insert(matches, i, shaped, Scoring.Correlation.score(HALF), span);
            } else if (windows.isValid(i)) {
                insert(matches, i, flat, Scoring.Correlation.score(HALF), span);
            }
        }
    }

    /// Where the matches of a window may lie.
    public interface Span {
        int from(int window);

        int to(int window);
    }

    // Of equal scores the smaller index is better: the first ones are enough.
    private static void insert(
            BestMatches matches, int window, int[] among, double score, Span span) {
        int at = Arrays.binarySearch(among, span.from(window));
        at = at < 0 ? -at - 1 : at;
        int stop = (int) Math.min(among.length, (long) at + matches.matches());
        for (; at < stop && among[at] < span.to(window); at++) {
            matches.insert(window, score, among[at]);
        }
    }

    /// Half the squared distance of two windows of norm 1.
    public static double halfSquare(WindowTable a, int i, WindowTable b, int j) {
        if (a.isConstant(i) || b.isConstant(j)) {
            return a.isConstant(i) && b.isConstant(j) ? 0 : HALF;
        }
        return a.halfSquare(i, b, j);
    }
}

package orrery.compare.internal;

/// Whether a pattern has one item more, anywhere, in as many of its sequences: then it is neither
/// closed nor, at the least support, maximal.
///
/// Between a pattern and a larger one of some support lies one that is one item larger and has no
/// less support, so one item is enough to look for.
public final class ExtensionCheck {
    private final MiningTable table;
    private final MaskCounts counts = new MaskCounts();
    private final MaskCounts.Masks whole;
    private final int[] larger;

    public ExtensionCheck(MiningTable table, int lengthMax) {
        this.table = table;
        this.whole = new MaskCounts.Masks(table.whole(), table.words());
        this.larger = new int[lengthMax + 1];
    }

    /// Whether some pattern one item larger has at least `least` of the given sequences.
    public boolean exists(int[] codes, int length, int[] supporting, int least) {
        for (int w = 0; w < table.words(); w++) {
            long left = counts.frequent(whole.at(w), supporting, 0, supporting.length, least);
            for (; left != 0; left &= left - 1) {
                int item = 64 * w + Long.numberOfTrailingZeros(left);
                if (item < table.items() && insertable(codes, length, item, supporting, least)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean insertable(int[] codes, int length, int item, int[] supporting, int least) {
        for (int at = length; at >= 0; at--) {
            // As a set of its own, where a set begins or at the end.
            boolean between = at == length || (codes[at] & 1) == 0;
            if (between) {
                larger(codes, length, at, 2 * item);
                if (supported(length + 1, supporting, least)) {
                    return true;
                }
            }
            if (!table.singles() && at > 0 && fits(codes, length, at, item)) {
                larger(codes, length, at, 2 * item + 1);
                if (supported(length + 1, supporting, least)) {
                    return true;
                }
            }
            if (!table.singles() && at < length && between && codes[at] >>> 1 > item) {
                larger(codes, length, at, 2 * item);
                larger[at + 1] |= 1;
                if (supported(length + 1, supporting, least)) {
                    return true;
                }
            }
        }
        return false;
    }

    // Between the item before and the next one of the same set.
    private static boolean fits(int[] codes, int length, int at, int item) {
        boolean above = codes[at - 1] >>> 1 < item;
        boolean below = at == length || (codes[at] & 1) == 0 || codes[at] >>> 1 > item;
        return above && below;
    }

    private void larger(int[] codes, int length, int at, int code) {
        System.arraycopy(codes, 0, larger, 0, at);
        larger[at] = code;
        System.arraycopy(codes, at, larger, at + 1, length - at);
    }

    private boolean supported(int length, int[] supporting, int least) {
        int missing = supporting.length - least;
        for (int i = 0; i < supporting.length && missing >= 0; i++) {
            if (!holds(supporting[i], length)) {
                missing--;
            }
        }
        return missing >= 0;
    }

    private boolean holds(int sequence, int length) {
        int place = table.firstPlace(sequence) - 1;
        int k = 0;
        while (k < length) {
            int end = k + 1;
            while (end < length && (larger[end] & 1) != 0) {
                end++;
            }
            place = table.next(sequence, larger[k] >>> 1, place);
            while (place >= 0 && !holdsSet(place, k + 1, end)) {
                place = table.next(sequence, larger[k] >>> 1, place);
            }
            if (place < 0) {
                return false;
            }
            k = end;
        }
        return true;
    }

    private boolean holdsSet(int place, int from, int to) {
        for (int k = from; k < to; k++) {
            if (!table.holds(place, larger[k] >>> 1)) {
                return false;
            }
        }
        return true;
    }
}

package orrery.compare.internal;

import java.util.Arrays;

/// Sequences of sets of items, reduced to the frequent items, which are numbered densely.
///
/// A place is a set of a sequence, and places are numbered through all sequences. Which items
/// follow a place is one bit an item.
public final class MiningTable {
    private static final int INDEX_MAX = 1 << 26;

    private final int sequences;
    private final int items;
    private final int words;
    private final int[] placeStarts;
    private final int[] itemStarts;
    private final int[] placeItems;
    private final long[] after;
    private final long[] whole;
    private final int[] index;
    private final int[] occurrences;
    private final boolean singles;

    /// @param places by sequence: first place of each, and the number of all at the end
    /// @param starts by place: first item of each, and the number of all at the end
    /// @param placeItems item numbers, 0 to `items` - 1, ascending within a place
    public MiningTable(int[] places, int[] starts, int[] placeItems, int items) {
        this.sequences = places.length - 1;
        this.items = items;
        this.words = Math.max(1, (items + 63) >>> 6);
        this.placeStarts = places;
        this.itemStarts = starts;
        this.placeItems = placeItems;
        this.after = new long[Math.multiplyExact(starts.length, words)];
        this.whole = new long[Math.multiplyExact(sequences + 1, words)];
        boolean onlySingles = true;
        for (int p = 0; p + 1 < starts.length; p++) {
            onlySingles &= starts[p + 1] - starts[p] <= 1;
        }
        this.singles = onlySingles;
        fillMasks();
        boolean indexed = (long) sequences * items <= INDEX_MAX;
        this.index = new int[indexed ? sequences * items + 1 : 0];
        this.occurrences = new int[indexed ? placeItems.length : 0];
        if (indexed) {
            fillIndex();
        }
    }

    private void fillMasks() {
        long[] seen = new long[words];
        for (int s = 0; s < sequences; s++) {
            Arrays.fill(seen, 0L);
            for (int p = placeStarts[s + 1] - 1; p >= placeStarts[s]; p--) {
                System.arraycopy(seen, 0, after, p * words, words);
                for (int i = itemStarts[p]; i < itemStarts[p + 1]; i++) {
                    seen[placeItems[i] >>> 6] |= 1L << placeItems[i];
                }
            }
            System.arraycopy(seen, 0, whole, s * words, words);
        }
    }

    private void fillIndex() {
        int[] counts = index;
        for (int s = 0; s < sequences; s++) {
            for (int i = itemStarts[placeStarts[s]]; i < itemStarts[placeStarts[s + 1]]; i++) {
                counts[s * items + placeItems[i] + 1]++;
            }
        }
        for (int k = 1; k < counts.length; k++) {
            counts[k] += counts[k - 1];
        }
        int[] next = Arrays.copyOf(counts, counts.length);
        for (int s = 0; s < sequences; s++) {
            for (int p = placeStarts[s]; p < placeStarts[s + 1]; p++) {
                for (int i = itemStarts[p]; i < itemStarts[p + 1]; i++) {
                    occurrences[next[s * items + placeItems[i]]++] = p;
                }
            }
        }
    }

    public int sequences() {
        return sequences;
    }

    public int items() {
        return items;
    }

    /// Words of a mask of items.
    int words() {
        return words;
    }

    /// Whether no set has two items.
    boolean singles() {
        return singles;
    }

    int firstPlace(int sequence) {
        return placeStarts[sequence];
    }

    int endPlace(int sequence) {
        return placeStarts[sequence + 1];
    }

    int itemStart(int place) {
        return itemStarts[place];
    }

    int item(int index) {
        return placeItems[index];
    }

    /// Masks of the items in later places, by place.
    long[] after() {
        return after;
    }

    /// Masks of all items of a sequence, by sequence.
    long[] whole() {
        return whole;
    }

    boolean holds(int place, int item) {
        for (int i = itemStarts[place]; i < itemStarts[place + 1]; i++) {
            if (placeItems[i] == item) {
                return true;
            }
        }
        return false;
    }

    /// First place of an item after `place`, which may be one before the first; -1 where there is
    /// none.
    int next(int sequence, int item, int place) {
        if (index.length == 0) {
            for (int p = place + 1; p < placeStarts[sequence + 1]; p++) {
                if (holds(p, item)) {
                    return p;
                }
            }
            return -1;
        }
        int cell = sequence * items + item;
        int end = index[cell + 1];
        for (int i = index[cell]; i < end; i++) {
            if (occurrences[i] > place) {
                return occurrences[i];
            }
        }
        return -1;
    }
}

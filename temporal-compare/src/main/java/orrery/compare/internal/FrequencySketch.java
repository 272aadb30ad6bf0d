package orrery.compare.internal;

/// How often keys were seen lately, up to 15 times each: a count-min sketch of four rows of 4-bit
/// counters, all of which are halved after ten times the capacity.
///
/// An estimate is never below the true count since the last halving, up to 15. Memory 8 bytes a key
/// of the capacity, rounded up to a power of two, for 16 counters each. Confined; allocates nothing.
///
/// Source: Einziger, Friedman & Manes, ACM Transactions on Storage 13(4), 2017,
/// doi:10.1145/3149371; Cormode & Muthukrishnan, J. Algorithms 55(1), 2005 (the sketch).
final class FrequencySketch {
    static final int MOST = 15;

    private static final int ROWS = 4;
    private static final long ONES = 0x1111111111111111L;
    private static final long HALVES = 0x7777777777777777L;
    private static final long[] SEEDS = {
        0x9E3779B97F4A7C15L, 0xC2B2AE3D27D4EB4FL, 0x165667B19E3779F9L, 0xD6E8FEB86659FD93L
    };

    private final long[] table;
    private final int sample;
    private int additions;

    /// @param capacity keys that matter, 1 to 2^24
    FrequencySketch(int capacity) {
        table = new long[words(capacity)];
        sample = 10 * capacity;
    }

    static int words(int capacity) {
        return Integer.highestOneBit(Math.max(1, capacity - 1)) << 1;
    }

    /// @param hash of the key, well mixed
    int count(long hash) {
        int least = MOST;
        for (int row = 0; row < ROWS; row++) {
            long place = place(hash, row);
            least = Math.min(least, (int) (table[word(place)] >>> shift(place)) & MOST);
        }
        return least;
    }

    /// Counts one sight more, in the rows that have the least count only where that is below 15.
    void add(long hash) {
        boolean added = false;
        for (int row = 0; row < ROWS; row++) {
            long place = place(hash, row);
            int word = word(place);
            if (((table[word] >>> shift(place)) & MOST) < MOST) {
                table[word] += 1L << shift(place);
                added = true;
            }
        }
        if (added && ++additions == sample) {
            halve();
        }
    }

    // Counters that lose half a sight took part in the sample with it.
    private void halve() {
        int odd = 0;
        for (int w = 0; w < table.length; w++) {
            odd += Long.bitCount(table[w] & ONES);
            table[w] = (table[w] >>> 1) & HALVES;
        }
        additions = (additions - odd / ROWS) / 2;
    }

    // The word in the low half, the shift of the counter in the high half; row r has the four
    // counters 4r to 4r + 3 of every word.
    private long place(long hash, int row) {
        long mixed = (hash ^ SEEDS[row]) * SEEDS[ROWS - 1 - row];
        mixed ^= mixed >>> 32;
        int counter = row << 2 | ((int) (mixed >>> 24) & 3);
        return (long) counter << 34 | ((int) mixed & table.length - 1);
    }

    private static int word(long place) {
        return (int) place;
    }

    private static int shift(long place) {
        return (int) (place >>> 32);
    }
}

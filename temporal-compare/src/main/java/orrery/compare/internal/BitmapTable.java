package orrery.compare.internal;

/// A [MiningTable] turned on its side: for each item the places that hold it as bits, each
/// sequence on words of its own; and which pairs of items are frequent.
final class BitmapTable {
    private final MiningTable table;
    private final int[] wordStarts;
    private final long[] bits;
    private final long[] followed;
    private final long[] joined;
    private final int words;

    /// @param gapMax most places from an item to the one that follows
    BitmapTable(MiningTable table, int minSupport, int gapMax) {
        this.table = table;
        this.wordStarts = new int[table.sequences() + 1];
        for (int s = 0; s < table.sequences(); s++) {
            int places = table.endPlace(s) - table.firstPlace(s);
            wordStarts[s + 1] = wordStarts[s] + ((places + 63) >>> 6);
        }
        this.words = wordStarts[table.sequences()];
        this.bits = new long[Math.multiplyExact(words, table.items())];
        for (int s = 0; s < table.sequences(); s++) {
            for (int p = table.firstPlace(s); p < table.endPlace(s); p++) {
                int place = p - table.firstPlace(s);
                for (int i = table.itemStart(p); i < table.itemStart(p + 1); i++) {
                    bits[table.item(i) * words + wordStarts[s] + (place >>> 6)] |= 1L << place;
                }
            }
        }
        int masks = Math.multiplyExact(table.items(), table.words());
        this.followed = new long[masks];
        this.joined = new long[table.singles() ? 0 : masks];
        fillPairs(minSupport, gapMax);
    }

    /// Words that the bitmaps of a table take.
    static long size(MiningTable table) {
        long all = 0;
        for (int s = 0; s < table.sequences(); s++) {
            all += (table.endPlace(s) - table.firstPlace(s) + 63) >>> 6;
        }
        return all * table.items();
    }

    // Co-occurrence, as in CM-SPAM: for each item the items that follow or join it often enough.
    private void fillPairs(int minSupport, int gapMax) {
        int items = table.items();
        int[] follows = new int[items];
        int[] joins = new int[items];
        int[] seenFollowing = new int[items];
        int[] seenJoining = new int[items];
        int turn = 0;
        for (int item = 0; item < items; item++) {
            java.util.Arrays.fill(follows, 0);
            java.util.Arrays.fill(joins, 0);
            for (int s = 0; s < table.sequences(); s++) {
                turn++;
                int place = table.next(s, item, table.firstPlace(s) - 1);
                int counted = table.firstPlace(s);
                while (place >= 0) {
                    countWithin(place, place + 1, joins, seenJoining, turn);
                    int end = (int) Math.min(table.endPlace(s), place + 1L + gapMax);
                    countWithin(Math.max(counted, place + 1), end, follows, seenFollowing, turn);
                    counted = Math.max(counted, end);
                    place = table.next(s, item, place);
                }
            }
            for (int other = 0; other < items; other++) {
                int word = item * table.words() + (other >>> 6);
                if (follows[other] >= minSupport) {
                    followed[word] |= 1L << other;
                }
                if (joined.length > 0 && other > item && joins[other] >= minSupport) {
                    joined[word] |= 1L << other;
                }
            }
        }
    }

    private void countWithin(int from, int to, int[] counts, int[] seen, int turn) {
        for (int p = from; p < to; p++) {
            for (int i = table.itemStart(p); i < table.itemStart(p + 1); i++) {
                int item = table.item(i);
                if (seen[item] != turn) {
                    seen[item] = turn;
                    counts[item]++;
                }
            }
        }
    }

    int wordStart(int sequence) {
        return wordStarts[sequence];
    }

    long[] bits() {
        return bits;
    }

    /// Words of one item.
    int words() {
        return words;
    }

    /// Masks of the items that follow an item often, by item.
    long[] followed() {
        return followed;
    }

    /// Masks of the larger items that join an item often, by item; empty where sets are single.
    long[] joined() {
        return joined;
    }
}

package orrery.compare.internal;

import java.util.Arrays;

/// Distances that were computed before, by a key of 128 bits: W-TinyLFU.
///
/// New entries pass through a window, a hundredth of the room, in the order of their use. What
/// leaves it is kept only if it was seen more often lately than the entry that would give way to it:
/// the one unused for longest of the probation part, where entries are that were used once. Those
/// used again move to the protected part, four fifths of the rest. Equal frequencies keep the old
/// entry. Deterministic.
///
/// A lookup takes O(1) and allocates nothing. Memory: [#bytes(int)]. Confined.
///
/// Source: Einziger, Friedman & Manes, ACM Transactions on Storage 13(4), 2017, doi:10.1145/3149371.
public final class ComparisonCache {
    private static final byte WINDOW = 0;
    private static final byte PROBATION = 1;
    private static final byte PROTECTED = 2;
    private static final byte LISTS = 3;
    private static final int NONE = -1;

    private final int capacity;
    private final int windowMax;
    private final int protectedMax;
    private final FrequencySketch frequencies;
    private final int[] buckets;
    private final int[] chain;
    private final long[] first;
    private final long[] second;
    private final long[] shapes;
    private final double[] values;
    private final byte[] list;
    private final int[] before;
    private final int[] after;
    private final int[] sizes = new int[LISTS];
    private int used;
    private int free = NONE;
    private long hits;
    private long misses;
    private long evictions;
    private long rejections;

    /// @param capacity most entries, 1 to 2^24
    public ComparisonCache(int capacity) {
        this.capacity = capacity;
        windowMax = Math.max(1, capacity / 100);
        protectedMax = (capacity - windowMax) * 4 / 5;
        frequencies = new FrequencySketch(capacity);
        buckets = new int[FrequencySketch.words(capacity)];
        Arrays.fill(buckets, NONE);
        chain = new int[capacity];
        first = new long[capacity];
        second = new long[capacity];
        shapes = new long[capacity];
        values = new double[capacity];
        list = new byte[capacity];
        before = new int[capacity + LISTS];
        after = new int[capacity + LISTS];
        for (int head = capacity; head < capacity + LISTS; head++) {
            before[head] = head;
            after[head] = head;
        }
    }

    /// Bytes that a cache of that capacity takes, from the start.
    public static long bytes(int capacity) {
        return 12L * FrequencySketch.words(capacity) + 45L * capacity + 512;
    }

    /// The value of a key, or NaN where it is not there; counts a sight of the key either way.
    ///
    /// @param shape what equal keys must have in common whatever their hash: lengths, parameters
    public double find(long high, long low, long shape) {
        frequencies.add(high);
        for (int e = buckets[bucket(high)]; e != NONE; e = chain[e]) {
            if (first[e] == high && second[e] == low && shapes[e] == shape) {
                hits++;
                touch(e);
                return values[e];
            }
        }
        misses++;
        return Double.NaN;
    }

    private void touch(int entry) {
        byte place = list[entry];
        unlink(entry);
        if (place != PROBATION) {
            link(entry, place);
            return;
        }
        link(entry, PROTECTED);
        if (sizes[PROTECTED] > protectedMax) {
            int demoted = oldest(PROTECTED);
            unlink(demoted);
            link(demoted, PROBATION);
        }
    }

    /// Keeps the value of a key that [#find(long, long, long)] has just missed.
    ///
    /// @param value not NaN
    public void keep(long high, long low, long shape, double value) {
        assert !Double.isNaN(value) : "a value that is no number";
        if (sizes[WINDOW] == windowMax) {
            leaveWindow();
        }
        int entry = free;
        if (entry == NONE) {
            entry = used++;
        } else {
            free = NONE;
        }
        first[entry] = high;
        second[entry] = low;
        shapes[entry] = shape;
        values[entry] = value;
        int bucket = bucket(high);
        chain[entry] = buckets[bucket];
        buckets[bucket] = entry;
        link(entry, WINDOW);
    }

    private void leaveWindow() {
        int candidate = oldest(WINDOW);
        if (size() == capacity) {
            int victim = oldest(sizes[PROBATION] > 0 ? PROBATION : PROTECTED);
            boolean room = sizes[PROBATION] + sizes[PROTECTED] > 0;
            if (!room || frequencies.count(first[candidate]) <= frequencies.count(first[victim])) {
                rejections++;
                drop(candidate);
                return;
            }
            drop(victim);
        }
        unlink(candidate);
        link(candidate, PROBATION);
    }

    private void drop(int entry) {
        evictions++;
        unlink(entry);
        int bucket = bucket(first[entry]);
        if (buckets[bucket] == entry) {
            buckets[bucket] = chain[entry];
        } else {
            int e = buckets[bucket];
            while (chain[e] != entry) {
                e = chain[e];
            }
            chain[e] = chain[entry];
        }
        free = entry;
    }

    private int bucket(long high) {
        return (int) (high >>> 20) & buckets.length - 1;
    }

    private int oldest(byte place) {
        return after[capacity + place];
    }

    // As the newest of the list.
    private void link(int entry, byte place) {
        int head = capacity + place;
        int newest = before[head];
        before[entry] = newest;
        after[entry] = head;
        after[newest] = entry;
        before[head] = entry;
        list[entry] = place;
        sizes[place]++;
    }

    private void unlink(int entry) {
        after[before[entry]] = after[entry];
        before[after[entry]] = before[entry];
        sizes[list[entry]]--;
    }

    public int size() {
        return sizes[WINDOW] + sizes[PROBATION] + sizes[PROTECTED];
    }

    public long hits() {
        return hits;
    }

    public long misses() {
        return misses;
    }

    /// Entries that gave way, those that were not let in from the window included.
    public long evictions() {
        return evictions;
    }

    /// Entries that were not let in from the window.
    public long rejections() {
        return rejections;
    }
}

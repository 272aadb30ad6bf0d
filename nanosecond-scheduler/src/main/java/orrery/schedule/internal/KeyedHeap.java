package orrery.schedule.internal;

import java.util.Arrays;

/// A 4-ary heap of slots, least (key, sequence) first, from which any slot can be removed.
///
/// Keys and sequences are compared as `a - b < 0`, so all keys present must lie within 2^63 of each
/// other. Push, pop and remove are O(log n); nothing is allocated after construction. Confined.
public final class KeyedHeap {
    private final long[] keys;
    private final long[] sequences;
    private final int[] slots;
    private final int[] places;
    private int size;

    /// @param capacity slots are 0 to capacity - 1, each present at most once
    public KeyedHeap(int capacity) {
        keys = new long[capacity];
        sequences = new long[capacity];
        slots = new int[capacity];
        places = new int[capacity];
        Arrays.fill(places, -1);
    }

    public int size() {
        return size;
    }

    /// Key of the first slot; only if the heap is not empty.
    public long firstKey() {
        assert size > 0;
        return keys[0];
    }

    public boolean contains(int slot) {
        return places[slot] >= 0;
    }

    public void push(int slot, long key, long sequence) {
        assert places[slot] < 0 : "slot " + slot + " is in the heap";
        siftUp(size++, slot, key, sequence);
    }

    /// Removes the first slot; only if the heap is not empty.
    public int pop() {
        assert size > 0;
        int slot = slots[0];
        removeAt(0);
        return slot;
    }

    public void remove(int slot) {
        assert places[slot] >= 0 : "slot " + slot + " is not in the heap";
        removeAt(places[slot]);
    }

    private void removeAt(int place) {
        places[slots[place]] = -1;
        int last = --size;
        if (place == last) {
            return;
        }
        long key = keys[last];
        long sequence = sequences[last];
        int slot = slots[last];
        int parent = (place - 1) >> 2;
        if (place > 0 && before(key, sequence, keys[parent], sequences[parent])) {
            siftUp(place, slot, key, sequence);
        } else {
            siftDown(place, slot, key, sequence);
        }
    }

    private void siftUp(int from, int slot, long key, long sequence) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >> 2;
            if (!before(key, sequence, keys[parent], sequences[parent])) {
                break;
            }
            move(parent, place);
            place = parent;
        }
        put(place, slot, key, sequence);
    }

    private void siftDown(int from, int slot, long key, long sequence) {
        int place = from;
        while (true) {
            int first = (place << 2) + 1;
            if (first >= size) {
                break;
            }
            int least = first;
            int end = Math.min(first + 4, size);
            for (int child = first + 1; child < end; child++) {
                if (before(keys[child], sequences[child], keys[least], sequences[least])) {
                    least = child;
                }
            }
            if (!before(keys[least], sequences[least], key, sequence)) {
                break;
            }
            move(least, place);
            place = least;
        }
        put(place, slot, key, sequence);
    }

    private void move(int from, int to) {
        put(to, slots[from], keys[from], sequences[from]);
    }

    private void put(int place, int slot, long key, long sequence) {
        keys[place] = key;
        sequences[place] = sequence;
        slots[place] = slot;
        places[slot] = place;
    }

    private static boolean before(long key, long sequence, long otherKey, long otherSequence) {
        long difference = key - otherKey;
        return difference < 0 || (difference == 0 && sequence - otherSequence < 0);
    }
}

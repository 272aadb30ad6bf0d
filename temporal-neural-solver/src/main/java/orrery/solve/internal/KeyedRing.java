package orrery.solve.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A queue with two ends of (key, value) pairs in arrays of fixed size.
///
/// The capacity is rounded up to a power of two. Callers keep to it: passing it is a bug.
/// Threads: confined. Allocation: none after construction.
final class KeyedRing {
    private final long[] keys;
    private final double[] values;
    private final int mask;
    private int head;
    private int size;

    KeyedRing(int capacity) {
        int length = length(capacity);
        keys = new long[length];
        values = new double[length];
        mask = length - 1;
    }

    private static int length(int capacity) {
        return Integer.highestOneBit(Math.max(1, capacity - 1)) << 1;
    }

    /// Bytes of a ring of that capacity.
    static long bytes(int capacity) {
        return 64L + 16L * length(capacity);
    }

    int size() {
        return size;
    }

    long key(int i) {
        return keys[(head + i) & mask];
    }

    double value(int i) {
        return values[(head + i) & mask];
    }

    void replace(int i, double value) {
        values[(head + i) & mask] = value;
    }

    void addLast(long key, double value) {
        assert size <= mask;
        int at = (head + size) & mask;
        keys[at] = key;
        values[at] = value;
        size++;
    }

    void addFirst(long key, double value) {
        assert size <= mask;
        head = (head - 1) & mask;
        keys[head] = key;
        values[head] = value;
        size++;
    }

    void dropFirst() {
        head = (head + 1) & mask;
        size--;
    }

    void dropLast() {
        size--;
    }

    void clear() {
        head = 0;
        size = 0;
    }

    void copyFrom(KeyedRing other) {
        head = 0;
        size = other.size;
        for (int i = 0; i < size; i++) {
            keys[i] = other.key(i);
            values[i] = other.value(i);
        }
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(key(i));
            out.writeDouble(value(i));
        }
    }

    void readFrom(DataInput in) throws IOException {
        head = 0;
        size = Stored.count(in, keys.length);
        for (int i = 0; i < size; i++) {
            keys[i] = in.readLong();
            values[i] = in.readDouble();
        }
    }
}

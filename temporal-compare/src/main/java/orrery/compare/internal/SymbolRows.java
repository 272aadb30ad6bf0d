package orrery.compare.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Numbers symbols densely from 1, in the order of their first mention; 0 is "not there".
///
/// Small numbers go through a table, others through open addressing, objects through a hash map.
/// Forgetting all of them costs as much as there were.
public final class SymbolRows {
    private static final int DIRECT = 256;

    private final int[] direct = new int[DIRECT];
    private final Map<Object, Integer> objects = new HashMap<>();
    private long[] keys = new long[64];
    private int[] rows = new int[64];
    private int[] small = new int[64];
    private int smallCount;
    private int hashed;
    private int count;

    /// Symbols numbered so far.
    public int count() {
        return count;
    }

    public void clear() {
        for (int i = 0; i < smallCount; i++) {
            direct[small[i]] = 0;
        }
        if (hashed > 0) {
            if (rows.length > 1 << 16) {
                keys = new long[64];
                rows = new int[64];
            }
            Arrays.fill(rows, 0);
        }
        objects.clear();
        smallCount = 0;
        hashed = 0;
        count = 0;
    }

    /// The number of a symbol, a new one where it has none yet.
    public int add(long symbol) {
        if (symbol >= 0 && symbol < DIRECT) {
            int row = direct[(int) symbol];
            return row != 0 ? row : addDirect((int) symbol);
        }
        int slot = slot(symbol);
        if (rows[slot] != 0) {
            return rows[slot];
        }
        if (3 * (hashed + 1) > 2 * rows.length) {
            grow();
            slot = slot(symbol);
        }
        hashed++;
        keys[slot] = symbol;
        rows[slot] = ++count;
        return count;
    }

    /// The number of a symbol, or 0.
    public int find(long symbol) {
        return symbol >= 0 && symbol < DIRECT ? direct[(int) symbol] : rows[slot(symbol)];
    }

    public int add(Object symbol) {
        Integer row = objects.get(symbol);
        if (row != null) {
            return row;
        }
        objects.put(symbol, ++count);
        return count;
    }

    public int find(Object symbol) {
        Integer row = objects.get(symbol);
        return row == null ? 0 : row;
    }

    private int addDirect(int symbol) {
        if (smallCount == small.length) {
            small = Arrays.copyOf(small, 2 * smallCount);
        }
        small[smallCount++] = symbol;
        direct[symbol] = ++count;
        return count;
    }

    private int slot(long symbol) {
        int mask = rows.length - 1;
        long mixed = symbol * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed ^ mixed >>> 32) & mask;
        while (rows[slot] != 0 && keys[slot] != symbol) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldRows = rows;
        keys = new long[2 * oldKeys.length];
        rows = new int[2 * oldRows.length];
        for (int i = 0; i < oldRows.length; i++) {
            if (oldRows[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                rows[slot] = oldRows[i];
            }
        }
    }
}

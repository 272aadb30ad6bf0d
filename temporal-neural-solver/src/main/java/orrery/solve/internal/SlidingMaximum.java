package orrery.solve.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The greatest value in a window of the past, in O(1) amortised a row whatever the window.
///
/// Keys do not decrease. A window that does not reach the present keeps the rows on their way to it
/// in a second queue. Threads: confined. Allocation: none after construction.
///
/// Source: Lemire, Nordic Journal of Computing 13(4), 2006, arXiv cs/0610046.
public final class SlidingMaximum {
    private final Reach reach;
    private final KeyedRing greatest;
    private final KeyedRing waiting;

    /// @param levels the most distinct values that occur; the greatest int if they are many
    public SlidingMaximum(Reach reach, int levels) {
        this.reach = reach;
        greatest = new KeyedRing(held(reach, levels));
        waiting = new KeyedRing(reach.from() == 0 ? 1 : reach.capacity());
    }

    private static int held(Reach reach, int levels) {
        return reach.to() == Reach.ENDLESS ? 1 : Math.min(levels, reach.capacity());
    }

    /// Bytes of one instance.
    public static long bytes(Reach reach, int levels) {
        return KeyedRing.bytes(held(reach, levels))
                + KeyedRing.bytes(reach.from() == 0 ? 1 : reach.capacity());
    }

    /// Whether a row of that key stays within the capacity.
    public boolean fits(long key) {
        int held = greatest.size() + waiting.size();
        if (held < reach.capacity()) {
            return true;
        }
        long oldest = reach.oldest(key);
        for (int i = 0; i < greatest.size() && greatest.key(i) < oldest; i++) {
            held--;
        }
        for (int i = 0; i < waiting.size() && waiting.key(i) < oldest; i++) {
            held--;
        }
        return held < reach.capacity();
    }

    /// The greatest value among the rows appended so far that a row of that key looks at;
    /// -infinity if there is none. Changes nothing.
    public double at(long key) {
        long oldest = reach.oldest(key);
        int first = 0;
        while (first < greatest.size() && greatest.key(first) < oldest) {
            first++;
        }
        double best = first < greatest.size() ? greatest.value(first) : Double.NEGATIVE_INFINITY;
        long newest = reach.newest(key);
        for (int i = 0; i < waiting.size() && waiting.key(i) <= newest; i++) {
            if (waiting.key(i) >= oldest) {
                best = Math.max(best, waiting.value(i));
            }
        }
        return best;
    }

    /// Appends a row.
    public void append(long key, double value) {
        long oldest = reach.oldest(key);
        while (greatest.size() > 0 && greatest.key(0) < oldest) {
            greatest.dropFirst();
        }
        if (reach.from() == 0) {
            offer(key, value);
            return;
        }
        long newest = reach.newest(key);
        while (waiting.size() > 0 && waiting.key(0) <= newest) {
            if (waiting.key(0) >= oldest) {
                offer(waiting.key(0), waiting.value(0));
            }
            waiting.dropFirst();
        }
        int last = waiting.size() - 1;
        if (last >= 0 && waiting.key(last) == key) {
            waiting.replace(last, Math.max(waiting.value(last), value));
        } else {
            waiting.addLast(key, value);
        }
    }

    private void offer(long given, double value) {
        // A window without end forgets nothing: one entry of any key does.
        long key = reach.to() == Reach.ENDLESS ? 0 : given;
        int last = greatest.size() - 1;
        if (last >= 0 && greatest.key(last) == key && greatest.value(last) >= value) {
            return;
        }
        while (greatest.size() > 0 && greatest.value(greatest.size() - 1) <= value) {
            greatest.dropLast();
        }
        greatest.addLast(key, value);
    }

    /// Forgets every row.
    public void clear() {
        greatest.clear();
        waiting.clear();
    }

    public void copyFrom(SlidingMaximum other) {
        greatest.copyFrom(other.greatest);
        waiting.copyFrom(other.waiting);
    }

    public void writeTo(DataOutput out) throws IOException {
        greatest.writeTo(out);
        waiting.writeTo(out);
    }

    public void readFrom(DataInput in) throws IOException {
        greatest.readFrom(in);
        waiting.readFrom(in);
    }
}

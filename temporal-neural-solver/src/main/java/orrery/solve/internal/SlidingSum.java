package orrery.solve.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The sum over a window of the past, in O(1) amortised a row, without drift: nothing is ever
/// subtracted.
///
/// The window is kept as two parts: an older one with the sums from each row to its end, and a
/// newer one with its total. When the older one is used up, the newer one becomes the older one. A
/// window without end keeps a compensated total instead.
///
/// Infinite values stay infinite until they leave; +infinity and -infinity together give NaN.
/// Threads: confined. Allocation: none after construction.
///
/// Source: Tangwongsan, Hirzel & Schneider, DEBS 2017 (two stacks); Neumaier, ZAMM 54, 1974
/// (compensated sum).
public final class SlidingSum {
    private final Reach reach;
    private final KeyedRing older;
    private final KeyedRing newer;
    private final KeyedRing waiting;
    private double total;
    private double compensation;

    public SlidingSum(Reach reach) {
        this.reach = reach;
        int held = reach.to() == Reach.ENDLESS ? 1 : reach.capacity();
        older = new KeyedRing(held);
        newer = new KeyedRing(held);
        waiting = new KeyedRing(reach.from() == 0 ? 1 : reach.capacity());
    }

    /// Bytes of one instance.
    public static long bytes(Reach reach) {
        int held = reach.to() == Reach.ENDLESS ? 1 : reach.capacity();
        return 2 * KeyedRing.bytes(held)
                + KeyedRing.bytes(reach.from() == 0 ? 1 : reach.capacity());
    }

    /// Whether a row of that key stays within the capacity.
    public boolean fits(long key) {
        int held = older.size() + newer.size() + waiting.size();
        if (held < reach.capacity()) {
            return true;
        }
        long oldest = reach.oldest(key);
        held -= before(older, oldest) + before(newer, oldest) + before(waiting, oldest);
        return held < reach.capacity();
    }

    private static int before(KeyedRing ring, long oldest) {
        int count = 0;
        while (count < ring.size() && ring.key(count) < oldest) {
            count++;
        }
        return count;
    }

    /// The sum over the rows appended so far that a row of that key looks at; 0 if there is none.
    /// Changes nothing.
    public double at(long key) {
        long oldest = reach.oldest(key);
        double sum;
        int first = before(older, oldest);
        if (first < older.size()) {
            sum = older.value(first) + total;
        } else if (newer.size() == 0 || newer.key(0) >= oldest) {
            sum = total + compensation;
        } else {
            sum = 0;
            for (int i = before(newer, oldest); i < newer.size(); i++) {
                sum += newer.value(i);
            }
        }
        long newest = reach.newest(key);
        for (int i = 0; i < waiting.size() && waiting.key(i) <= newest; i++) {
            if (waiting.key(i) >= oldest) {
                sum += waiting.value(i);
            }
        }
        return sum;
    }

    /// Appends a row.
    public void append(long key, double value) {
        long oldest = reach.oldest(key);
        expire(oldest);
        if (reach.from() == 0) {
            enter(key, value);
            return;
        }
        long newest = reach.newest(key);
        while (waiting.size() > 0 && waiting.key(0) <= newest) {
            if (waiting.key(0) >= oldest) {
                enter(waiting.key(0), waiting.value(0));
            }
            waiting.dropFirst();
        }
        int last = waiting.size() - 1;
        if (last >= 0 && waiting.key(last) == key) {
            waiting.replace(last, waiting.value(last) + value);
        } else {
            waiting.addLast(key, value);
        }
    }

    private void enter(long key, double value) {
        if (reach.to() == Reach.ENDLESS) {
            compensate(value);
            return;
        }
        int last = newer.size() - 1;
        if (last >= 0 && newer.key(last) == key) {
            newer.replace(last, newer.value(last) + value);
        } else {
            newer.addLast(key, value);
        }
        total += value;
    }

    private void compensate(double value) {
        double sum = total + value;
        if (Double.isFinite(sum)) {
            compensation +=
                    Math.abs(total) >= Math.abs(value)
                            ? (total - sum) + value
                            : (value - sum) + total;
        } else {
            compensation = 0;
        }
        total = sum;
    }

    private void expire(long oldest) {
        while (older.size() > 0 && older.key(0) < oldest) {
            older.dropFirst();
        }
        if (older.size() == 0 && newer.size() > 0 && newer.key(0) < oldest) {
            turnOver(oldest);
        }
    }

    private void turnOver(long oldest) {
        double sum = 0;
        while (newer.size() > 0 && newer.key(newer.size() - 1) >= oldest) {
            int last = newer.size() - 1;
            sum += newer.value(last);
            older.addFirst(newer.key(last), sum);
            newer.dropLast();
        }
        newer.clear();
        total = 0;
    }

    public void copyFrom(SlidingSum other) {
        older.copyFrom(other.older);
        newer.copyFrom(other.newer);
        waiting.copyFrom(other.waiting);
        total = other.total;
        compensation = other.compensation;
    }

    public void writeTo(DataOutput out) throws IOException {
        older.writeTo(out);
        newer.writeTo(out);
        waiting.writeTo(out);
        out.writeDouble(total);
        out.writeDouble(compensation);
    }

    public void readFrom(DataInput in) throws IOException {
        older.readFrom(in);
        newer.readFrom(in);
        waiting.readFrom(in);
        total = in.readDouble();
        compensation = in.readDouble();
    }
}

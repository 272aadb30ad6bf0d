package orrery.solve.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The quantitative `left since right` over a window of the past, in O(1) amortised a row.
///
/// The value at row n is the greatest, over rows j of the window, of the least of right(j) and all
/// left(k) for j < k <= n. The queue of candidates decreases from old to new, so that a new left
/// cuts its head only. Rows on their way to a window that starts in the past wait in a second
/// queue, with the running minima of left in a third.
///
/// Threads: confined. Allocation: none after construction.
public final class SlidingSince {
    private final Reach reach;
    private final KeyedRing best;
    private final KeyedRing waiting;
    private final KeyedRing waitingTurn;
    private final KeyedRing leastLeft;
    private long turn;

    /// @param levels the most distinct values that occur; the greatest int if they are many
    public SlidingSince(Reach reach, int levels) {
        this.reach = reach;
        int waits = reach.from() == 0 ? 1 : reach.capacity();
        best = new KeyedRing(held(reach, levels));
        waiting = new KeyedRing(waits);
        waitingTurn = new KeyedRing(waits);
        leastLeft = new KeyedRing(waits + 1);
    }

    private static int held(Reach reach, int levels) {
        return reach.to() == Reach.ENDLESS ? 1 : Math.min(levels, reach.capacity());
    }

    /// Bytes of one instance.
    public static long bytes(Reach reach, int levels) {
        int waits = reach.from() == 0 ? 1 : reach.capacity();
        return KeyedRing.bytes(held(reach, levels))
                + 2 * KeyedRing.bytes(waits)
                + KeyedRing.bytes(waits + 1);
    }

    /// Whether a row of that key stays within the capacity.
    public boolean fits(long key) {
        int held = best.size() + waiting.size();
        if (held < reach.capacity()) {
            return true;
        }
        long oldest = reach.oldest(key);
        for (int i = 0; i < best.size() && best.key(i) < oldest; i++) {
            held--;
        }
        for (int i = 0; i < waiting.size() && waiting.key(i) < oldest; i++) {
            held--;
        }
        return held < reach.capacity();
    }

    /// The value over the rows appended so far that a row of that key looks at, before its own left
    /// cuts it; -infinity if there is none. Changes nothing.
    public double at(long key) {
        long oldest = reach.oldest(key);
        int first = 0;
        while (first < best.size() && best.key(first) < oldest) {
            first++;
        }
        double value = first < best.size() ? best.value(first) : Double.NEGATIVE_INFINITY;
        long newest = reach.newest(key);
        int left = 0;
        for (int i = 0; i < waiting.size() && waiting.key(i) <= newest; i++) {
            long since = waitingTurn.key(i);
            while (left < leastLeft.size() && leastLeft.key(left) <= since) {
                left++;
            }
            double least =
                    left < leastLeft.size() ? leastLeft.value(left) : Double.POSITIVE_INFINITY;
            if (waiting.key(i) >= oldest) {
                value = Math.max(value, Math.min(waiting.value(i), least));
            }
        }
        return value;
    }

    /// Appends a row.
    public void append(long key, double left, double right) {
        cut(left);
        long oldest = reach.oldest(key);
        while (best.size() > 0 && best.key(0) < oldest) {
            best.dropFirst();
        }
        if (reach.from() == 0) {
            offer(key, right);
            return;
        }
        int last = waiting.size() - 1;
        boolean merges = last >= 0 && waiting.key(last) == key;
        if (!merges) {
            turn++;
        }
        noteLeft(left);
        enter(reach.newest(key), oldest);
        if (merges) {
            waiting.replace(
                    waiting.size() - 1,
                    Math.max(Math.min(waiting.value(waiting.size() - 1), left), right));
        } else {
            waiting.addLast(key, right);
            waitingTurn.addLast(turn, 0);
        }
    }

    private void cut(double left) {
        boolean removed = false;
        long key = 0;
        while (best.size() > 0 && best.value(0) > left) {
            removed = true;
            key = best.key(0);
            best.dropFirst();
        }
        if (removed && (best.size() == 0 || best.value(0) < left)) {
            best.addFirst(key, left);
        }
    }

    private void noteLeft(double left) {
        while (leastLeft.size() > 0 && leastLeft.value(leastLeft.size() - 1) >= left) {
            leastLeft.dropLast();
        }
        int last = leastLeft.size() - 1;
        if (last < 0 || leastLeft.key(last) != turn) {
            leastLeft.addLast(turn, left);
        }
    }

    private void enter(long newest, long oldest) {
        while (waiting.size() > 0 && waiting.key(0) <= newest) {
            dropLeftUntil(waitingTurn.key(0));
            double least = leastLeft.size() > 0 ? leastLeft.value(0) : Double.POSITIVE_INFINITY;
            if (waiting.key(0) >= oldest) {
                offer(waiting.key(0), Math.min(waiting.value(0), least));
            }
            waiting.dropFirst();
            waitingTurn.dropFirst();
        }
        dropLeftUntil(waiting.size() > 0 ? waitingTurn.key(0) : turn);
    }

    private void dropLeftUntil(long since) {
        while (leastLeft.size() > 0 && leastLeft.key(0) <= since) {
            leastLeft.dropFirst();
        }
    }

    private void offer(long given, double value) {
        long key = reach.to() == Reach.ENDLESS ? 0 : given;
        int last = best.size() - 1;
        if (last >= 0 && best.key(last) == key && best.value(last) >= value) {
            return;
        }
        while (best.size() > 0 && best.value(best.size() - 1) <= value) {
            best.dropLast();
        }
        best.addLast(key, value);
    }

    /// Forgets every row.
    public void clear() {
        best.clear();
        waiting.clear();
        waitingTurn.clear();
        leastLeft.clear();
        turn = 0;
    }

    public void copyFrom(SlidingSince other) {
        best.copyFrom(other.best);
        waiting.copyFrom(other.waiting);
        waitingTurn.copyFrom(other.waitingTurn);
        leastLeft.copyFrom(other.leastLeft);
        turn = other.turn;
    }

    public void writeTo(DataOutput out) throws IOException {
        best.writeTo(out);
        waiting.writeTo(out);
        waitingTurn.writeTo(out);
        leastLeft.writeTo(out);
        out.writeLong(turn);
    }

    public void readFrom(DataInput in) throws IOException {
        best.readFrom(in);
        waiting.readFrom(in);
        waitingTurn.readFrom(in);
        leastLeft.readFrom(in);
        turn = in.readLong();
    }
}

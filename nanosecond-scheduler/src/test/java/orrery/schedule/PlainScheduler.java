package orrery.schedule;

import java.util.ArrayList;
import java.util.List;

/// The plain twin: one list, searched whole.
final class PlainScheduler {
    record Entry(int id, long releaseNs, long deadlineNs, long periodNs, long sequence) {}

    final List<Entry> entries = new ArrayList<>();
    final List<String> trace = new ArrayList<>();
    private long sequence;
    private long nowNs;

    PlainScheduler(long startNs) {
        nowNs = startNs;
    }

    void submit(int id, long releaseNs, long deadlineNs, long periodNs) {
        entries.add(new Entry(id, releaseNs, deadlineNs, periodNs, sequence++));
    }

    boolean cancel(int id) {
        return entries.removeIf(e -> e.id == id);
    }

    void step(long timeNs, long durationNs) {
        nowNs = later(timeNs, nowNs);
        Entry next = earliest();
        while (next.sequence >= 0) {
            entries.remove(next);
            boolean missed = nowNs - next.deadlineNs > 0;
            trace.add((missed ? "missed " : "run ") + next.id + " at " + nowNs);
            nowNs += durationNs;
            if (next.periodNs > 0) {
                submit(
                        next.id,
                        next.releaseNs + next.periodNs,
                        next.deadlineNs + next.periodNs,
                        next.periodNs);
            }
            next = earliest();
        }
    }

    long nowNs() {
        return nowNs;
    }

    private Entry earliest() {
        Entry best = new Entry(0, 0, 0, 0, -1);
        for (Entry e : entries) {
            boolean isReleased = e.releaseNs - nowNs <= 0;
            long difference = e.deadlineNs - best.deadlineNs;
            boolean isBefore =
                    best.sequence < 0
                            || difference < 0
                            || (difference == 0 && e.sequence < best.sequence);
            if (isReleased && isBefore) {
                best = e;
            }
        }
        return best;
    }

    private static long later(long a, long b) {
        return a - b < 0 ? b : a;
    }
}

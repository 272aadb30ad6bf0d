package orrery.schedule.internal;

import java.util.Arrays;

/// All jobs between submission and dispatch, each in one of four places: staged (just submitted,
/// not looked at), in the wheel (released in a later tick), imminent (released within the current
/// tick, exact order), ready (released, earliest deadline first).
///
/// Equal deadlines go in the order of submission. Nothing is allocated after construction.
/// Confined.
public final class PendingJobs {
    private static final int TICK_BITS = 10;

    private final JobTable table;
    private final long originNs;
    private final ReleaseWheel wheel;
    private final KeyedHeap imminent;
    private final KeyedHeap ready;
    private final int[] staged;
    private final int[] stagedAt;
    private final int[] allowance = new int[1];
    private int stagedCount;

    /// @param originNs no time given later is before it
    public PendingJobs(JobTable table, long originNs) {
        this.table = table;
        this.originNs = originNs;
        int capacity = table.capacity();
        wheel = new ReleaseWheel(capacity);
        imminent = new KeyedHeap(capacity);
        ready = new KeyedHeap(capacity);
        staged = new int[capacity];
        stagedAt = new int[capacity];
        Arrays.fill(stagedAt, -1);
    }

    /// Adds a filled slot.
    public void stage(int slot) {
        stagedAt[slot] = stagedCount;
        staged[stagedCount++] = slot;
    }

    /// Allows so many moves of slots until the next call.
    public void allow(int moves) {
        allowance[0] = moves;
    }

    /// Makes ready what is released at `nowNs`.
    ///
    /// @return false if the allowance ended before all of it was ready
    public boolean release(long nowNs) {
        return sortStaged(nowNs) && openTicks(nowNs) && releaseImminent(nowNs);
    }

    public boolean hasReady() {
        return ready.size() > 0;
    }

    /// Removes the ready slot with the earliest deadline.
    public int popReady() {
        return ready.pop();
    }

    public boolean isReady(int slot) {
        return ready.contains(slot);
    }

    /// Removes a slot wherever it is.
    ///
    /// @return false if it is in none of the places
    public boolean remove(int slot) {
        if (ready.contains(slot)) {
            ready.remove(slot);
        } else if (stagedAt[slot] >= 0) {
            unstage(slot);
        } else if (wheel.contains(slot)) {
            wheel.remove(slot);
        } else if (imminent.contains(slot)) {
            imminent.remove(slot);
        } else {
            return false;
        }
        return true;
    }

    /// When there may be something to do: `nowNs` if at once, `otherwiseNs` if nothing is pending.
    public long nextNs(long nowNs, long otherwiseNs) {
        if (stagedCount > 0 || ready.size() > 0) {
            return nowNs;
        }
        long nextNs = imminent.size() > 0 ? imminent.firstKey() : otherwiseNs;
        if (wheel.isEmpty()) {
            return nextNs;
        }
        // A tick whose opening was cut short may hold something before the first imminent slot.
        long tickNs = originNs + (wheel.nextTick() << TICK_BITS);
        return tickNs - nextNs < 0 ? tickNs : nextNs;
    }

    private boolean sortStaged(long nowNs) {
        while (stagedCount > 0) {
            if (allowance[0] == 0) {
                return false;
            }
            allowance[0]--;
            int slot = staged[--stagedCount];
            stagedAt[slot] = -1;
            long releaseNs = table.releasesNs[slot];
            if (releaseNs - nowNs <= 0) {
                pushReady(slot);
            } else {
                await(slot, releaseNs);
            }
        }
        return true;
    }

    private void await(int slot, long releaseNs) {
        long tick = (releaseNs - originNs) >>> TICK_BITS;
        if (tick > wheel.currentTick()) {
            wheel.add(slot, tick);
        } else {
            imminent.push(slot, releaseNs, table.sequences[slot]);
        }
    }

    private boolean openTicks(long nowNs) {
        long tick = (nowNs - originNs) >>> TICK_BITS;
        while (true) {
            int slot = wheel.take(tick, allowance);
            if (slot < 0) {
                return slot == ReleaseWheel.NONE;
            }
            imminent.push(slot, table.releasesNs[slot], table.sequences[slot]);
        }
    }

    private boolean releaseImminent(long nowNs) {
        while (imminent.size() > 0 && imminent.firstKey() - nowNs <= 0) {
            if (allowance[0] == 0) {
                return false;
            }
            allowance[0]--;
            pushReady(imminent.pop());
        }
        return true;
    }

    private void pushReady(int slot) {
        ready.push(slot, table.deadlinesNs[slot], table.sequences[slot]);
    }

    private void unstage(int slot) {
        int place = stagedAt[slot];
        int last = staged[--stagedCount];
        staged[place] = last;
        stagedAt[last] = place;
        stagedAt[slot] = -1;
    }
}

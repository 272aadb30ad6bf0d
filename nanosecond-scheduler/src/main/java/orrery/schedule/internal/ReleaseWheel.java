package orrery.schedule.internal;

import java.util.Arrays;

/// A hierarchical bitmap wheel: slots waiting for a tick, 9 levels of 64 lists.
///
/// A tick is a number from 0 to 2^53; level and list of a slot are the highest base-64 digit in
/// which its tick differs from the current one. So everything on a lower level comes before
/// everything on a higher one, and one bitmap a level finds the next list without a search. Lists
/// are doubly linked through arrays. Add and remove are O(1); a slot moves down at most 8 times.
/// Nothing is allocated after construction. Confined.
///
/// Source: Varghese & Lauck, SOSP 1987, scheme 7, doi:10.1145/41457.37504; the choice of level by
/// exclusive or, with occupancy bitmaps.
public final class ReleaseWheel {
    /// Answer of {@link #take}: nothing is due.
    public static final int NONE = -1;

    /// Answer of {@link #take}: the allowance is used up before the wheel got there.
    public static final int MORE = -2;

    private static final int LEVELS = 9;
    private static final int DIGIT_BITS = 6;

    private final int[] heads = new int[LEVELS << DIGIT_BITS];
    private final long[] occupied = new long[LEVELS];
    private final int[] nexts;
    private final int[] previous;
    private final int[] lists;
    private final long[] ticks;
    private int levels;
    private long currentTick;
    private int opened = NONE;

    public ReleaseWheel(int capacity) {
        nexts = new int[capacity];
        previous = new int[capacity];
        lists = new int[capacity];
        ticks = new long[capacity];
        Arrays.fill(heads, NONE);
        Arrays.fill(lists, NONE);
    }

    public boolean isEmpty() {
        return levels == 0;
    }

    public boolean contains(int slot) {
        return lists[slot] != NONE;
    }

    public long currentTick() {
        return currentTick;
    }

    /// @param tick after the current tick
    public void add(int slot, long tick) {
        assert lists[slot] == NONE : "slot " + slot + " is in the wheel";
        assert tick > currentTick : tick + " is not after " + currentTick;
        ticks[slot] = tick;
        place(slot, tick);
    }

    public void remove(int slot) {
        int list = lists[slot];
        assert list != NONE : "slot " + slot + " is not in the wheel";
        int next = nexts[slot];
        int before = previous[slot];
        lists[slot] = NONE;
        if (next != NONE) {
            previous[next] = before;
        }
        if (before != NONE) {
            nexts[before] = next;
            return;
        }
        heads[list] = next;
        if (next == NONE) {
            clear(list);
        }
    }

    /// First tick at which {@link #take} may have something to do: never later than the earliest
    /// tick present, and earlier only where a list has to move down. Only if not empty.
    public long nextTick() {
        assert levels != 0;
        if (opened != NONE) {
            return currentTick;
        }
        int level = Integer.numberOfTrailingZeros(levels);
        return startOf(level, Long.numberOfTrailingZeros(occupied[level]));
    }

    /// Removes one slot whose tick is `tick` or earlier, in the order of ticks, and moves the
    /// current tick on.
    ///
    /// @param tick not before the current one
    /// @param allowance how many slots may be moved; one element, counted down
    /// @return the slot, {@link #NONE} or {@link #MORE}
    public int take(long tick, int[] allowance) {
        while (opened != NONE || openListUntil(tick)) {
            if (allowance[0] == 0) {
                return MORE;
            }
            allowance[0]--;
            int slot = heads[opened];
            remove(slot);
            if (ticks[slot] <= currentTick) {
                return slot;
            }
            place(slot, ticks[slot]);
        }
        return NONE;
    }

    private boolean openListUntil(long tick) {
        if (levels != 0) {
            int level = Integer.numberOfTrailingZeros(levels);
            int digit = Long.numberOfTrailingZeros(occupied[level]);
            long start = startOf(level, digit);
            if (start <= tick) {
                currentTick = start;
                opened = (level << DIGIT_BITS) | digit;
                return true;
            }
        }
        currentTick = tick;
        return false;
    }

    private long startOf(int level, int digit) {
        int shift = level * DIGIT_BITS;
        return ((currentTick >>> shift & -64L) | digit) << shift;
    }

    private void place(int slot, long tick) {
        int level = (63 - Long.numberOfLeadingZeros(tick ^ currentTick)) / DIGIT_BITS;
        int digit = (int) (tick >>> (level * DIGIT_BITS)) & 63;
        int list = (level << DIGIT_BITS) | digit;
        int next = heads[list];
        nexts[slot] = next;
        previous[slot] = NONE;
        if (next != NONE) {
            previous[next] = slot;
        }
        heads[list] = slot;
        lists[slot] = list;
        occupied[level] |= 1L << digit;
        levels |= 1 << level;
    }

    private void clear(int list) {
        int level = list >>> DIGIT_BITS;
        occupied[level] &= ~(1L << (list & 63));
        if (occupied[level] == 0) {
            levels &= ~(1 << level);
        }
        if (opened == list) {
            opened = NONE;
        }
    }
}

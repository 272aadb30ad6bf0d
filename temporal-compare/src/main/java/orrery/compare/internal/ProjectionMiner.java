package orrery.compare.internal;

import java.util.Arrays;

/// Frequent patterns by pseudo-projection: a pattern is the list of its sequences with the place
/// where it first ends; which items may follow is counted on the masks of what comes after.
///
/// An item can only follow a longer pattern often if it followed the shorter one often: candidates
/// are handed down.
///
/// Source: Pei et al., IEEE TKDE 16(11), 2004, doi:10.1109/TKDE.2004.77 (PrefixSpan).
public final class ProjectionMiner {
    private final MiningTable table;
    private final MiningVisitor visitor;
    private final int lengthMax;
    private final MaskCounts counts = new MaskCounts();
    private final MaskCounts.Masks after;
    private final int words;

    /// Entries of the patterns on the way down, one block a pattern: sequence and place of its end.
    private int[] sequences = new int[1024];

    private int[] places = new int[1024];
    private int top;
    private final int[] codes;
    private boolean stopped;

    public ProjectionMiner(MiningTable table, MiningVisitor visitor, int lengthMax) {
        this.table = table;
        this.visitor = visitor;
        this.lengthMax = lengthMax;
        this.words = table.words();
        this.after = new MaskCounts.Masks(table.after(), words);
        this.codes = new int[lengthMax];
    }

    /// Finds the patterns that begin with an item.
    ///
    /// @return whether to go on with other items
    public boolean mine(int item) {
        top = 0;
        for (int s = 0; s < table.sequences(); s++) {
            int place = table.next(s, item, table.firstPlace(s) - 1);
            if (place >= 0) {
                push(s, place);
            }
        }
        if (top >= visitor.minSupport()) {
            codes[0] = 2 * item;
            long[] all = new long[words];
            Arrays.fill(all, -1L);
            enter(1, 0, all);
        }
        return !stopped;
    }

    private void enter(int length, int from, long[] candidates) {
        int to = top;
        switch (visitor.pattern(codes, length, sequences, from, to - from)) {
            case STOP -> stopped = true;
            case BACK -> {}
            case DEEPER -> {
                if (length < lengthMax) {
                    extend(length, from, to, candidates);
                }
            }
        }
    }

    private void extend(int length, int from, int to, long[] candidates) {
        if (!table.singles()) {
            join(length, from, to, candidates);
        }
        int least = visitor.minSupport();
        long[] frequent = new long[words];
        long any = 0;
        for (int w = 0; w < words; w++) {
            if (candidates[w] != 0) {
                frequent[w] = candidates[w] & counts.frequent(after.at(w), places, from, to, least);
                any |= frequent[w];
            }
        }
        if (any == 0) {
            return;
        }
        for (int w = 0; w < words; w++) {
            for (long left = frequent[w]; left != 0 && !stopped; left &= left - 1) {
                int item = 64 * w + Long.numberOfTrailingZeros(left);
                follow(item, from, to);
                if (top - to >= visitor.minSupport()) {
                    codes[length] = 2 * item;
                    enter(length + 1, to, frequent);
                }
                top = to;
            }
        }
    }

    // Hot path: the entries of the pattern with an item after it.
    private void follow(int item, int from, int to) {
        room(to - from);
        final long[] masks = table.after();
        final int word = item >>> 6;
        int end = top;
        for (int e = from; e < to; e++) {
            int place = places[e];
            if ((masks[place * words + word] >>> item & 1) != 0) {
                int sequence = sequences[e];
                sequences[end] = sequence;
                places[end] = table.next(sequence, item, place);
                end++;
            }
        }
        top = end;
    }

    // Items that join the last set: at any later place that holds the set, after what is before it.
    private void join(int length, int from, int to, long[] candidates) {
        int last = codes[length - 1] >>> 1;
        int[] count = new int[table.items()];
        int[] seen = new int[table.items()];
        for (int e = from; e < to; e++) {
            int end = table.endPlace(sequences[e]);
            for (int p = places[e]; p < end; p++) {
                if (holdsLastSet(length, p)) {
                    for (int i = table.itemStart(p); i < table.itemStart(p + 1); i++) {
                        int item = table.item(i);
                        if (item > last && seen[item] != e + 1) {
                            seen[item] = e + 1;
                            count[item]++;
                        }
                    }
                }
            }
        }
        for (int item = last + 1; item < count.length && !stopped; item++) {
            if (count[item] >= visitor.minSupport()) {
                joined(length, item, from, to);
                codes[length] = 2 * item + 1;
                enter(length + 1, to, candidates);
                top = to;
            }
        }
    }

    private void joined(int length, int item, int from, int to) {
        room(to - from);
        for (int e = from; e < to; e++) {
            int end = table.endPlace(sequences[e]);
            for (int p = places[e]; p < end; p++) {
                if (table.holds(p, item) && holdsLastSet(length, p)) {
                    push(sequences[e], p);
                    break;
                }
            }
        }
    }

    private boolean holdsLastSet(int length, int place) {
        for (int k = length - 1; k >= 0; k--) {
            if (!table.holds(place, codes[k] >>> 1)) {
                return false;
            }
            if ((codes[k] & 1) == 0) {
                return true;
            }
        }
        return true;
    }

    private void push(int sequence, int place) {
        room(1);
        sequences[top] = sequence;
        places[top] = place;
        top++;
    }

    private void room(int entries) {
        if (top + entries > sequences.length) {
            int size = Math.max(top + entries, 2 * sequences.length);
            sequences = Arrays.copyOf(sequences, size);
            places = Arrays.copyOf(places, size);
        }
    }
}

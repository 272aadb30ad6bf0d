package orrery.compare.internal;

import java.util.Arrays;

/// Frequent patterns on vertical bitmaps: a pattern is the set of all places where it can end.
///
/// An item follows where its bits meet the places after those: after the first one, or within a
/// gap of each. Where the span is limited, the latest start is kept for each end. Pairs that are
/// not frequent are never tried.
///
/// Sources: Ayres et al., KDD 2002, doi:10.1145/775047.775109 (SPAM); Fournier-Viger et al.,
/// PAKDD 2014, doi:10.1007/978-3-319-06608-0_4 (co-occurrence).
public final class BitmapMiner {
    private final MiningTable table;
    private final BitmapTable bitmaps;
    private final MiningVisitor visitor;
    private final MiningLimits limits;
    private final int[] codes;
    private final int maskWords;

    /// Entries of the patterns on the way down: sequence and where its words begin.
    private int[] sequences = new int[1024];

    private int[] offsets = new int[1024];
    private long[] ends = new long[1024];
    private int[] starts = new int[0];
    private int top;
    private int topWord;
    private boolean stopped;

    /// @param minSupport least that the visitor will ever ask for
    public BitmapMiner(
            MiningTable table, MiningVisitor visitor, MiningLimits limits, int minSupport) {
        this.table = table;
        this.visitor = visitor;
        this.limits = limits;
        this.bitmaps = new BitmapTable(table, minSupport, limits.gapMax());
        this.codes = new int[limits.lengthMax()];
        this.maskWords = table.words();
    }

    /// Words of memory that the bitmaps would take.
    public static long size(MiningTable table) {
        return BitmapTable.size(table);
    }

    /// Finds the patterns that begin with an item.
    ///
    /// @return whether to go on with other items
    public boolean mine(int item) {
        top = 0;
        topWord = 0;
        for (int s = 0; s < table.sequences(); s++) {
            int from = bitmaps.wordStart(s);
            int count = bitmaps.wordStart(s + 1) - from;
            room(count);
            long any = 0;
            for (int w = 0; w < count; w++) {
                long word = bitmaps.bits()[item * bitmaps.words() + from + w];
                ends[topWord + w] = word;
                any |= word;
            }
            if (any != 0) {
                if (limits.spanLimited()) {
                    for (int p = 0; p < 64 * count; p++) {
                        starts[64 * topWord + p] = p;
                    }
                }
                push(s, count);
            }
        }
        if (top >= visitor.minSupport()) {
            codes[0] = 2 * item;
            long[] all = limits.all(maskWords);
            enter(1, 0, all, all);
        }
        return !stopped;
    }

    private void enter(int length, int from, long[] following, long[] joining) {
        switch (visitor.pattern(codes, length, sequences, from, top - from)) {
            case STOP -> stopped = true;
            case BACK -> {}
            case DEEPER -> {
                if (length < limits.lengthMax()) {
                    extend(length, from, following, joining);
                }
            }
        }
    }

    private void extend(int length, int from, long[] following, long[] joining) {
        int last = codes[length - 1] >>> 1;
        long[] follow = tried(from, following, bitmaps.followed(), last, false);
        long[] join =
                table.singles()
                        ? new long[maskWords]
                        : tried(from, joining, bitmaps.joined(), last, true);
        // Within a gap an item may follow the longer pattern and not the shorter one.
        long[] handed = limits.gapLimited() ? following : follow;
        descend(length, from, follow, false, handed, follow);
        descend(length, from, join, true, handed, join);
    }

    // The candidates that are frequent after the pattern.
    private long[] tried(int from, long[] candidates, long[] pairs, int last, boolean joining) {
        long[] frequent = new long[maskWords];
        int to = top;
        int toWord = topWord;
        for (int w = 0; w < maskWords; w++) {
            long left = candidates[w] & pairs[last * maskWords + w];
            for (; left != 0; left &= left - 1) {
                int item = 64 * w + Long.numberOfTrailingZeros(left);
                if (make(from, to, item, joining) >= visitor.minSupport()) {
                    frequent[w] |= 1L << item;
                }
                top = to;
                topWord = toWord;
            }
        }
        return frequent;
    }

    private void descend(
            int length, int from, long[] items, boolean joining, long[] follow, long[] join) {
        int to = top;
        int toWord = topWord;
        for (int w = 0; w < maskWords; w++) {
            for (long left = items[w]; left != 0 && !stopped; left &= left - 1) {
                int item = 64 * w + Long.numberOfTrailingZeros(left);
                if (make(from, to, item, joining) >= visitor.minSupport()) {
                    codes[length] = 2 * item + (joining ? 1 : 0);
                    enter(length + 1, to, follow, join);
                }
                top = to;
                topWord = toWord;
            }
        }
    }

    // Hot path: the entries of the pattern with an item more, on top of the stack.
    private int make(int from, int to, int item, boolean joining) {
        for (int e = from; e < to; e++) {
            int sequence = sequences[e];
            int first = bitmaps.wordStart(sequence);
            int count = bitmaps.wordStart(sequence + 1) - first;
            room(count);
            int at = item * bitmaps.words() + first;
            long any =
                    joining
                            ? joined(offsets[e], at, count)
                            : limits.gapLimited()
                                    ? near(offsets[e], at, count)
                                    : later(offsets[e], at, count);
            if (any != 0 && limits.spanLimited()) {
                any = spanned(offsets[e], count, joining);
            }
            if (any != 0) {
                push(sequence, count);
            }
        }
        return top - to;
    }

    private long joined(int offset, int at, int count) {
        long any = 0;
        for (int w = 0; w < count; w++) {
            long word = ends[offset + w] & bitmaps.bits()[at + w];
            ends[topWord + w] = word;
            any |= word;
        }
        return any;
    }

    private long later(int offset, int at, int count) {
        long any = 0;
        long open = 0;
        for (int w = 0; w < count; w++) {
            long end = ends[offset + w];
            long lowest = end & -end;
            // All bits above the lowest; none where there is no end.
            long above = end == 0 ? 0 : -lowest << 1;
            long word = (open | above) & bitmaps.bits()[at + w];
            open |= end == 0 ? 0 : -1L;
            ends[topWord + w] = word;
            any |= word;
        }
        return any;
    }

    private long near(int offset, int at, int count) {
        for (int w = 0; w < count; w++) {
            ends[topWord + w] = 0;
        }
        for (int w = 0; w < count; w++) {
            for (long left = ends[offset + w]; left != 0; left &= left - 1) {
                int end = 64 * w + Long.numberOfTrailingZeros(left);
                int last = (int) Math.min(64L * count - 1, (long) end + limits.gapMax());
                for (int p = end + 1; p <= last; p++) {
                    ends[topWord + (p >>> 6)] |= 1L << p;
                }
            }
        }
        long any = 0;
        for (int w = 0; w < count; w++) {
            ends[topWord + w] &= bitmaps.bits()[at + w];
            any |= ends[topWord + w];
        }
        return any;
    }

    // Keeps the ends whose latest start is within the span.
    private long spanned(int offset, int count, boolean joining) {
        long any = 0;
        for (int w = 0; w < count; w++) {
            for (long left = ends[topWord + w]; left != 0; left &= left - 1) {
                int end = 64 * w + Long.numberOfTrailingZeros(left);
                int start = joining ? starts[64 * offset + end] : latestStart(offset, end);
                starts[64 * topWord + end] = start;
                if (end - start >= limits.spanMax()) {
                    ends[topWord + w] &= ~(1L << end);
                }
            }
            any |= ends[topWord + w];
        }
        return any;
    }

    private int latestStart(int offset, int end) {
        int first = (int) Math.max(0, (long) end - limits.gapMax());
        int latest = Integer.MIN_VALUE / 2;
        for (int p = end - 1; p >= first; p--) {
            if ((ends[offset + (p >>> 6)] >>> p & 1) != 0) {
                latest = Math.max(latest, starts[64 * offset + p]);
            }
        }
        return latest;
    }

    private void push(int sequence, int count) {
        sequences[top] = sequence;
        offsets[top] = topWord;
        top++;
        topWord += count;
    }

    // For one entry more.
    private void room(int count) {
        if (top == sequences.length) {
            sequences = Arrays.copyOf(sequences, 2 * top);
            offsets = Arrays.copyOf(offsets, 2 * top);
        }
        if (topWord + count > ends.length) {
            ends = Arrays.copyOf(ends, Math.max(topWord + count, 2 * ends.length));
        }
        if (limits.spanLimited() && starts.length < 64 * ends.length) {
            starts = Arrays.copyOf(starts, Math.multiplyExact(64, ends.length));
        }
    }
}

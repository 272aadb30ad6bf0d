package orrery.compare.internal;

import java.util.Arrays;
import orrery.timeline.Refusal;

/// Short sequences side by side, a lane each: for every group of lanes and every symbol in it, the
/// places of the symbol as one bit a row.
///
/// Who runs through the groups in order finds the bits of a query symbol with a cursor a symbol:
/// the entries of a symbol are in the order of their groups.
public final class CandidateBits {
    /// Up to this many symbols each group has a place for each of them.
    private static final int DENSE_MAX = 64;

    private static final int PLAIN_LANES = 8;

    /// 512 MiB.
    private static final long LANES_MAX = 1L << 26;

    private final boolean wide;
    private final boolean vectorised;
    private final boolean dense;
    private final int stride;
    private final int lanes;
    private final int groups;
    private final int[] starts;
    private final int[] entryGroups;
    private final int[] entryPlaces;
    private final int[] narrowBits;
    private final long[] wideBits;
    private final int[] lengths;

    /// @param sequences numbers of symbols, 1 to `symbols`; at most 32 a sequence, or 64 where wide
    public CandidateBits(int[][] sequences, int symbols, boolean wide) {
        this.wide = wide;
        this.vectorised = Kernels.vectorised();
        this.lanes = vectorised ? CandidateLanes.lanes(wide) : PLAIN_LANES;
        this.groups = (sequences.length + lanes - 1) / lanes;
        this.lengths = new int[groups * lanes];
        this.dense = symbols <= DENSE_MAX;
        this.stride = (symbols + 1) * lanes;
        this.starts = new int[symbols + 2];
        if (!dense) {
            forEntries(sequences, symbols, (symbol, _) -> starts[symbol + 1]++);
            for (int s = 1; s < starts.length; s++) {
                starts[s] += starts[s - 1];
            }
        }
        int entries = starts[symbols + 1];
        this.entryGroups = new int[entries];
        this.entryPlaces = new int[entries];
        int size = size(dense ? (long) groups * stride : (entries + 1L) * lanes);
        this.narrowBits = new int[wide ? 0 : size];
        this.wideBits = new long[wide ? size : 0];
        if (!dense) {
            int[] next = starts.clone();
            int[] end = {lanes};
            forEntries(
                    sequences,
                    symbols,
                    (symbol, group) -> {
                        entryGroups[next[symbol]] = group;
                        entryPlaces[next[symbol]++] = end[0];
                        end[0] += lanes;
                    });
        }
        fill(sequences, starts.clone(), new int[symbols + 1]);
    }

    private static int size(long lanes) {
        if (lanes > LANES_MAX) {
            throw new Refusal(
                    Refusal.Code.LIMIT,
                    "the candidates need " + lanes + " places for their symbols",
                    "split them: at most " + LANES_MAX + " at a time, 8 bytes each");
        }
        return (int) lanes;
    }

    private interface Entry {
        void add(int symbol, int group);
    }

    private void forEntries(int[][] sequences, int symbols, Entry entry) {
        int[] seen = new int[symbols + 1];
        for (int i = 0; i < sequences.length; i++) {
            int group = i / lanes;
            for (int symbol : sequences[i]) {
                if (seen[symbol] != group + 1) {
                    seen[symbol] = group + 1;
                    entry.add(symbol, group);
                }
            }
        }
    }

    private void fill(int[][] sequences, int[] next, int[] places) {
        int[] seen = new int[places.length];
        for (int i = 0; i < sequences.length; i++) {
            int group = i / lanes;
            lengths[i] = sequences[i].length;
            for (int row = 0; row < sequences[i].length; row++) {
                int symbol = sequences[i][row];
                if (dense) {
                    places[symbol] = group * stride + symbol * lanes;
                } else if (seen[symbol] != group + 1) {
                    seen[symbol] = group + 1;
                    places[symbol] = entryPlaces[next[symbol]++];
                }
                int at = places[symbol] + i % lanes;
                if (wide) {
                    wideBits[at] |= 1L << row;
                } else {
                    narrowBits[at] |= 1 << row;
                }
            }
        }
    }

    /// Distances of all sequences to a query, in their order.
    ///
    /// @param kind lengths of a longest common subsequence where it is LCS, else distances
    /// @param query numbers of symbols; 0 for one that no sequence has
    /// @param into room for [#room()]
    public void run(EditMatrix.Kind kind, int[] query, int[] into) {
        int[] places = new int[query.length];
        if (dense) {
            for (int group = 0; group < groups; group++) {
                for (int j = 0; j < places.length; j++) {
                    places[j] = group * stride + query[j] * lanes;
                }
                group(kind, places, group * lanes, into);
            }
            return;
        }
        int[] distinct = Arrays.stream(query).filter(symbol -> symbol > 0).distinct().toArray();
        int[] cursors = new int[distinct.length];
        int[] index = new int[query.length];
        for (int k = 0; k < distinct.length; k++) {
            cursors[k] = starts[distinct[k]];
        }
        for (int j = 0; j < query.length; j++) {
            index[j] = distinct.length;
            for (int k = 0; k < distinct.length; k++) {
                index[j] = distinct[k] == query[j] ? k : index[j];
            }
        }
        int[] found = new int[distinct.length + 1];
        for (int group = 0; group < groups; group++) {
            for (int k = 0; k < distinct.length; k++) {
                int cursor = cursors[k];
                int end = starts[distinct[k] + 1];
                boolean here = cursor < end && entryGroups[cursor] == group;
                found[k] = here ? entryPlaces[cursor] : 0;
                cursors[k] = here ? cursor + 1 : cursor;
            }
            for (int j = 0; j < places.length; j++) {
                places[j] = found[index[j]];
            }
            group(kind, places, group * lanes, into);
        }
    }

    private void group(EditMatrix.Kind kind, int[] places, int first, int[] into) {
        if (vectorised) {
            CandidateLanes.run(this, kind, places, first, into);
            if (kind != EditMatrix.Kind.LCS) {
                for (int lane = 0; lane < lanes; lane++) {
                    into[first + lane] += places.length;
                }
            }
        } else {
            plain(kind, places, first, into);
        }
    }

    /// Room that [#run] needs.
    public int room() {
        return lengths.length;
    }

    private void plain(EditMatrix.Kind kind, int[] places, int first, int[] into) {
        for (int lane = 0; lane < lanes; lane++) {
            int length = lengths[first + lane];
            long valid = length == 0 ? 0 : -1L >>> (64 - length);
            long plus = -1L;
            long minus = 0;
            long d = -1L;
            long former = 0;
            for (int place : places) {
                long match = wide ? wideBits[place + lane] : narrowBits[place + lane] & 0xFFFFFFFFL;
                if (kind == EditMatrix.Kind.LCS) {
                    long u = plus & match;
                    plus = (plus + u) | (plus - u);
                } else {
                    long x = match | minus;
                    long swap = kind == EditMatrix.Kind.OSA ? (match & ~d) << 1 & former : 0;
                    d = (((x & plus) + plus) ^ plus) | x | swap;
                    long up = (minus | ~(d | plus)) << 1 | 1;
                    plus = (d & plus) << 1 | ~(d | up);
                    minus = up & d;
                    former = match;
                }
            }
            int sum = Long.bitCount(plus & valid) - Long.bitCount(minus & valid);
            boolean lcs = kind == EditMatrix.Kind.LCS;
            into[first + lane] = lcs ? Long.bitCount(~plus & valid) : places.length + sum;
        }
    }

    int[] narrowBits() {
        return narrowBits;
    }

    long[] wideBits() {
        return wideBits;
    }

    int[] lengths() {
        return lengths;
    }

    boolean wide() {
        return wide;
    }
}

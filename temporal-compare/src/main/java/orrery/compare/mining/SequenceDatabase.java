package orrery.compare.mining;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orrery.compare.internal.MiningTable;
import orrery.timeline.Refusal;

/// Sequences of sets of items; an item is a number of 0 or more.
///
/// Immutable. Memory 4 bytes an item and 4 a set.
public final class SequenceDatabase {
    /// Most items, sets and sequences each.
    public static final int SIZE_MAX = 100_000_000;

    private final int[] setStarts;
    private final int[] itemStarts;
    private final int[] items;

    private SequenceDatabase(int[] setStarts, int[] itemStarts, int[] items) {
        this.setStarts = setStarts;
        this.itemStarts = itemStarts;
        this.items = items;
    }

    /// Sequences whose sets have one item each.
    ///
    /// @throws Refusal OUT_OF_RANGE (a negative item), LIMIT
    public static SequenceDatabase of(List<int[]> sequences) {
        Rows rows = new Rows();
        for (int[] sequence : sequences) {
            for (int item : sequence) {
                rows.add(item);
                rows.endSet();
            }
            rows.endSequence();
        }
        return rows.done();
    }

    /// Sequences of sets of items; the order of the items in a set does not matter.
    ///
    /// @throws Refusal OUT_OF_RANGE (a negative item), SYNTAX (an empty set, or an item twice in
    ///     one), LIMIT
    public static SequenceDatabase ofSets(List<int[][]> sequences) {
        Rows rows = new Rows();
        for (int[][] sequence : sequences) {
            for (int[] set : sequence) {
                for (int item : set) {
                    rows.add(item);
                }
                rows.endSet();
            }
            rows.endSequence();
        }
        return rows.done();
    }

    /// Reads the format of SPMF: a sequence a line, -1 ends a set, -2 the sequence. Empty lines and
    /// those that begin with `#`, `%` or `@` are passed over.
    ///
    /// @param name for messages
    /// @throws Refusal NOT_A_NUMBER, OUT_OF_RANGE, SYNTAX or EMPTY, each with name and line; LIMIT
    public static SequenceDatabase read(Reader text, String name) throws IOException {
        BufferedReader lines = new BufferedReader(text);
        Rows rows = new Rows();
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank() && "#%@".indexOf(line.charAt(0)) < 0) {
                try {
                    readLine(line, rows);
                } catch (Refusal refusal) {
                    throw refusal.at(name + ":" + number);
                }
            }
        }
        if (rows.sequences() == 0) {
            throw new Refusal(
                            Refusal.Code.EMPTY,
                            "there is no sequence",
                            "write one a line, as in: 1 -1 2 3 -1 -2")
                    .at(name);
        }
        return rows.done();
    }

    private static void readLine(String line, Rows rows) {
        int place = 0;
        boolean open = false;
        boolean ended = false;
        while (place < line.length()) {
            if (line.charAt(place) <= ' ') {
                place++;
                continue;
            }
            int end = place;
            while (end < line.length() && line.charAt(end) > ' ') {
                end++;
            }
            if (ended) {
                throw syntax("something follows -2", "begin a new line for the next sequence");
            }
            int value = number(line, place, end);
            switch (value) {
                case -1 -> {
                    rows.endSet();
                    open = false;
                }
                case -2 -> {
                    if (open) {
                        throw syntax("-2 before the last set ended", "write -1 -2 at the end");
                    }
                    rows.endSequence();
                    ended = true;
                }
                default -> {
                    rows.add(value);
                    open = true;
                }
            }
            place = end;
        }
        if (!ended) {
            throw syntax("the sequence has no end", "write -1 -2 at the end of the line");
        }
    }

    private static int number(String line, int from, int to) {
        try {
            return Integer.parseInt(line, from, to, 10);
        } catch (NumberFormatException e) {
            Refusal refusal =
                    new Refusal(
                            Refusal.Code.NOT_A_NUMBER,
                            "'" + line.substring(from, Math.min(to, from + 20)) + "'",
                            "write items as numbers from 0 to 2147483647");
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static Refusal syntax(String found, String advice) {
        return new Refusal(Refusal.Code.SYNTAX, found, advice);
    }

    /// Number of sequences.
    public int size() {
        return setStarts.length - 1;
    }

    /// Sets of all sequences.
    public int sets() {
        return itemStarts.length - 1;
    }

    /// The number of sequences for a share of all: at least 1.
    ///
    /// @param share above 0, up to 1
    /// @return ceil(share · size)
    /// @throws Refusal OUT_OF_RANGE
    public int support(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "a share of " + share,
                    "use a number above 0 and up to 1");
        }
        return Math.max(1, (int) Math.ceil(share * size()));
    }

    /// The items that at least `minSupport` sequences hold, by value.
    int[] frequentItems(int minSupport) {
        Map<Integer, int[]> counts = new HashMap<>();
        for (int s = 0; s < size(); s++) {
            for (int i = itemStarts[setStarts[s]]; i < itemStarts[setStarts[s + 1]]; i++) {
                int[] count = counts.computeIfAbsent(items[i], _ -> new int[] {0, -1});
                if (count[1] != s) {
                    count[1] = s;
                    count[0]++;
                }
            }
        }
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue()[0] >= minSupport)
                .mapToInt(Map.Entry::getKey)
                .sorted()
                .toArray();
    }

    /// The places of the given items only, which are numbered in their order.
    MiningTable reduced(int[] frequent) {
        int[] places = setStarts.clone();
        int[] starts = new int[itemStarts.length];
        int[] kept = new int[items.length];
        int count = 0;
        for (int p = 0; p + 1 < itemStarts.length; p++) {
            starts[p] = count;
            for (int i = itemStarts[p]; i < itemStarts[p + 1]; i++) {
                int number = Arrays.binarySearch(frequent, items[i]);
                if (number >= 0) {
                    kept[count++] = number;
                }
            }
        }
        starts[itemStarts.length - 1] = count;
        return new MiningTable(places, starts, Arrays.copyOf(kept, count), frequent.length);
    }

    /// Gathers the sequences.
    private static final class Rows {
        private final List<Integer> setStarts = new ArrayList<>(List.of(0));
        private final List<Integer> itemStarts = new ArrayList<>(List.of(0));
        private int[] items = new int[1024];
        private int count;

        void add(int item) {
            if (item < 0) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE, "item " + item, "number the items from 0");
            }
            if (count == SIZE_MAX) {
                throw new Refusal(
                        Refusal.Code.LIMIT,
                        "more than " + SIZE_MAX + " items",
                        "split the sequences, or leave rare items out");
            }
            if (count == items.length) {
                items = Arrays.copyOf(items, 2 * count);
            }
            items[count++] = item;
        }

        void endSet() {
            int from = itemStarts.getLast();
            if (from == count) {
                throw syntax("an empty set", "remove it, or give it an item");
            }
            Arrays.sort(items, from, count);
            for (int i = from + 1; i < count; i++) {
                if (items[i] == items[i - 1]) {
                    throw syntax("item " + items[i] + " twice in a set", "name each item once");
                }
            }
            itemStarts.add(count);
        }

        void endSequence() {
            setStarts.add(itemStarts.size() - 1);
        }

        int sequences() {
            return setStarts.size() - 1;
        }

        SequenceDatabase done() {
            return new SequenceDatabase(
                    setStarts.stream().mapToInt(Integer::intValue).toArray(),
                    itemStarts.stream().mapToInt(Integer::intValue).toArray(),
                    Arrays.copyOf(items, count));
        }
    }
}

package orrery.compare.edit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import orrery.compare.internal.CandidateBits;
import orrery.compare.internal.EditMatrix;
import orrery.compare.internal.SymbolRows;
import orrery.timeline.Refusal;

/// Many short sequences, prepared once, that queries are compared with all at a time.
///
/// A candidate of up to 32 symbols is one of 16 lanes of a vector, one of up to 64 one of 8; longer
/// ones are compared one by one. A query of m symbols costs O(m) vector steps a group of lanes:
/// at 8 to 32 symbols about 5 ns a candidate. Memory about 64 bytes for each distinct symbol of a
/// group. Threads: confined to one; allocates a little for each query.
public final class EditCandidates {
    private static final int NARROW = 32;
    private static final int WIDE = 64;

    /// Most candidates.
    public static final int SIZE_MAX = 1_000_000;

    private final EditMeasure measure;
    private final List<Symbols> candidates;
    private final boolean numeric;
    private final SymbolRows rows = new SymbolRows();
    private final int[] order;
    private final int narrowCount;
    private final int wideCount;
    private final CandidateBits narrow;
    private final CandidateBits wide;
    private final EditDistance single;
    private final int[] lane;
    private final int[] lengths;

    private EditCandidates(EditMeasure measure, List<Symbols> candidates) {
        this.measure = measure;
        this.candidates = List.copyOf(candidates);
        this.numeric = candidates.stream().allMatch(c -> c.isNumeric() || c.length() == 0);
        this.single = EditDistance.of(measure);
        this.order =
                IntStream.range(0, candidates.size())
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> candidates.get(i).length()))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[][] numbers = new int[order.length][];
        int narrowEnd = 0;
        int wideEnd = 0;
        for (int i = 0; i < order.length; i++) {
            Symbols symbols = candidates.get(order[i]);
            if (symbols.length() <= WIDE) {
                numbers[i] = numbers(symbols, true);
                wideEnd = i + 1;
                narrowEnd = symbols.length() <= NARROW ? i + 1 : narrowEnd;
            }
        }
        this.narrowCount = narrowEnd;
        this.wideCount = wideEnd - narrowEnd;
        this.narrow = bits(Arrays.copyOfRange(numbers, 0, narrowEnd), false);
        this.wide = bits(Arrays.copyOfRange(numbers, narrowEnd, wideEnd), true);
        this.lane = new int[Math.max(narrow.room(), wide.room())];
        this.lengths = IntStream.of(order).map(i -> candidates.get(i).length()).toArray();
    }

    private CandidateBits bits(int[][] numbers, boolean isWide) {
        return new CandidateBits(numbers, rows.count(), isWide);
    }

    /// @param measure LEVENSHTEIN, OSA, INDEL or LCS
    /// @throws Refusal NOT_PERMITTED (another measure), TOO_LONG (over [#SIZE_MAX] candidates),
    ///     WRONG_TYPE (some of numbers, some of objects), LIMIT (over 512 MiB of bits)
    public static EditCandidates of(EditMeasure measure, List<Symbols> candidates) {
        switch (measure) {
            case LEVENSHTEIN, OSA, INDEL, LCS -> {}
            case DAMERAU, HAMMING, JARO, JARO_WINKLER, PREFIX, POSTFIX ->
                    throw new Refusal(
                            Refusal.Code.NOT_PERMITTED,
                            "many at a time by " + measure.text(),
                            "use levenshtein, osa, indel or lcs, or compare one by one");
        }
        if (candidates.size() > SIZE_MAX) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    candidates.size() + " candidates",
                    "split them: at most " + SIZE_MAX + " at a time");
        }
        boolean mixed =
                candidates.stream()
                                .filter(c -> c.length() > 0)
                                .map(Symbols::isNumeric)
                                .distinct()
                                .count()
                        > 1;
        if (mixed) {
            throw new Refusal(
                    Refusal.Code.WRONG_TYPE,
                    "numbers or text among objects",
                    "give all candidates symbols of one type");
        }
        return new EditCandidates(measure, candidates);
    }

    private int[] numbers(Symbols symbols, boolean add) {
        int[] numbers = new int[symbols.length()];
        for (int i = 0; i < numbers.length; i++) {
            if (symbols.isNumeric()) {
                long symbol = symbols.number(i);
                numbers[i] = add ? rows.add(symbol) : rows.find(symbol);
            } else {
                Object symbol = symbols.object(i);
                numbers[i] = add ? rows.add(symbol) : rows.find(symbol);
            }
        }
        return numbers;
    }

    /// Distances of all candidates to a query, by candidate; as [EditDistance#distance].
    ///
    /// @param into room for all candidates
    /// @throws Refusal LENGTH_MISMATCH (no room), WRONG_TYPE (numbers against objects)
    public void distances(Symbols query, int[] into) {
        if (into.length < order.length) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    "room for " + into.length + " of " + order.length + " distances",
                    "give an array of size()");
        }
        if (query.isNumeric() != numeric && query.length() > 0 && rows.count() > 0) {
            throw new Refusal(
                    Refusal.Code.WRONG_TYPE,
                    "numbers or text against objects",
                    "give the query symbols of the type of the candidates");
        }
        int[] numbers = numbers(query, false);
        EditMatrix.Kind kind =
                switch (measure) {
                    case LEVENSHTEIN -> EditMatrix.Kind.LEVENSHTEIN;
                    case OSA -> EditMatrix.Kind.OSA;
                    default -> EditMatrix.Kind.LCS;
                };
        narrow.run(kind, numbers, lane);
        hand(0, narrowCount, query, into);
        wide.run(kind, numbers, lane);
        hand(narrowCount, wideCount, query, into);
        for (int i = narrowCount + wideCount; i < order.length; i++) {
            into[order[i]] = (int) single.distance(candidates.get(order[i]), query);
        }
    }

    private void hand(int first, int count, Symbols query, int[] into) {
        int m = query.length();
        for (int i = 0; i < count; i++) {
            int candidate = order[first + i];
            int n = lengths[first + i];
            into[candidate] =
                    switch (measure) {
                        case INDEL -> n + m - 2 * lane[i];
                        case LCS -> Math.max(n, m) - lane[i];
                        default -> lane[i];
                    };
        }
    }

    /// The candidate nearest to a query: of several the first.
    ///
    /// @return its number, or -1 where there are no candidates
    /// @throws Refusal WRONG_TYPE (numbers against objects)
    public int nearest(Symbols query) {
        int[] distances = new int[order.length];
        distances(query, distances);
        int best = -1;
        for (int i = 0; i < distances.length; i++) {
            best = best < 0 || distances[i] < distances[best] ? i : best;
        }
        return best;
    }

    /// Number of candidates.
    public int size() {
        return order.length;
    }
}

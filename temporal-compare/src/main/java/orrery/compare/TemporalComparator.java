package orrery.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orrery.compare.distance.Distance;
import orrery.compare.distance.Samples;
import orrery.compare.edit.EditDistance;
import orrery.compare.edit.Symbols;
import orrery.compare.internal.ComparisonCache;
import orrery.compare.internal.Kernels;
import orrery.compare.internal.SequenceHash;
import orrery.compare.mining.MiningSettings;
import orrery.compare.mining.SequenceDatabase;
import orrery.compare.mining.SequenceMiner;
import orrery.compare.search.Match;
import orrery.compare.search.SearchSettings;
import orrery.compare.search.SubsequenceSearch;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.ElasticDistance;
import orrery.compare.warping.NearestSeries;
import orrery.compare.warping.StepCost;
import orrery.compare.warping.Window;
import orrery.timeline.Refusal;

/// Compares sequences, keeps some of them, and finds what is alike and what comes again.
///
/// Numeric series are `double[]`, symbols `int[]` of 0 or more. Distances that take longer than
/// their key are cached by frequency of use (W-TinyLFU): a key is a hash of 128 bits beside the
/// exact algorithm and lengths, so that of N pairs two are confused with a chance below N² / 2^129.
///
/// Memory, as [Usage#bytes()] counts it: the cache from the start; each sequence kept, with 8 bytes
/// a sample or symbol, 2 a character of its name and 256 for its entry; the index of the last search
/// by DTW, with 24 bytes a sample, as long as there is room. Not in it, but asked for beforehand and
/// refused with LIMIT over the budget: what a comparison, search or mining takes while it runs, by
/// estimate. Not counted at all: results, arrays of the caller, and the kernels of at most
/// [#ALGORITHMS_MAX] algorithms, which keep tables of a few rows of the longest series. Threads: confined to one. Results are the same with and
/// without SIMD. Allocation: results, and copies inside the measures.
///
/// ```java
/// TemporalComparator comparator = TemporalComparator.of(ComparatorSettings.usual());
/// comparator.add("monday", monday);
/// List<TemporalComparator.Similar> alike = comparator.findSimilar(today, 2.5, Algorithm.dtw(5));
/// ```
public final class TemporalComparator {
    /// Most algorithms that one comparator has used.
    public static final int ALGORITHMS_MAX = 64;

    /// Most patterns that [#detectRecurringPatterns(int)] gives.
    public static final int PATTERNS_MAX = 10_000;

    /// Least cells of a table that are worth a place in the cache: about 1 µs.
    private static final long CELLS_LEAST = 1024;

    /// Least cells for each sample that must be hashed.
    private static final long CELLS_EACH = 8;

    private static final int RECURRING_LONGEST = 16;
    private static final long ENTRY_BYTES = 256;
    private static final long SCRATCH_EACH = 512;

    private final ComparatorSettings settings;
    private final ComparisonCache cache;
    private final SequenceHash hash = new SequenceHash();
    private final Map<Algorithm, Prepared> prepared = new HashMap<>();
    private final Map<String, double[]> series = new LinkedHashMap<>();
    private final Map<String, int[]> symbols = new LinkedHashMap<>();
    private Optional<Index> index = Optional.empty();
    private long bytes;

    private TemporalComparator(ComparatorSettings settings) {
        this.settings = settings;
        reserve(ComparisonCache.bytes(settings.cacheEntries()), "the cache");
        cache = new ComparisonCache(settings.cacheEntries());
    }

    /// @throws Refusal LIMIT where the cache is over the budget
    public static TemporalComparator of(ComparatorSettings settings) {
        return new TemporalComparator(settings);
    }

    /// A kernel that is ready, and the number of its algorithm.
    private sealed interface Prepared {
        int number();

        record Numeric(int number, Distance distance) implements Prepared {}

        record Symbolic(int number, EditDistance distance) implements Prepared {}
    }

    /// The series that were added, ready for searches by one algorithm.
    private record Index(
            Algorithm algorithm, NearestSeries series, List<String> names, long bytes) {}

    /// A sequence that is near a query.
    ///
    /// @param name under which it was added
    /// @param distance as [#compare(double[], double[], Algorithm)]
    public record Similar(String name, double distance) {}

    /// A place where a pattern occurs.
    ///
    /// @param start of the stretch, from 0; it is as long as the pattern
    /// @param distance from the pattern
    public record Occurrence(int start, double distance) {}

    /// A run of symbols that comes again.
    ///
    /// @param pattern neighbouring symbols
    /// @param support number of sequences that hold it
    public record Recurring(List<Integer> pattern, int support) {
        public Recurring {
            pattern = List.copyOf(pattern);
        }
    }

    /// What the cache did, and what memory is taken.
    public record Usage(
            long hits, long misses, long evictions, int cached, long bytes, long bytesMax) {}

    /// Keeps a series, copied; one of the same name gives way.
    ///
    /// @throws Refusal EMPTY, TOO_LONG, NOT_A_NUMBER, LIMIT (memory)
    public void add(String name, double[] samples) {
        require(samples, "series " + name);
        replaced(name, samples.length);
        series.put(name, samples.clone());
    }

    /// Keeps symbols, copied; a sequence of the same name gives way.
    ///
    /// @throws Refusal TOO_LONG, OUT_OF_RANGE (a negative symbol), LIMIT (memory)
    public void add(String name, int[] sequence) {
        require(sequence, "sequence " + name);
        for (int symbol : sequence) {
            if (symbol < 0) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE, "symbol " + symbol, "number symbols from 0");
            }
        }
        replaced(name, sequence.length);
        symbols.put(name, sequence.clone());
    }

    private void replaced(String name, int length) {
        long old = 0;
        if (series.containsKey(name) || symbols.containsKey(name)) {
            int samples = series.getOrDefault(name, new double[0]).length;
            old = size(name, samples + symbols.getOrDefault(name, new int[0]).length);
        }
        forgetIndex();
        reserve(size(name, length) - old, "keeping " + name);
        series.remove(name);
        symbols.remove(name);
    }

    private static long size(String name, int length) {
        return ENTRY_BYTES + 2L * name.length() + 8L * length;
    }

    /// Forgets a sequence; one that is not there is no error.
    public void remove(String name) {
        int length = series.getOrDefault(name, new double[0]).length;
        if (series.remove(name) != null) {
            forgetIndex();
            bytes -= size(name, length);
        }
        length = symbols.getOrDefault(name, new int[0]).length;
        if (symbols.remove(name) != null) {
            bytes -= size(name, length);
        }
    }

    private void reserve(long more, String what) {
        free(more, what);
        bytes += more;
    }

    private void forgetIndex() {
        bytes -= index.map(Index::bytes).orElse(0L);
        index = Optional.empty();
    }

    private void free(long more, String what) {
        if (bytes + more > settings.memoryBytes()) {
            forgetIndex();
        }
        if (bytes + more > settings.memoryBytes()) {
            throw new Refusal(
                    Refusal.Code.LIMIT,
                    what
                            + " needs "
                            + more
                            + " bytes beside "
                            + bytes
                            + " in use, of "
                            + settings.memoryBytes(),
                    "raise the memory budget, or keep fewer or shorter sequences");
        }
    }

    private void require(double[] samples, String name) {
        Samples.requireFinite(samples, name, settings.maxSequenceLength());
    }

    private void require(int[] sequence, String name) {
        if (sequence.length > settings.maxSequenceLength()) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    name + " has " + sequence.length + " symbols",
                    "use at most " + settings.maxSequenceLength());
        }
    }

    /// The distance of two series.
    ///
    /// @return 0 or more; infinite where no alignment is within the window
    /// @throws Refusal EMPTY, TOO_LONG, NOT_A_NUMBER, LENGTH_MISMATCH (sample by sample),
    ///     NOT_PERMITTED (an algorithm of symbols), LIMIT (memory, algorithms)
    public double compare(double[] a, double[] b, Algorithm algorithm) {
        require(a, "a");
        require(b, "b");
        Prepared.Numeric kernel = numeric(algorithm);
        free(SCRATCH_EACH * (a.length + b.length), "comparing");
        long cells = cells(algorithm, a.length, b.length);
        if (!isWorthKeeping(cells, a.length + b.length)) {
            return distance(kernel, a, b, Double.POSITIVE_INFINITY);
        }
        hash.begin(kernel.number()).add(a).add(b).end();
        long high = hash.first();
        long low = hash.second();
        long shape = shape(kernel, a.length, b.length);
        double found = cache.find(high, low, shape);
        if (Double.isNaN(found)) {
            found = distance(kernel, a, b, Double.POSITIVE_INFINITY);
            cache.keep(high, low, shape, found);
        }
        return found;
    }

    /// The distance of two sequences of symbols.
    ///
    /// @throws Refusal TOO_LONG, LENGTH_MISMATCH (Hamming), NOT_PERMITTED (an algorithm of numeric
    ///     series), LIMIT (memory, algorithms)
    public double compare(int[] a, int[] b, Algorithm algorithm) {
        require(a, "a");
        require(b, "b");
        Prepared.Symbolic kernel = symbolic(algorithm);
        free(SCRATCH_EACH * (a.length + b.length), "comparing");
        if (!isWorthKeeping(cells(algorithm, a.length, b.length), a.length + b.length)) {
            return chosen(() -> kernel.distance().distance(Symbols.of(a), Symbols.of(b)));
        }
        hash.begin(kernel.number()).add(a).add(b).end();
        long high = hash.first();
        long low = hash.second();
        long shape = shape(kernel, a.length, b.length);
        double found = cache.find(high, low, shape);
        if (Double.isNaN(found)) {
            found = chosen(() -> kernel.distance().distance(Symbols.of(a), Symbols.of(b)));
            cache.keep(high, low, shape, found);
        }
        return found;
    }

    private static long shape(Prepared kernel, int n, int m) {
        return (long) kernel.number() << 48 | (long) n << 24 | m;
    }

    private static boolean isWorthKeeping(long cells, int length) {
        return cells >= CELLS_LEAST && cells >= CELLS_EACH * length;
    }

    // Bit vectors take 64 cells at a time, for about 16 ns.
    private static long cells(Algorithm algorithm, int n, int m) {
        return switch (algorithm) {
            case Algorithm.Warped(_, Window.SakoeChiba(int radius)) ->
                    n * Math.min(m, 2L * radius + 1);
            case Algorithm.Warped _ -> (long) n * m;
            case Algorithm.Aligned _ -> 0;
            case Algorithm.Edited _ -> (long) n * m / 4;
        };
    }

    private double distance(Prepared.Numeric kernel, double[] a, double[] b, double cutoff) {
        return chosen(() -> kernel.distance().compare(a, b, cutoff).distance());
    }

    private <R> R chosen(java.util.function.Supplier<R> work) {
        return settings.enableSimd() ? work.get() : Kernels.plainly(work);
    }

    private Prepared.Numeric numeric(Algorithm algorithm) {
        if (prepared(algorithm) instanceof Prepared.Numeric numeric) {
            return numeric;
        }
        throw new Refusal(
                Refusal.Code.NOT_PERMITTED,
                algorithm + " of numeric series",
                "use an elastic or lock-step measure, such as dtw()");
    }

    private Prepared.Symbolic symbolic(Algorithm algorithm) {
        if (prepared(algorithm) instanceof Prepared.Symbolic symbolic) {
            return symbolic;
        }
        throw new Refusal(
                Refusal.Code.NOT_PERMITTED,
                algorithm + " of symbols",
                "use an edit measure, such as editDistance()");
    }

    private Prepared prepared(Algorithm algorithm) {
        Prepared known = prepared.get(algorithm);
        if (known != null) {
            return known;
        }
        int number = prepared.size();
        if (number == ALGORITHMS_MAX) {
            throw new Refusal(
                    Refusal.Code.LIMIT,
                    "more than " + ALGORITHMS_MAX + " algorithms",
                    "use another comparator for them");
        }
        Prepared made =
                chosen(() ->
                        switch (algorithm) {
                            case Algorithm.Warped(var measure, var window) ->
                                    new Prepared.Numeric(
                                            number, ElasticDistance.of(measure, window));
                            case Algorithm.Aligned(var measure) ->
                                    new Prepared.Numeric(number, measure);
                            case Algorithm.Edited(var measure) ->
                                    new Prepared.Symbolic(number, EditDistance.of(measure));
                        });
        prepared.put(algorithm, made);
        return made;
    }

    /// The series that were added within a DTW distance of a query.
    ///
    /// @throws Refusal as [#findSimilar(double[], double, Algorithm)]
    public List<Similar> findSimilar(double[] query, double threshold) {
        return findSimilar(query, threshold, Algorithm.dtw());
    }

    /// The series that were added within a distance of a query, the nearest first, of equal ones
    /// the earlier added; the threshold is the cut-off of each comparison.
    ///
    /// By DTW with squared costs the bounds of [NearestSeries] drop most of the far ones, where its
    /// index fits the budget; the result is the same.
    ///
    /// @param threshold 0 or more
    /// @throws Refusal OUT_OF_RANGE, and as [#compare(double[], double[], Algorithm)]
    public List<Similar> findSimilar(double[] query, double threshold, Algorithm algorithm) {
        require(query, "the query");
        Samples.requireCutoff(threshold);
        Prepared.Numeric kernel = numeric(algorithm);
        free(SCRATCH_EACH * 2 * settings.maxSequenceLength(), "a search");
        if (mayBeIndexed(algorithm)) {
            Index ready = index(algorithm);
            return chosen(() -> ready.series().within(query, threshold)).stream()
                    .map(one -> new Similar(ready.names().get(one.index()), one.distance()))
                    .toList();
        }
        List<Similar> found = new ArrayList<>();
        for (Map.Entry<String, double[]> one : series.entrySet()) {
            double distance = distance(kernel, query, one.getValue(), threshold);
            if (distance <= threshold) {
                found.add(new Similar(one.getKey(), distance));
            }
        }
        found.sort(Comparator.comparingDouble(Similar::distance));
        return found;
    }

    private boolean mayBeIndexed(Algorithm algorithm) {
        return algorithm instanceof Algorithm.Warped(Elastic.Dtw(var step), _)
                && step == StepCost.SQUARED
                && !series.isEmpty()
                && series.size() <= NearestSeries.SERIES_MAX
                && (index.filter(one -> one.algorithm().equals(algorithm)).isPresent()
                        || bytes
                                        - index.map(Index::bytes).orElse(0L)
                                        + indexBytes()
                                        + SCRATCH_EACH * 2 * settings.maxSequenceLength()
                                <= settings.memoryBytes());
    }

    private long indexBytes() {
        return series.values().stream().mapToLong(one -> ENTRY_BYTES + 24L * one.length).sum();
    }

    private Index index(Algorithm algorithm) {
        if (index.isPresent() && index.get().algorithm().equals(algorithm)) {
            return index.get();
        }
        forgetIndex();
        if (!(algorithm instanceof Algorithm.Warped(var measure, var window))) {
            throw new IllegalArgumentException("no index by " + algorithm);
        }
        double[][] all = series.values().toArray(double[][]::new);
        NearestSeries made = chosen(() -> NearestSeries.of(all, measure, window));
        Index ready = new Index(algorithm, made, List.copyOf(series.keySet()), indexBytes());
        bytes += ready.bytes();
        index = Optional.of(ready);
        return ready;
    }

    /// The symbols that were added within a distance of a query, as for series.
    ///
    /// @throws Refusal OUT_OF_RANGE, and as [#compare(int[], int[], Algorithm)]
    public List<Similar> findSimilar(int[] query, double threshold, Algorithm algorithm) {
        require(query, "the query");
        Prepared.Symbolic kernel = symbolic(algorithm);
        free(SCRATCH_EACH * 2 * settings.maxSequenceLength(), "a search");
        Symbols wanted = Symbols.of(query);
        List<Similar> found = new ArrayList<>();
        for (Map.Entry<String, int[]> one : symbols.entrySet()) {
            Symbols candidate = Symbols.of(one.getValue());
            double distance = chosen(() -> kernel.distance().within(wanted, candidate, threshold));
            if (distance <= threshold) {
                found.add(new Similar(one.getKey(), distance));
            }
        }
        found.sort(Comparator.comparingDouble(Similar::distance));
        return found;
    }

    /// Where a pattern of a series occurs: z-normalised windows whose correlation with it under DTW
    /// within 5 % is 0.9 or more, distance up to sqrt(0.2 m).
    ///
    /// @param pattern m samples, 2 or more
    /// @throws Refusal as [#detectPattern(double[], double[], SearchSettings)]
    public List<Occurrence> detectPattern(double[] sequence, double[] pattern) {
        SearchSettings alike =
                SearchSettings.dtw(pattern.length / 20).within(Math.sqrt(0.2 * pattern.length));
        return detectPattern(sequence, pattern, alike);
    }

    /// Where a pattern of a series occurs, the nearest first, apart as the settings say.
    ///
    /// @throws Refusal TOO_SHORT, TOO_LONG, EMPTY, NOT_A_NUMBER, LIMIT (memory)
    public List<Occurrence> detectPattern(
            double[] sequence, double[] pattern, SearchSettings wanted) {
        require(sequence, "the sequence");
        require(pattern, "the pattern");
        free(SCRATCH_EACH * (sequence.length + pattern.length), "a search");
        List<Match> matches =
                chosen(() -> SubsequenceSearch.in(sequence).search(pattern, wanted).matches());
        return matches.stream().map(m -> new Occurrence(m.start(), m.distance())).toList();
    }

    /// Where a pattern of symbols occurs exactly, in order, overlaps included; O(n · m).
    ///
    /// @throws Refusal TOO_LONG, EMPTY (the pattern)
    public List<Occurrence> detectPattern(int[] sequence, int[] pattern) {
        require(sequence, "the sequence");
        require(pattern, "the pattern");
        if (pattern.length == 0) {
            throw new Refusal(Refusal.Code.EMPTY, "the pattern is empty", "give it a symbol");
        }
        List<Occurrence> found = new ArrayList<>();
        int m = pattern.length;
        for (int start = 0; start + m <= sequence.length; start++) {
            if (java.util.Arrays.equals(sequence, start, start + m, pattern, 0, m)) {
                found.add(new Occurrence(start, 0));
            }
        }
        return found;
    }

    /// The runs of 2 to 16 neighbouring symbols that at least `minSupport` of the sequences of
    /// symbols hold, the most frequent first. Numeric series take no part: make them symbols first.
    ///
    /// @param minSupport number of sequences, 1 or more
    /// @throws Refusal OUT_OF_RANGE, LIMIT (memory, or more than [#PATTERNS_MAX] patterns)
    public List<Recurring> detectRecurringPatterns(int minSupport) {
        MiningSettings wanted =
                MiningSettings.withSupport(minSupport).withLength(2, RECURRING_LONGEST).withGap(1);
        long items = symbols.values().stream().mapToLong(one -> one.length).sum();
        long alphabet =
                symbols.values().stream().flatMapToInt(java.util.Arrays::stream).distinct().count();
        free(items * (64 + alphabet / 4) + symbols.size() * (64 + 12 * alphabet), "mining");
        List<Recurring> found = new ArrayList<>();
        SequenceMiner.of(SequenceDatabase.of(List.copyOf(symbols.values())), wanted)
                .all((pattern, length, support) -> keep(pattern, length, support, found));
        found.sort(Comparator.comparingInt(Recurring::support).reversed());
        return found;
    }

    private static boolean keep(int[] pattern, int length, int support, List<Recurring> found) {
        if (found.size() == PATTERNS_MAX) {
            throw new Refusal(
                    Refusal.Code.LIMIT,
                    "more than " + PATTERNS_MAX + " recurring patterns",
                    "ask for a larger support");
        }
        List<Integer> run = new ArrayList<>();
        for (int i = 0; i < length; i += 2) {
            run.add(pattern[i]);
        }
        found.add(new Recurring(run, support));
        return true;
    }

    public ComparatorSettings settings() {
        return settings;
    }

    public Usage usage() {
        return new Usage(
                cache.hits(),
                cache.misses(),
                cache.evictions(),
                cache.size(),
                bytes,
                settings.memoryBytes());
    }
}

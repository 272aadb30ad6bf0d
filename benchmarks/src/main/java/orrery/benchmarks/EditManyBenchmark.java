package orrery.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import orrery.compare.edit.EditCandidates;
import orrery.compare.edit.EditDistance;
import orrery.compare.edit.EditMeasure;
import orrery.compare.edit.GrowingEdit;
import orrery.compare.edit.Symbols;

/// A pair of one text of 20 letters against 100,000 of 8 to 32, and a symbol appended to a sequence
/// that is compared with a fixed one of 1,000.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class EditManyBenchmark {
    private static final int CANDIDATES = 100_000;
    private static final int MASK = (1 << 12) - 1;

    @Param({"LEVENSHTEIN", "OSA", "LCS"})
    public EditMeasure measure = EditMeasure.LEVENSHTEIN;

    private final Symbols query = Symbols.text(EditBenchmark.text(new SplittableRandom(1), 20));
    private final int[] distances = new int[CANDIDATES];
    private final int[] symbols = new int[MASK + 1];
    private EditCandidates candidates = EditCandidates.of(measure, List.of());
    private GrowingEdit growing = GrowingEdit.of(measure, query);
    private int appended;

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(2);
        List<Symbols> texts = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            texts.add(Symbols.text(EditBenchmark.text(random, random.nextInt(8, 33))));
        }
        candidates = EditCandidates.of(measure, texts);
        EditDistance single = EditDistance.of(measure);
        candidates.distances(query, distances);
        for (int i = 0; i < CANDIDATES; i++) {
            if (distances[i] != single.distance(texts.get(i), query)) {
                throw new IllegalStateException("candidate " + i + " differs");
            }
        }
        growing = GrowingEdit.of(measure, Symbols.text(EditBenchmark.text(random, 1000)));
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = 'a' + random.nextInt(26);
        }
    }

    @Benchmark
    @OperationsPerInvocation(CANDIDATES)
    public int oneAgainstMany() {
        candidates.distances(query, distances);
        return distances[0];
    }

    @Benchmark
    public long append() {
        growing.append(symbols[appended++ & MASK]);
        return growing.distance();
    }
}

package orrery.benchmarks;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import orrery.compare.stream.MatchListener;
import orrery.compare.stream.MatchSettings;
import orrery.compare.stream.NormalisedMatcher;
import orrery.compare.stream.StreamMatcher;

/// A sample into the search for queries of 180 samples, few of which it matches: 64 as they are, of
/// which a sample costs 11,520 cells, and one by shape.
@BenchmarkMode(Mode.AverageTime)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class StreamMatcherBenchmark {
    private static final int SAMPLES = 10_000;
    private static final int QUERIES = 64;
    private static final int LENGTH = 180;

    private double[] stream = {};
    private List<double[]> queries = List.of();
    private long found;
    private final MatchListener listener = (_, _, _, _, _) -> found++;

    @Setup
    public void prepare() {
        stream = MatrixProfileBenchmark.beats(SAMPLES);
        SplittableRandom random = new SplittableRandom(11);
        queries =
                IntStream.range(0, QUERIES)
                        .mapToObj(_ -> {
                            int from = random.nextInt(SAMPLES - LENGTH);
                            return IntStream.range(from, from + LENGTH)
                                    .mapToDouble(t -> stream[t] + 0.1 * random.nextGaussian())
                                    .toArray();
                        })
                        .toList();
    }

    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public long many() {
        StreamMatcher matcher = StreamMatcher.of(queries, MatchSettings.within(0.5));
        for (double sample : stream) {
            matcher.add(sample, listener);
        }
        matcher.end(listener);
        return found;
    }

    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public long byShape() {
        NormalisedMatcher matcher = NormalisedMatcher.of(queries.getFirst(), 9, 9);
        for (double sample : stream) {
            matcher.add(sample, listener);
        }
        matcher.end(listener);
        return found;
    }
}

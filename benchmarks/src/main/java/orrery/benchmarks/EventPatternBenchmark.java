package orrery.benchmarks;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import orrery.compare.pattern.EventMatcher;
import orrery.compare.pattern.EventPattern;

/// One event into the matcher of `a -> b -> c within 50`.
///
/// `alphabet` is how many kinds of events come, equally often: with 3 each one is named by the
/// pattern, with 16 most are not.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class EventPatternBenchmark {
    private static final int MASK = (1 << 14) - 1;

    @Param({"3", "16"})
    public int alphabet = 3;

    private final int[] symbols = new int[MASK + 1];
    private final EventMatcher matcher = EventPattern.parse("a -> b -> c within 50").matcher();
    private long events;

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = random.nextInt(alphabet);
        }
    }

    @Benchmark
    public boolean next() {
        long event = events++;
        return matcher.nextSymbol(symbols[(int) event & MASK], event);
    }
}

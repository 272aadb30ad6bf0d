package orrery.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import orrery.compare.search.AnalogueSearch;
import orrery.compare.search.AnalogueSettings;
import orrery.loop.LoopSettings;
import orrery.loop.Snapshot;
import orrery.loop.StrangeLoop;
import orrery.loop.halt.KillSwitch;

/// One sample of the bundled demand through the levels of learners, all experts on, up to the
/// published snapshot.
///
/// `learn` is the learners alone, with neighbours that were found beforehand;
/// `searchAndLearn` is what a caller pays, the search for analogues included.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class LoopBenchmark {
    private static final int FILLED = 5_000;
    private static final LoopSettings SETTINGS = LoopSettings.between(1, 40);

    private final BundledDemand stream = new BundledDemand();
    private final AnalogueSearch standing = AnalogueSearch.euclidean(AnalogueSettings.usual());
    private final AnalogueSearch moving = AnalogueSearch.euclidean(AnalogueSettings.usual());
    private final StrangeLoop alone = StrangeLoop.of(SETTINGS, standing, new KillSwitch());
    private final StrangeLoop searching = StrangeLoop.of(SETTINGS, moving, new KillSwitch());
    private int inForce = 10;

    @Setup
    public void fill() {
        for (int i = 0; i < FILLED; i++) {
            standing.add(stream.next());
        }
        standing.search();
        for (int i = 0; i < FILLED; i++) {
            learn();
            searchAndLearn();
        }
    }

    @Benchmark
    public Snapshot learn() {
        return learn(alone, stream.next());
    }

    @Benchmark
    public Snapshot searchAndLearn() {
        double demand = stream.next();
        moving.add(demand);
        moving.search();
        return learn(searching, demand);
    }

    private Snapshot learn(StrangeLoop loop, double demand) {
        loop.learn(demand, inForce, 1, 40);
        loop.meta();
        Snapshot published = loop.snapshot();
        inForce = published.base();
        return published;
    }
}

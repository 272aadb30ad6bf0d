package orrery.benchmarks;

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
import orrery.compare.search.AnalogueSearch;
import orrery.compare.search.AnalogueSettings;

/// The next sample into the history, and the 12 windows of 8 samples most like the newest one out
/// of 4,096 samples of the bundled demand.
///
/// `search` by the vectorised or the plain kernels; `bruteForce` is the peer: the same answer,
/// every window measured anew. Both are compared before the measurement.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class AnalogueSearchBenchmark {
    private static final int HISTORY = 4096;
    private static final int WINDOW = 8;
    private static final int NEIGHBOURS = 12;

    /// The search, with a full history.
    @State(Scope.Thread)
    public static class Search {
        @Param({"euclidean", "z-normalised"})
        public String measure = "euclidean";

        @Param({"simd", "plain"})
        public String kernels = "simd";

        private final BundledDemand stream = new BundledDemand();
        private AnalogueSearch search = AnalogueSearch.euclidean(AnalogueSettings.usual());

        @Setup
        public void fill() {
            boolean simd = kernels.equals("simd");
            AnalogueSettings settings = new AnalogueSettings(HISTORY, WINDOW, NEIGHBOURS, simd);
            search =
                    measure.equals("euclidean")
                            ? AnalogueSearch.euclidean(settings)
                            : AnalogueSearch.zNormalised(settings);
            PlainSearch peer = peer(measure);
            for (int i = 0; i < 2 * HISTORY; i++) {
                double demand = stream.next();
                search.add(demand);
                peer.add(demand);
            }
            search.search();
            peer.search();
            for (int i = 0; i < NEIGHBOURS; i++) {
                if (!(Math.abs(search.distance(i) - peer.distance(i)) < 1e-9)) {
                    throw new IllegalStateException(
                            search.distance(i) + ", the peer says " + peer.distance(i));
                }
            }
        }
    }

    /// The peer, with a full history.
    @State(Scope.Thread)
    public static class Peer {
        @Param({"euclidean", "z-normalised"})
        public String measure = "euclidean";

        private final BundledDemand stream = new BundledDemand();
        private PlainSearch search = peer("euclidean");

        @Setup
        public void fill() {
            search = peer(measure);
            for (int i = 0; i < 2 * HISTORY; i++) {
                search.add(stream.next());
            }
        }
    }

    private static PlainSearch peer(String measure) {
        return new PlainSearch(HISTORY, WINDOW, NEIGHBOURS, measure.equals("z-normalised"));
    }

    @Benchmark
    public int search(Search state) {
        state.search.add(state.stream.next());
        return state.search.search();
    }

    @Benchmark
    public int bruteForce(Peer state) {
        state.search.add(state.stream.next());
        state.search.search();
        return state.search.age(0);
    }
}

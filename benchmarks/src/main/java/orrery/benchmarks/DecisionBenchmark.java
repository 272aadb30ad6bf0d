package orrery.benchmarks;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import orrery.agent.Decision;
import orrery.agent.episode.Reason;
import orrery.operations.configuration.Configuration;

/// One decision of the agent of the capacity example.
///
/// - `decide`: all of it, with every part on. The dynamics of a window are due every 64 samples:
///   on the `same-thread` they are in the mean and in the percentiles from 98.4 on; on the
///   `other-thread` the decisions come far faster than any real stream, so some wait for it; `off`
///   is what is left without them.
/// - `react`: the hot path alone. With a `fresh` snapshot of the learners, each 1,000th call is a
///   whole decision that publishes the next one (so it is in the allocation and beyond p99.9); with
///   a `stale` one the fallback proposes, and every call is the hot path.
@BenchmarkMode({Mode.SampleTime, Mode.AverageTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 1)
public class DecisionBenchmark {
    /// An agent with its dynamics somewhere.
    @State(Scope.Thread)
    public static class Whole {
        @Param({"same-thread", "other-thread", "off"})
        public String dynamics = "off";

        private final ExecutorService other =
                Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
        private CapacityAgent agent = agent("off");

        @Setup
        public void fill() {
            agent = agent(dynamics);
        }

        @TearDown
        public void end() {
            other.shutdownNow();
        }

        private CapacityAgent agent(String where) {
            Configuration configuration =
                    CapacityExample.configuration(
                            "temporal-attractor-studio.enabled=" + !where.equals("off"));
            return new CapacityAgent(
                    configuration, 4, where.equals("other-thread") ? other : Runnable::run);
        }
    }

    /// An agent whose learners published something of use, or did not.
    @State(Scope.Thread)
    public static class Hot {
        private static final int REFRESHED_EVERY = 1_000;

        @Param({"fresh", "stale"})
        public String snapshot = "fresh";

        private final CapacityAgent agent =
                new CapacityAgent(
                        CapacityExample.configuration("temporal-attractor-studio.enabled=false"),
                        REFRESHED_EVERY,
                        Runnable::run);
        private int refreshEvery;
        private int left;

        @Setup
        public void begin() {
            boolean fresh = snapshot.equals("fresh");
            refreshEvery = fresh ? REFRESHED_EVERY : Integer.MAX_VALUE;
            left = refreshEvery;
            for (int i = 0; i < 2 * REFRESHED_EVERY; i++) {
                Decision made = next();
                boolean learned = made.reason() == Reason.LEARNED;
                if (learned != (fresh || i < REFRESHED_EVERY)) {
                    throw new IllegalStateException(snapshot + " at " + i + ": " + made.reason());
                }
            }
        }

        private Decision next() {
            left--;
            if (left == 0) {
                left = refreshEvery;
                return agent.decide();
            }
            return agent.react();
        }
    }

    @Benchmark
    public Decision decide(Whole state) {
        return state.agent.decide();
    }

    @Benchmark
    public Decision react(Hot state) {
        return state.next();
    }
}

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
import orrery.solve.formula.Specification;
import orrery.solve.formula.Vocabulary;
import orrery.solve.monitor.SpecificationMonitor;
import orrery.solve.monitor.Verdict;

/// One row into the monitor of the five rules of the capacity example, the one about reaction
/// included.
///
/// `push` appends rows of an agent that follows the demand; `peek` judges one candidate after the
/// other at the next row, as a gate does.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class RuleMonitorBenchmark {
    private static final int ROWS = 1024;

    private final Specification rules = CapacityExample.rules(CapacityExample.configuration());
    private final SpecificationMonitor monitor = SpecificationMonitor.of(rules);
    private final double[][] row = new double[ROWS][rules.vocabulary().size()];
    private long timeNs;
    private long sample;
    private int candidate;

    @Setup
    public void follow() {
        Vocabulary names = rules.vocabulary();
        BundledDemand stream = new BundledDemand();
        int current = 10;
        for (double[] values : row) {
            double demand = stream.next();
            int next = (int) Math.clamp(Math.ceil(demand), current - 1.0, current + 10.0);
            values[names.index("demand")] = demand;
            values[names.index("current")] = current;
            values[names.index("replicas")] = next;
            values[names.index("up")] = Math.max(0, next - current);
            values[names.index("down")] = Math.max(0, current - next);
            values[names.index("shortage")] = demand > current ? 1 : 0;
            values[names.index("decide")] = 1;
            values[names.index("acted")] = 1;
            current = next;
        }
        for (int i = 0; i < ROWS; i++) {
            push();
        }
    }

    @Benchmark
    public Verdict push() {
        timeNs += BundledDemand.STEP_NS;
        double[] values = row[(int) sample & (ROWS - 1)];
        return monitor.push(timeNs, sample++, values, values);
    }

    @Benchmark
    public Verdict peek() {
        double[] values = row[candidate++ & (ROWS - 1)];
        return monitor.peek(timeNs + BundledDemand.STEP_NS, sample, values, values);
    }
}

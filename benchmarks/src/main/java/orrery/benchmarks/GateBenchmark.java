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
import orrery.agent.safety.Gate;
import orrery.agent.safety.ReactionWatch;
import orrery.agent.safety.Ruling;
import orrery.agent.safety.Situation;
import orrery.operations.configuration.Configuration;

/// One proposal through the gate of the capacity example, and the choice into its history.
///
/// With `distance` 0 the proposal is allowed; otherwise it is that many replicas above what the
/// ramp allows, so the gate looks at about twice as many actions before it finds the nearest. Of
/// the five rules the gate checks four; the fifth is about reaction, which the scheduler keeps.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class GateBenchmark {
    private static final int CURRENT = 100;
    private static final int STEP_UP = 10;

    @Param({"0", "1", "10", "100"})
    public int distance;

    private final Situation situation = new Situation();
    private final Gate gate = gate();
    private int proposed;

    private static Gate gate() {
        Configuration configuration =
                CapacityExample.configuration("capacity.max=400", "capacity.step_up=" + STEP_UP);
        return new Gate(
                CapacityExample.rules(configuration).where(rule -> !ReactionWatch.isAbout(rule)),
                configuration.capacity().min(),
                configuration.capacity().max());
    }

    @Setup
    public void propose() {
        situation.demand = CURRENT - 5;
        situation.current = CURRENT;
        situation.lowest = CURRENT;
        situation.highest = CURRENT;
        proposed = CURRENT + STEP_UP + distance;
        Ruling ruling = admitAndCommit();
        boolean expected = distance == 0 ? ruling == Ruling.ALLOW : ruling == Ruling.REPAIR;
        if (!expected || gate.chosen() != CURRENT + STEP_UP) {
            throw new IllegalStateException(ruling + " " + gate.chosen());
        }
    }

    @Benchmark
    public Ruling admitAndCommit() {
        situation.timeNs += BundledDemand.STEP_NS;
        situation.sample++;
        Ruling ruling = gate.admit(situation, proposed);
        gate.commit(situation, gate.chosen());
        return ruling;
    }
}

package orrery.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import orrery.agent.Agent;
import orrery.agent.AgentPorts;
import orrery.agent.Decision;
import orrery.agent.act.ImmediateActuator;
import orrery.agent.safety.ReactionWatch;
import orrery.journal.Storage;
import orrery.loop.halt.KillSwitch;
import orrery.operations.baseline.Baselines;
import orrery.operations.baseline.CostRates;
import orrery.operations.configuration.Configuration;
import orrery.operations.input.DemandGenerator;
import orrery.operations.input.Sample;
import orrery.operations.replay.Assembly;
import orrery.operations.replay.Latencies;
import orrery.operations.report.Overview;
import orrery.operations.run.DecisionLog;
import orrery.operations.run.RunTotals;
import orrery.solve.formula.Specification;
import orrery.timeline.ManualClock;
import orrery.timeline.NanoClock;

/// Decisions a second on one core while the capacity example is replayed over 224 days in steps of
/// five minutes: 64,512 decisions of a fresh agent, all on one thread, without the report.
///
/// - `core`: generator, clock, agent.
/// - `compared`: with the baselines, the totals, the overview and the latencies.
/// - `recorded`: that with the hash-chained log of decisions, in a temporary folder.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(BundledDemand.SAMPLES)
@Fork(
        value = 3,
        jvmArgsAppend = {Flags.VECTORS, Flags.COLLECTOR, Flags.HEADERS, Flags.HEAP})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 1)
public class ReplayBenchmark {
    private static final int INITIAL = 10;
    private static final CostRates RATES = new CostRates(10, 0.1);

    private final Configuration configuration = CapacityExample.configuration();
    private final Specification rules = CapacityExample.rules(configuration);
    private final ManualClock clock = ManualClock.startingAt(0);
    private Path folder = Path.of("");

    @Setup(Level.Invocation)
    public void makeFolder() throws IOException {
        folder = TemporaryFolder.make();
    }

    @TearDown(Level.Invocation)
    public void removeFolder() throws IOException {
        TemporaryFolder.remove(folder);
    }

    @Benchmark
    public long core() {
        Agent agent = agent();
        replay(agent, _ -> {});
        return agent.decisions();
    }

    @Benchmark
    public long compared() {
        Agent agent = agent();
        replay(agent, comparison(agent));
        return agent.decisions();
    }

    @Benchmark
    public long recorded() {
        Agent agent = agent();
        try (DecisionLog log = DecisionLog.create(Storage.folder(folder), "0".repeat(64))) {
            replay(agent, comparison(agent).andThen(log::record));
        }
        return agent.decisions();
    }

    private Agent agent() {
        clock.set(0);
        AgentPorts ports =
                new AgentPorts(
                        new ImmediateActuator(),
                        clock,
                        NanoClock.system(),
                        new KillSwitch(),
                        Runnable::run);
        return Agent.withRules(rules, Assembly.agent(configuration, INITIAL, false), ports);
    }

    private void replay(Agent agent, Consumer<Decision> then) {
        DemandGenerator demand = new DemandGenerator(1, BundledDemand.DAYS, BundledDemand.STEP_NS);
        Sample sample = new Sample();
        while (demand.next(sample)) {
            clock.set(sample.timeNs());
            then.accept(agent.decide(sample.timeNs(), sample.value()));
        }
    }

    private Consumer<Decision> comparison(Agent agent) {
        int scoredFrom = 3 * BundledDemand.SAMPLES / 10;
        Baselines.Setup setup =
                new Baselines.Setup(
                        configuration.capacity().min(),
                        configuration.capacity().max(),
                        configuration.capacity().stepUp(),
                        RATES,
                        INITIAL,
                        scoredFrom);
        Specification about = rules.where(rule -> !ReactionWatch.isAbout(rule));
        Baselines baselines = new Baselines(setup, about, agent.last());
        long deadlineNs = configuration.nanosecondScheduler().latencyBudgetNs();
        RunTotals totals = new RunTotals(RATES, scoredFrom, deadlineNs);
        Overview overview = new Overview(agent.last());
        Latencies latencies = new Latencies();
        return decision -> {
            latencies.record(decision);
            totals.add(decision);
            overview.add(decision);
            baselines.step(decision);
        };
    }
}

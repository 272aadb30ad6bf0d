package orrery.operations.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import orrery.agent.Decision;
import orrery.agent.Guarantees;
import orrery.agent.episode.Stage;
import orrery.agent.safety.Ruling;

/// What is counted and measured of decisions: how many, denied, repaired; breaches and missed
/// deadlines; demand and capacity; the times of the stages.
///
/// Counters begin at 0 with the process, but breaches and missed deadlines are those of the whole
/// run. Threads: one observes, any may scrape. It works after the decision, so nothing of it is in
/// the measured times.
public final class DecisionMeters {
    private static final double[] PERCENTILES = {0.5, 0.99, 0.999};

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter decisions =
            Counter.builder("orrery.decisions").description("decisions made").register(registry);
    private final Counter denied =
            Counter.builder("orrery.decisions.denied")
                    .description("decisions in which nothing was allowed")
                    .register(registry);
    private final Counter repaired =
            Counter.builder("orrery.decisions.repaired")
                    .description("decisions in which the nearest allowed action was taken")
                    .register(registry);
    private final List<Timer> stages = Stage.ALL.stream().map(s -> timer(s.word())).toList();
    private final Timer total = timer("total");
    private volatile Guarantees held = new Guarantees(0, 0, 0, 0);
    private volatile double demand = Double.NaN;
    private volatile double inForce = Double.NaN;
    private volatile double chosen = Double.NaN;

    /// With every figure at 0, and what was not seen yet at NaN.
    public DecisionMeters() {
        counter(
                "orrery.rule.breaches",
                "broken rules",
                m -> m.held.ruleBreaches() + m.held.reactionBreaches());
        counter(
                "orrery.deadlines.missed",
                "decisions beyond their deadline",
                m -> m.held.missedDeadlines());
        gauge("orrery.demand", "latest demand, in replicas; NaN: missing", m -> m.demand);
        gauge(
                "orrery.capacity.in.force",
                "capacity in force, as far as acknowledged",
                m -> m.inForce);
        gauge("orrery.capacity.chosen", "capacity chosen for the next step", m -> m.chosen);
    }

    /// Takes in a decision.
    ///
    /// @param guarantees what has held so far
    public void observe(Decision decision, Guarantees guarantees) {
        decisions.increment();
        if (decision.ruling() == Ruling.DENY) {
            denied.increment();
        } else if (decision.ruling() == Ruling.REPAIR) {
            repaired.increment();
        }
        for (Stage stage : Stage.ALL) {
            stages.get(stage.place()).record(decision.stageNs(stage), TimeUnit.NANOSECONDS);
        }
        total.record(decision.totalNs(), TimeUnit.NANOSECONDS);
        held = guarantees;
        demand = decision.demand();
        inForce = decision.current();
        chosen = decision.chosen();
    }

    /// All figures as text, in the format of Prometheus 0.0.4.
    public String text() {
        return registry.scrape();
    }

    private Timer timer(String stage) {
        return Timer.builder("orrery.stage.latency")
                .description("measured time of a stage of the decision")
                .tag("stage", stage)
                .publishPercentiles(PERCENTILES)
                .register(registry);
    }

    private void counter(String name, String what, ToDoubleFunction<DecisionMeters> value) {
        FunctionCounter.builder(name, this, value).description(what).register(registry);
    }

    private void gauge(String name, String what, ToDoubleFunction<DecisionMeters> value) {
        Gauge.builder(name, this, value).description(what).strongReference(true).register(registry);
    }
}

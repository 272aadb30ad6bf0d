package orrery.operations.replay;

import java.util.List;
import java.util.Optional;
import orrery.agent.AgentSettings;
import orrery.agent.Canary;
import orrery.agent.policy.Hold;
import orrery.agent.policy.HorizontalAutoscaler;
import orrery.agent.policy.Policy;
import orrery.agent.safety.Signals;
import orrery.attractor.classify.Cadence;
import orrery.attractor.classify.DynamicsSettings;
import orrery.compare.search.AnalogueSettings;
import orrery.loop.LoopSettings;
import orrery.operations.configuration.AttractorSettings;
import orrery.operations.configuration.CapacitySettings;
import orrery.operations.configuration.CompareSettings;
import orrery.operations.configuration.Configuration;
import orrery.operations.configuration.Fallback;
import orrery.operations.configuration.RolloutSettings;
import orrery.solve.consistency.Consistency;
import orrery.solve.formula.Specification;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;

/// Makes an agent's settings and rules out of a configuration.
public final class Assembly {
    private static final double FALLBACK_TARGET = 0.7;
    private static final int FALLBACK_STABILISATION = 3;

    private Assembly() {}

    /// Rules, and whether they are known to go together.
    ///
    /// @param established whether a behaviour was found that breaks none of them; false where
    ///     `max_solving_time_ms` or the budget of steps ran out first
    public record CheckedRules(Specification specification, boolean established) {
        /// What a reader should know; empty where that is established.
        public List<String> notes() {
            return established
                    ? List.of()
                    : List.of(
                            "not established: whether some behaviour satisfies all rules together;"
                                    + " what they do not allow is denied all the same");
        }
    }

    /// The rules, parsed, with no contradiction found.
    ///
    /// @param text of the rule file
    public static Specification rules(Configuration configuration, String text) {
        return checkedRules(configuration, text, NanoClock.system()).specification();
    }

    /// The rules, parsed and searched for a contradiction, for as long as the configuration allows.
    ///
    /// @param clock that this time runs on
    /// @throws Refusal CONTRADICTION, and as {@link Specification#parse}
    public static CheckedRules checkedRules(
            Configuration configuration, String text, NanoClock clock) {
        CapacitySettings capacity = configuration.capacity();
        Specification rules =
                Specification.parse(
                        configuration.leanAgentic().spec(),
                        text,
                        Signals.vocabulary(capacity.min(), capacity.max(), capacity.constants()));
        long timeNs = configuration.temporalNeuralSolver().maxSolvingTimeMs() * 1_000_000L;
        return new CheckedRules(rules, Consistency.check(rules, clock, timeNs).established());
    }

    /// @param initial capacity in force before the first decision
    /// @param shadow decide, but only say what would have been done
    public static AgentSettings agent(Configuration configuration, int initial, boolean shadow) {
        CapacitySettings capacity = configuration.capacity();
        return new AgentSettings(
                new AgentSettings.Bounds(capacity.min(), capacity.max(), initial),
                configuration.nanosecondScheduler().latencyBudgetNs(),
                senses(configuration),
                learners(configuration),
                configuration.temporalNeuralSolver().enabled(),
                shadow,
                fallback(configuration.leanAgentic().fallback()));
    }

    /// How an armed run begins.
    public static Canary canary(Configuration configuration) {
        RolloutSettings rollout = configuration.rollout();
        return new Canary(rollout.canaryShare(), rollout.canaryDecisions());
    }

    /// A fresh policy of that kind.
    public static Policy fallback(Fallback kind) {
        return switch (kind) {
            case HPA -> HorizontalAutoscaler.of(FALLBACK_TARGET, FALLBACK_STABILISATION);
            case HOLD -> new Hold();
        };
    }

    /// The capacity in force before the first decision: as configured, or the first demand and 30
    /// %.
    public static int initial(CapacitySettings capacity, double firstDemand) {
        double wanted = Double.isNaN(firstDemand) ? capacity.min() : Math.ceil(1.3 * firstDemand);
        int bounded = (int) Math.clamp(wanted, capacity.min(), capacity.max());
        return capacity.initial().orElse(bounded);
    }

    private static AgentSettings.Senses senses(Configuration configuration) {
        CompareSettings compare = configuration.temporalCompare();
        Optional<AgentSettings.DynamicsPlan> dynamics =
                dynamics(configuration.temporalAttractorStudio());
        if (!compare.enabled()) {
            return new AgentSettings.Senses(Optional.empty(), dynamics, List.of());
        }
        AnalogueSettings analogues =
                new AnalogueSettings(
                        compare.history(),
                        compare.window(),
                        compare.neighbours(),
                        compare.enableSimd());
        List<AgentSettings.NamedPattern> patterns =
                compare.patterns().stream()
                        .map(p -> new AgentSettings.NamedPattern(p.name(), p.pattern()))
                        .toList();
        return new AgentSettings.Senses(analogues, dynamics, patterns);
    }

    private static Optional<AgentSettings.DynamicsPlan> dynamics(AttractorSettings attractor) {
        if (!attractor.enabled()) {
            return Optional.empty();
        }
        DynamicsSettings usual = DynamicsSettings.defaults();
        int dimension = attractor.embeddingDimension().orElse(0);
        DynamicsSettings settings =
                new DynamicsSettings(
                        attractor.window(),
                        usual.delayMax(),
                        Math.max(usual.dimensionMax(), dimension),
                        dimension,
                        usual.references());
        // A quarter of a hop is time enough for the other thread, and the same for one.
        Cadence cadence = new Cadence(attractor.hop(), Math.max(1, attractor.hop() / 4));
        return Optional.of(new AgentSettings.DynamicsPlan(settings, cadence));
    }

    private static Optional<LoopSettings> learners(Configuration configuration) {
        orrery.operations.configuration.LoopSettings configured = configuration.strangeLoop();
        CapacitySettings capacity = configuration.capacity();
        if (!configured.enabled() || capacity.max() == capacity.min()) {
            return Optional.empty();
        }
        LoopSettings settings =
                LoopSettings.between(capacity.min(), capacity.max())
                        .withCosts(capacity.shortfallWeight(), capacity.changeWeight())
                        .withMaxMetaDepth(configured.maxMetaDepth())
                        .withSelfModification(configured.enableSelfModification());
        if (configured.experts().isPresent()) {
            settings = settings.withExperts(configured.experts().get());
        }
        if (configured.quantiles().isPresent()) {
            settings = settings.withQuantiles(configured.quantiles().get());
        }
        if (configured.shareRates().isPresent()) {
            settings = settings.withShareRates(configured.shareRates().get());
        }
        return Optional.of(settings);
    }
}

package orrery.agent;

import java.util.List;
import java.util.Optional;
import orrery.agent.policy.Policy;
import orrery.attractor.classify.Cadence;
import orrery.attractor.classify.DynamicsSettings;
import orrery.compare.pattern.EventPattern;
import orrery.compare.search.AnalogueSettings;
import orrery.loop.LoopSettings;
import orrery.timeline.Refusal;

/// What an agent is made of. A part that is absent has its defined degraded mode: no analogues, the
/// expert of them repeats the newest sample; no dynamics, the label is `unknown`; no learners, the
/// fallback policy proposes; no solver, everything is denied.
///
/// @param bounds what the actuator can do
/// @param deadlineNs longest time from a sample to its action
/// @param senses what is looked for in the stream
/// @param learners the levels of learners
/// @param solver whether rules are checked; without, nothing is allowed
/// @param shadow decisions are marked as what would have been done; the actuator is told of them all
///     the same, so give one that leads nowhere, such as `ImmediateActuator`
/// @param fallback proposes where the learners cannot; a fresh one, owned by the agent
/// @param canary which of the first decisions are the fallback's
public record AgentSettings(
        Bounds bounds,
        long deadlineNs,
        Senses senses,
        Optional<LoopSettings> learners,
        boolean solver,
        boolean shadow,
        Policy fallback,
        Canary canary) {
    public AgentSettings {
        if (deadlineNs < 1) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "deadline is " + deadlineNs + " ns",
                    "use 1 or more");
        }
    }

    /// Settings of an agent whose learners take every decision.
    public AgentSettings(
            Bounds bounds,
            long deadlineNs,
            Senses senses,
            Optional<LoopSettings> learners,
            boolean solver,
            boolean shadow,
            Policy fallback) {
        this(bounds, deadlineNs, senses, learners, solver, shadow, fallback, Canary.NONE);
    }

    /// The same, but for who takes the first decisions.
    public AgentSettings withCanary(Canary other) {
        return new AgentSettings(
                bounds, deadlineNs, senses, learners, solver, shadow, fallback, other);
    }

    /// @param min least capacity
    /// @param max greatest capacity
    /// @param initial capacity in force before the first decision
    public record Bounds(int min, int max, int initial) {
        public Bounds {
            if (min < 0 || min > max || initial < min || initial > max) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE,
                        "capacity " + initial + " between " + min + " and " + max,
                        "use 0 <= min <= initial <= max");
            }
        }
    }

    /// @param analogues where the past is searched for windows like the present one; empty: nothing
    ///     is searched
    /// @param dynamics how windows are analysed
    /// @param patterns symbolic patterns to watch for
    public record Senses(
            Optional<AnalogueSettings> analogues,
            Optional<DynamicsPlan> dynamics,
            List<NamedPattern> patterns) {
        public Senses {
            patterns = List.copyOf(patterns);
        }

        /// All senses but those of the dynamics, which may be absent.
        public Senses(
                AnalogueSettings analogues,
                Optional<DynamicsPlan> dynamics,
                List<NamedPattern> patterns) {
            this(Optional.of(analogues), dynamics, patterns);
        }
    }

    /// @param settings of each analysis
    /// @param cadence when a window is due and when its answer counts
    public record DynamicsPlan(DynamicsSettings settings, Cadence cadence) {}

    /// @param name what records call it
    /// @param pattern over the symbols of {@link orrery.agent.sense.SampleSymbols}
    public record NamedPattern(String name, EventPattern pattern) {}
}

package orrery.operations.replay;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import orrery.operations.configuration.Configuration;
import orrery.operations.report.RunReport.MemoryUse;
import orrery.solve.formula.Rule;
import orrery.solve.formula.Specification;
import orrery.solve.monitor.MonitorLimits;
import orrery.solve.monitor.SpecificationMonitor;
import orrery.timeline.Refusal;

/// How much memory each component holds at most, and how much it may: bounds from above that follow
/// from the settings and the rules, known before the first decision.
///
/// The other components are checked as the configuration is read; the solver's need follows from
/// the rules, and is checked here.
public final class MemoryBudget {
    private static final String SOLVER_LIMIT = "temporal-neural-solver.memory_mb";
    private static final long GATE_BYTES = 8_192;

    private MemoryBudget() {}

    /// The use of every component, by its name.
    ///
    /// @param gates how many gates there are: the agent's, and those of policies beside it
    /// @throws Refusal LIMIT at the place of `memory_mb` where the rules need more than it allows
    public static SequencedMap<String, MemoryUse> of(
            Configuration configuration, Specification rules, int gates) {
        SequencedMap<String, MemoryUse> uses = new LinkedHashMap<>();
        var compare = configuration.temporalCompare();
        var attractor = configuration.temporalAttractorStudio();
        var loop = configuration.strangeLoop();
        var scheduler = configuration.nanosecondScheduler();
        var solver = configuration.temporalNeuralSolver();
        uses.put("temporal-compare", use(compare.memoryBytes(), compare.memoryMb()));
        uses.put("temporal-attractor-studio", use(attractor.memoryBytes(), attractor.memoryMb()));
        uses.put("strange-loop", use(loop.memoryBytes(), loop.memoryMb()));
        uses.put("nanosecond-scheduler", use(scheduler.memoryBytes(), scheduler.memoryMb()));
        long limit = (long) solver.memoryMb() << 20;
        long needed = gates * (GATE_BYTES + perGate(configuration, rules, limit));
        if (needed > limit) {
            throw refused(configuration, needed + " bytes for " + gates + " gates", limit);
        }
        uses.put("temporal-neural-solver", use(needed, solver.memoryMb()));
        return uses;
    }

    /// The gates of a replay: the agent's, four courses beside it, the grid of eight autoscalers, and
    /// one an expert.
    static int gatesOfAReplay(Configuration configuration) {
        return 1 + 4 + 8 + configuration.strangeLoop().bidders();
    }

    private static MemoryUse use(long bytes, int limitMb) {
        return new MemoryUse(bytes, (long) limitMb << 20);
    }

    /// Rule by rule: a gate splits its rules over monitors, and what they share only saves.
    private static long perGate(Configuration configuration, Specification rules, long limit) {
        long bytes = 0;
        for (Rule rule : rules.rules()) {
            Specification alone = rules.where(other -> other.name().equals(rule.name()));
            try {
                bytes +=
                        SpecificationMonitor.of(
                                        alone,
                                        new MonitorLimits(
                                                MonitorLimits.STANDARD.samplesPerWindow(), limit))
                                .memoryBytes();
            } catch (Refusal refusal) {
                throw refused(configuration, "more for the rule " + rule.name(), limit);
            }
        }
        return bytes;
    }

    private static Refusal refused(Configuration configuration, String needed, long limit) {
        return new Refusal(
                        Refusal.Code.LIMIT,
                        SOLVER_LIMIT + " allows " + limit + " bytes, and the rules need " + needed,
                        "use shorter windows, or raise it")
                .at(configuration.places().of(SOLVER_LIMIT));
    }
}

package orrery.operations.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import orrery.schedule.timing.Percentiles;

/// The figures of a replay.
///
/// @param rows decisions made
/// @param scoredFrom first decision that counts in costs; those before are warm-up
/// @param costs by policy, see {@link orrery.operations.baseline.Baselines}
/// @param breaches scored steps at which a rule was broken, by policy that acts
/// @param ratios floor-regret ratio (baseline − floor) / (agent − floor), by baseline; absent where
///     the agent is at the floor
/// @param denied decisions in which nothing was allowed
/// @param repaired decisions in which the nearest allowed action replaced the proposal
/// @param missedDeadlines decisions that took longer than the deadline, measured
/// @param latencyNs measured times by stage, and `total`
/// @param seasons season lengths in use at the end, in samples, the main one first
/// @param bestExpert name of the expert that was best in hindsight
/// @param bestAutoscaler target and stabilisation of the Kubernetes rule that were best in
///     hindsight
/// @param configurationHash of the run's `configuration.toml`
/// @param rules verdict a rule
/// @param memory the most that each component holds, and may hold, by its name
/// @param operatingSystem what the operating system granted to the deciding thread
/// @param notes what a reader should know: skipped rows, a demand that never fits, what was granted
public record RunReport(
        long rows,
        long scoredFrom,
        Map<String, Double> costs,
        Map<String, Long> breaches,
        Map<String, Double> ratios,
        long denied,
        long repaired,
        long missedDeadlines,
        Map<String, Percentiles> latencyNs,
        List<Integer> seasons,
        Optional<String> bestExpert,
        String bestAutoscaler,
        String configurationHash,
        List<RuleVerdict> rules,
        Map<String, MemoryUse> memory,
        String operatingSystem,
        List<String> notes) {
    private static final Map<String, String> POLICIES =
            Map.of(
                    "agent", "Orrery",
                    "floor", "floor: knows the next step, through the gate",
                    "optimum", "optimum: knows everything",
                    "staticP999", "static: p99.9 of the warm-up",
                    "bestStatic", "best static, in hindsight",
                    "hpa", "Kubernetes HPA 70 %, no gate",
                    "hpaGate", "Kubernetes HPA 70 %, through the gate",
                    "hpaBest", "best HPA setting, in hindsight",
                    "bestExpert", "best single expert, in hindsight");

    /// What a policy is called in a table for people; `policy` is its name in `costs`.
    public static String policyInWords(String policy) {
        return POLICIES.getOrDefault(policy, policy);
    }

    /// How much memory a component holds.
    ///
    /// @param bytes the most that it holds
    /// @param limitBytes the most that it may
    public record MemoryUse(long bytes, long limitBytes) {}

    /// How a rule fared over the run.
    ///
    /// @param rule its name
    /// @param holds whether it held at every sample
    /// @param robustness least robustness; absent if it was never settled
    /// @param atRecord decision at which that was
    public record RuleVerdict(
            String rule, boolean holds, Optional<Double> robustness, long atRecord) {}
}

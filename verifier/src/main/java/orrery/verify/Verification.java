package orrery.verify;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the verifier found in a run folder.
///
/// Threads: immutable.
///
/// @param verdict FAILS if there is any finding; else UNKNOWN if a rule could not be decided or the
///     check was stopped; else HOLDS
/// @param complete false if the check was stopped before the end
/// @param records records read
/// @param findings the first findings, in the order of the file, at most {@link #FINDINGS_MAX}
/// @param findingCount how many findings there were in all
/// @param rules one entry a rule, in the order of `rules.spec`
/// @param figures what was counted and summed again
/// @param hashes what was hashed again
public record Verification(
        Verdict verdict,
        boolean complete,
        long records,
        List<Finding> findings,
        long findingCount,
        List<RuleResult> rules,
        Figures figures,
        Hashes hashes) {
    /// How many findings are kept.
    public static final int FINDINGS_MAX = 100;

    public Verification {
        findings = List.copyOf(findings);
        rules = List.copyOf(rules);
    }

    /// The answer.
    public enum Verdict {
        HOLDS,
        FAILS,
        UNKNOWN
    }

    /// How one rule fared over the run.
    ///
    /// @param verdict FAILS if false at some row, else UNKNOWN if unknown at some row, else HOLDS
    /// @param robustness the least over the run, at worst; infinite if nothing limits it
    /// @param atRecord the first record with that robustness; empty without records
    public record RuleResult(
            String rule, Verdict verdict, double robustness, OptionalLong atRecord) {}

    /// @param missedDeadlines records that took longer than the deadline, or were dropped as too late to act
    /// @param denied records with ruling `deny`
    /// @param repaired records with ruling `repair`
    /// @param agentCost in replica steps, over the scored records
    public record Figures(long missedDeadlines, long denied, long repaired, double agentCost) {}

    /// SHA-256 in lower-case hex of the bytes of each file, and the ends of both chains.
    ///
    /// @param report empty where there is no `report.json`
    public record Hashes(
            String manifest,
            String configuration,
            String rules,
            Optional<String> report,
            String last,
            String lastSeal) {}
}

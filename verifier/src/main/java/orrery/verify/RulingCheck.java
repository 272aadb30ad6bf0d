package orrery.verify;

import java.util.Optional;
import orrery.verify.DecisionLine.Outcome;
import orrery.verify.DecisionLine.Reason;
import orrery.verify.DecisionLine.Ruling;
import orrery.verify.Finding.Check;
import orrery.verify.rule.RuleWatch;
import orrery.verify.rule.RuleWatches;
import orrery.verify.rule.Truth;

/// Whether allow, repair and deny are what the rules say.
///
/// Only rules about actions count: those without operators of the future that do not name `decide`,
/// `acted` or `dropped`. An action is allowed if each of them is true of it.
///
/// - allow: the proposal was taken, and it is allowed.
/// - repair: the proposal is not allowed, the named rule is one that it broke (if none is broken, one
///   that could not be decided), the action taken is allowed, and no nearer action of the range is,
///   nor a greater one as near.
/// - deny: the same of the proposal, the capacity stays, and no action of the range is allowed; with
///   the solver off without a rule.
///
/// At most {@link #DISTANCES_MAX} distances from the proposal are tried, the nearest first.
final class RulingCheck {
    static final long DISTANCES_MAX = 1_000;

    private final RuleWatches watches;
    private final long least;
    private final long greatest;
    private final boolean solver;
    private final Findings findings;

    /// @param solver whether rules were checked: without, each decision must be a denial
    RulingCheck(RuleWatches watches, Manifest manifest, boolean solver, Findings findings) {
        this.watches = watches;
        this.solver = solver;
        this.findings = findings;
        least = (long) Math.ceil(manifest.constant("min_replicas"));
        greatest = (long) Math.floor(manifest.constant("max_replicas"));
    }

    /// @param evaluated whether the rules have seen every record so far
    void check(DecisionLine line, long record, boolean evaluated) {
        checkTexts(line, record);
        if (!solver || line.reason == Reason.SOLVER_OFF) {
            checkUnsolved(line, record);
            return;
        }
        if (!evaluated) {
            return;
        }
        if (line.ruling != Ruling.DENY) {
            checkAllowed(line, record);
        }
        if (line.ruling != Ruling.ALLOW) {
            checkRefused(line, record);
        }
    }

    private void checkTexts(DecisionLine line, long record) {
        long allowed = line.ruling == Ruling.DENY ? line.current : line.proposed;
        boolean repaired = line.ruling == Ruling.REPAIR;
        if ((line.chosen == allowed) == repaired) {
            String expected = (repaired ? "another than " : "") + allowed;
            findings.inRecord(Check.RULING, record, "chosen", line.chosen, expected);
        }
        if (line.rule.isPresent() == (line.ruling == Ruling.ALLOW)) {
            String expected = line.rule.isPresent() ? "null" : "the name of a rule";
            findings.inRecord(Check.RULING, record, "rule", line.rule.orElse("null"), expected);
        }
        if (line.proposed < least || line.proposed > greatest) {
            String expected = least + " to " + greatest;
            findings.inRecord(Check.RULING, record, "proposed", line.proposed, expected);
        }
        if (line.ruling == Ruling.DENY && !Double.isNaN(line.robustness)) {
            findings.inRecord(Check.ROBUSTNESS, record, "robustness", line.robustness, "null");
        }
    }

    /// Where the solver is off every decision is denied for that reason alone, and nothing is done.
    private void checkUnsolved(DecisionLine line, long record) {
        boolean denied =
                !solver
                        && line.ruling == Ruling.DENY
                        && line.rule.equals(Optional.of(""))
                        && line.outcome == Outcome.DROPPED
                        && (line.reason == Reason.SOLVER_OFF || line.reason == Reason.KILLED);
        if (!denied) {
            String found = line.ruling + ", " + line.outcome + ", " + line.reason;
            String expected =
                    solver
                            ? "another reason: the solver is on"
                            : "a denial without a rule, dropped: the solver is off";
            findings.inRecord(Check.RULING, record, "ruling", found, expected);
        }
    }

    private void checkAllowed(DecisionLine line, long record) {
        Truth truth = watches.ofActions();
        if (truth.verdict() <= 0) {
            String found = line.ruling == Ruling.ALLOW ? "allow" : "repair";
            String expected = "a refusal: the rules are " + word(truth) + " for " + line.chosen;
            findings.inRecord(Check.RULING, record, "ruling", found, expected);
        }
        boolean agrees =
                Double.isInfinite(truth.low())
                        ? Double.isNaN(line.robustness)
                        : Findings.agree(line.robustness, truth.low());
        if (!agrees) {
            Object found = Double.isNaN(line.robustness) ? "null" : line.robustness;
            Object expected = Double.isInfinite(truth.low()) ? "null" : truth.low();
            findings.inRecord(Check.ROBUSTNESS, record, "robustness", found, expected);
        }
    }

    private void checkRefused(DecisionLine line, long record) {
        String ruling = line.ruling == Ruling.REPAIR ? "repair" : "deny";
        Truth proposal = watches.ofActions(line.proposed);
        if (proposal.verdict() > 0) {
            String expected = "allow: the rules are true for " + line.proposed;
            findings.inRecord(Check.RULING, record, "ruling", ruling, expected);
            return;
        }
        line.rule.ifPresent(name -> checkNamedRule(name, line.proposed, record, proposal));
        long distance =
                line.ruling == Ruling.REPAIR
                        ? Math.abs(line.chosen - line.proposed)
                        : Math.max(line.proposed - least, greatest - line.proposed) + 1;
        long furthest = Math.min(distance - 1, DISTANCES_MAX);
        for (long d = 1; d <= furthest; d++) {
            if (allows(line.proposed + d) || allows(line.proposed - d)) {
                refuseRepair(line, record, ruling, d);
                return;
            }
        }
        // Of two that are equally near the greater one is taken.
        if (line.ruling == Ruling.REPAIR
                && line.chosen < line.proposed
                && distance <= DISTANCES_MAX
                && allows(line.proposed + distance)) {
            refuseRepair(line, record, ruling, distance);
        }
    }

    private void refuseRepair(DecisionLine line, long record, String ruling, long distance) {
        long better =
                allows(line.proposed + distance)
                        ? line.proposed + distance
                        : line.proposed - distance;
        String found = ruling + " to " + line.chosen;
        String expected = "repair to " + better + ", which the rules allow";
        findings.inRecord(Check.RULING, record, "chosen", found, expected);
    }

    private boolean allows(long replicas) {
        return replicas >= least && replicas <= greatest && watches.allow(replicas);
    }

    private void checkNamedRule(String name, long proposed, long record, Truth proposal) {
        for (RuleWatch watch : watches.all()) {
            if (watch.rule().name().equals(name) && watch.rule().aboutActions()) {
                Truth truth = watches.ofAction(watch, proposed);
                if (truth.verdict() != proposal.verdict()) {
                    String found = name + ", which is " + word(truth) + " for " + proposed;
                    String expected = "a rule that is " + word(proposal) + " for it";
                    findings.inRecord(Check.RULING, record, "rule", found, expected);
                }
                return;
            }
        }
        findings.inRecord(Check.RULING, record, "rule", name, "a rule about actions");
    }

    static String word(Truth truth) {
        return truth.verdict() > 0 ? "true" : truth.verdict() < 0 ? "false" : "unknown";
    }
}

package orrery.verify;

import java.util.List;
import orrery.verify.DecisionLine.Ruling;
import orrery.verify.Finding.Check;
import orrery.verify.rule.Rule;
import orrery.verify.rule.RuleWatches;
import orrery.verify.rule.Truth;

/// Whether allow, repair and deny are what the rules say.
///
/// Only rules about actions count: those without operators of the future that do not name `decide`,
/// `acted` or `dropped`. An action is allowed if each of them is true of it.
///
/// - allow: the proposal was taken, and it is allowed.
/// - repair: the proposal is not allowed, the named rule is one that it broke (if none is broken, one
///   that could not be decided), the action taken is allowed, and no nearer action of the range is.
/// - deny: the same of the proposal, the capacity stays, and no action of the range is allowed.
///
/// At most {@link #DISTANCES_MAX} distances from the proposal are tried, the nearest first.
final class RulingCheck {
    static final long DISTANCES_MAX = 1_000;

    private final List<Rule> rules;
    private final RuleWatches watches;
    private final long least;
    private final long greatest;
    private final Findings findings;

    RulingCheck(List<Rule> rules, RuleWatches watches, Manifest manifest, Findings findings) {
        this.rules = rules;
        this.watches = watches;
        this.findings = findings;
        least = (long) Math.ceil(manifest.constant("min_replicas"));
        greatest = (long) Math.floor(manifest.constant("max_replicas"));
    }

    /// @param evaluated whether the rules have seen every record so far
    void check(DecisionLine line, long record, boolean evaluated) {
        checkTexts(line, record);
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
        if (line.ruleNamed == (line.ruling == Ruling.ALLOW)) {
            String found = line.ruleNamed ? line.ruleName() : "null";
            String expected = line.ruleNamed ? "null" : "the name of a rule";
            findings.inRecord(Check.RULING, record, "rule", found, expected);
        }
        if (line.ruling == Ruling.DENY && !Double.isNaN(line.robustness)) {
            findings.inRecord(Check.ROBUSTNESS, record, "robustness", line.robustness, "null");
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
        if (line.ruleNamed) {
            checkNamedRule(line, record, proposal);
        }
        long distance =
                line.ruling == Ruling.REPAIR
                        ? Math.abs(line.chosen - line.proposed) - 1
                        : Math.max(
                                Math.abs(line.proposed - least),
                                Math.abs(line.proposed - greatest));
        long nearest = Math.max(1, Math.max(least - line.proposed, line.proposed - greatest));
        long furthest = Math.min(distance, nearest + DISTANCES_MAX - 1);
        for (long d = nearest; d <= furthest; d++) {
            if (allows(line.proposed - d) || allows(line.proposed + d)) {
                long better = allows(line.proposed - d) ? line.proposed - d : line.proposed + d;
                String found = ruling + " to " + line.chosen;
                String expected = "repair to " + better + ", which the rules allow";
                findings.inRecord(Check.RULING, record, "chosen", found, expected);
                return;
            }
        }
    }

    private boolean allows(long replicas) {
        return replicas >= least && replicas <= greatest && watches.allow(replicas);
    }

    private void checkNamedRule(DecisionLine line, long record, Truth proposal) {
        String name = line.ruleName();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (rule.name().equals(name) && rule.aboutActions()) {
                Truth truth = watches.ofAction(i, line.proposed);
                if (truth.verdict() != proposal.verdict()) {
                    String found = name + ", which is " + word(truth) + " for " + line.proposed;
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

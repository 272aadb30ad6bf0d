package orrery.agent.safety;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.solve.formula.Specification;
import orrery.solve.monitor.SpecificationMonitor;
import orrery.solve.monitor.Verdict;
import orrery.timeline.Refusal;

/// The only way to an actuator: allows, repairs or denies a proposed capacity by the rules.
///
/// A rule must hold for every value that an unacknowledged command leaves possible; what cannot be
/// decided is denied. A repair is the allowed action nearest to the proposal, the greater one of
/// two equally near. Once a choice was dispatched (or dropped), {@link #commit} makes it history.
///
/// Rules with operators about the future cannot be decided before an action: they are watched, and
/// counted as a breach once they fail. Those about `decide`, `acted`, `dropped` are not looked at
/// here. Cost: one look a candidate action, so O(rules) where the proposal is allowed and
/// O(rules · distance) where it is not. Allocates nothing. Threads: confined.
public final class Gate {
    private final SpecificationMonitor rules;
    private final SpecificationMonitor later;
    private final RuleLedger ledger;
    private final RuleLedger laterLedger;
    private final Specification specification;
    private final int min;
    private final int max;
    private final SignalRow row;

    private int chosen;
    private String rule = "";
    private double robustness;
    private long breaches;

    /// @param specification rules over {@link Signals}, without those about reaction
    /// @param min least capacity that the actuator takes
    /// @param max greatest capacity that the actuator takes
    public Gate(Specification specification, int min, int max) {
        this.specification = specification.where(RuleLedger::isImmediate);
        rules = SpecificationMonitor.of(this.specification);
        later = SpecificationMonitor.of(specification.where(rule -> !RuleLedger.isImmediate(rule)));
        ledger = new RuleLedger(rules);
        laterLedger = new RuleLedger(later);
        this.min = min;
        this.max = max;
        row = new SignalRow(specification.vocabulary());
    }

    /// Decides about a proposal; {@link #chosen}, {@link #rule} and {@link #robustness} tell the
    /// rest.
    ///
    /// @param proposed between the bounds of the actuator
    public Ruling admit(Situation situation, int proposed) {
        rule = "";
        if (allows(situation, proposed)) {
            chosen = proposed;
            return Ruling.ALLOW;
        }
        int broken = rules.decidingRule();
        rule = broken < 0 ? "" : specification.rules().get(broken).name();
        int farthest = Math.max(proposed - min, max - proposed);
        for (int distance = 1; distance <= farthest; distance++) {
            if (proposed + distance <= max && allows(situation, proposed + distance)) {
                chosen = proposed + distance;
                return Ruling.REPAIR;
            }
            if (proposed - distance >= min && allows(situation, proposed - distance)) {
                chosen = proposed - distance;
                return Ruling.REPAIR;
            }
        }
        chosen = situation.current;
        robustness = Double.NaN;
        return Ruling.DENY;
    }

    /// Whether an action holds every rule in this situation. Sets {@link #robustness}.
    public boolean allows(Situation situation, int action) {
        row.fill(situation, action);
        boolean allowed =
                rules.peek(situation.timeNs, situation.sample, row.low, row.high) == Verdict.TRUE;
        robustness = rules.robustness();
        return allowed;
    }

    /// Refuses a sample that the windows of the rules have no room for, before anything acts on it.
    ///
    /// @throws Refusal LIMIT if a window bounded by time would hold more samples than its limit
    public void requireRoom(Situation situation, int action) {
        row.fill(situation, action);
        rules.requireRoom(situation.timeNs, situation.sample, row.low, row.high);
        if (!later.specification().rules().isEmpty()) {
            later.requireRoom(situation.timeNs, situation.sample, row.low, row.high);
        }
    }

    /// Makes what was chosen part of the history that later decisions are checked against.
    ///
    /// @return whether all rules hold with it; false counts as a breach
    public boolean commit(Situation situation, int action) {
        row.fill(situation, action);
        boolean holds =
                rules.push(situation.timeNs, situation.sample, row.low, row.high) != Verdict.FALSE;
        ledger.note(rules, situation.sample);
        if (!later.specification().rules().isEmpty()) {
            holds &=
                    later.push(situation.timeNs, situation.sample, row.low, row.high)
                            != Verdict.FALSE;
            laterLedger.note(later, situation.sample);
        }
        if (!holds) {
            breaches++;
        }
        return holds;
    }

    /// What the last {@link #admit} chose.
    public int chosen() {
        return chosen;
    }

    /// Name of the rule that the last refused proposal broke or left undecided; empty if allowed.
    public String rule() {
        return rule;
    }

    /// Least robustness over all rules of the last action looked at; NaN after a denial.
    public double robustness() {
        return robustness;
    }

    /// Committed samples at which some rule was false.
    public long breaches() {
        return breaches;
    }

    /// How the rules that it checks fared over what was committed.
    public RuleLedger ledger() {
        return ledger;
    }

    /// How the rules that it only watches fared.
    public RuleLedger laterLedger() {
        return laterLedger;
    }

    /// Takes over the history of a gate under the same rules.
    public void copyFrom(Gate other) {
        rules.copyFrom(other.rules);
        later.copyFrom(other.later);
        ledger.reset();
        laterLedger.reset();
        breaches = other.breaches;
    }

    /// Saves the whole state.
    public void writeTo(DataOutput out) throws IOException {
        rules.writeTo(out);
        later.writeTo(out);
        ledger.writeTo(out);
        laterLedger.writeTo(out);
        out.writeLong(breaches);
    }

    /// Restores what {@link #writeTo} saved.
    public void readFrom(DataInput in) throws IOException {
        rules.readFrom(in);
        later.readFrom(in);
        ledger.readFrom(in);
        laterLedger.readFrom(in);
        breaches = in.readLong();
    }
}

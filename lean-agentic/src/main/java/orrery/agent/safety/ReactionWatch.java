package orrery.agent.safety;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import orrery.solve.formula.Rule;
import orrery.solve.formula.Specification;
import orrery.solve.monitor.SpecificationMonitor;
import orrery.solve.monitor.Verdict;

/// Watches the rules about the agent's own reaction: those that name `decide`, `acted` or
/// `dropped`.
///
/// Each decision gives two rows: it was asked for, and it acted or was dropped. From its deadline
/// on an action cannot act, so a dropped one counts as dropped at the deadline at the latest. While
/// the clock stands still, as in a replay, both rows have the time of the sample.
public final class ReactionWatch {
    private static final List<String> OTHERS =
            List.of(
                    Signals.DEMAND,
                    Signals.CURRENT,
                    Signals.REPLICAS,
                    Signals.UP,
                    Signals.DOWN,
                    Signals.SHORTAGE,
                    Signals.KILLED);

    private final Specification specification;
    private final SpecificationMonitor rules;
    private final RuleLedger ledger;
    private final long deadlineNs;
    private final SignalRow row;
    private final int decide;
    private final int acted;
    private final int dropped;
    private final boolean namesOthers;
    private long breaches;
    private long lastTimeNs = Long.MIN_VALUE;
    private boolean lastDrop;
    private long lastTookNs = -1;

    /// @param specification rules that name `decide`, `acted` or `dropped`
    /// @param deadlineNs longest time from a sample to its action
    public ReactionWatch(Specification specification, long deadlineNs) {
        this.specification = specification;
        this.deadlineNs = deadlineNs;
        rules = SpecificationMonitor.of(specification);
        ledger = new RuleLedger(rules);
        var names = specification.vocabulary();
        row = new SignalRow(names);
        decide = names.index(Signals.DECIDE);
        acted = names.index(Signals.ACTED);
        dropped = names.index(Signals.DROPPED);
        namesOthers =
                specification.rules().stream()
                        .anyMatch(rule -> OTHERS.stream().anyMatch(rule::names));
    }

    /// Whether a rule is about the agent's own reaction.
    public static boolean isAbout(Rule rule) {
        return rule.names("decide") || rule.names("acted") || rule.names("dropped");
    }

    // Hot path: no allocation.
    /// Takes over one decision.
    ///
    /// @param chosen the capacity that was chosen
    /// @param drop whether nothing was commanded
    /// @param tookNs time from the sample to the end of the decision; 0 while the clock stands
    ///     still
    public void observe(Situation situation, int chosen, boolean drop, long tookNs) {
        if (specification.rules().isEmpty()) {
            return;
        }
        long endNs = drop ? Math.min(tookNs, deadlineNs) : tookNs;
        if (isLikeTheLast(situation.timeNs, drop, endNs)) {
            lastTimeNs = situation.timeNs + endNs;
            return;
        }
        long before = breaches;
        boolean inOrder = situation.timeNs >= lastTimeNs;
        row.fill(situation, chosen);
        row.set(decide, 1, 1);
        row.set(acted, 0, 0);
        row.set(dropped, 0, 0);
        push(situation.timeNs, situation.sample);
        row.set(decide, 0, 0);
        row.set(acted, drop ? 0 : 1, drop ? 0 : 1);
        row.set(dropped, drop ? 1 : 0, drop ? 1 : 0);
        push(situation.timeNs + endNs, situation.sample);
        lastDrop = drop;
        lastTookNs = inOrder && breaches == before ? endNs : -1;
    }

    // Where no rule looks beyond a decision, one that went like the last one holds as that one did.
    private boolean isLikeTheLast(long timeNs, boolean drop, long tookNs) {
        return tookNs == lastTookNs
                && drop == lastDrop
                && timeNs >= lastTimeNs
                && !namesOthers
                && rules.isAtRest();
    }

    private void push(long timeNs, long sample) {
        // A decision that outlasts the distance of samples must not make time go back.
        lastTimeNs = Math.max(lastTimeNs, timeNs);
        if (rules.push(lastTimeNs, sample, row.low, row.high) == Verdict.FALSE) {
            breaches++;
        }
        ledger.note(rules, sample);
    }

    /// How each of its rules fared.
    public RuleLedger ledger() {
        return ledger;
    }

    /// Rows at which some rule was false.
    public long breaches() {
        return breaches;
    }

    /// Saves the whole state.
    public void writeTo(DataOutput out) throws IOException {
        rules.writeTo(out);
        ledger.writeTo(out);
        out.writeLong(lastTimeNs);
        out.writeLong(breaches);
    }

    /// Restores what {@link #writeTo} saved.
    public void readFrom(DataInput in) throws IOException {
        rules.readFrom(in);
        ledger.readFrom(in);
        lastTimeNs = in.readLong();
        lastTookNs = -1;
        breaches = in.readLong();
    }
}

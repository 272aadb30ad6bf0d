package orrery.verify.rule;

import java.util.List;

/// All rules of a run, over the same records.
public final class RuleWatches {
    /// Told of each row of each rule, once it is settled.
    public interface Settled {
        void row(Rule rule, long record, Truth truth);
    }

    private final Rows rows = new Rows();
    private final List<RuleWatch> watches;
    private final Settled settled;

    public RuleWatches(List<Rule> rules, Settled settled) {
        watches = rules.stream().map(rule -> new RuleWatch(rule, rows)).toList();
        this.settled = settled;
    }

    public List<RuleWatch> all() {
        return watches;
    }

    /// The next record.
    public void add(Rows.Row row) {
        if (rows.full()) {
            long earliest = rows.records() - 1;
            for (RuleWatch watch : watches) {
                earliest = Math.min(earliest, watch.earliestRecord());
            }
            rows.keepFrom(earliest);
        }
        rows.add(row);
        settle(false);
    }

    /// No more records: what is still open stays as undecided as it is.
    public void end() {
        if (rows.records() > 0) {
            settle(true);
        }
    }

    private void settle(boolean ended) {
        for (RuleWatch watch : watches) {
            watch.settle(ended, settled);
        }
    }

    /// All rules about actions together, for the latest record.
    public Truth ofActions() {
        Truth all = Truth.TRUE;
        for (RuleWatch watch : watches) {
            if (watch.rule().aboutActions()) {
                all = all.and(watch.latest());
            }
        }
        return all;
    }

    /// All rules about actions together, had the latest record chosen this capacity.
    public Truth ofActions(long replicas) {
        long chosen = suppose(replicas);
        Truth all = Truth.TRUE;
        for (RuleWatch watch : watches) {
            if (watch.rule().aboutActions()) {
                all = all.and(watch.now());
            }
        }
        rows.suppose(chosen);
        return all;
    }

    /// One rule about actions, had the latest record chosen this capacity.
    public Truth ofAction(RuleWatch watch, long replicas) {
        long chosen = suppose(replicas);
        Truth truth = watch.now();
        rows.suppose(chosen);
        return truth;
    }

    /// Whether all rules about actions would be true, had the latest record chosen this capacity.
    public boolean allow(long replicas) {
        long chosen = suppose(replicas);
        boolean allowed =
                watches.stream().allMatch(w -> !w.rule().aboutActions() || w.now().verdict() > 0);
        rows.suppose(chosen);
        return allowed;
    }

    private long suppose(long replicas) {
        long chosen = rows.record(rows.records() - 1).replicas();
        rows.suppose(replicas);
        return chosen;
    }
}

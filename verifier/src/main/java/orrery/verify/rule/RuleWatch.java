package orrery.verify.rule;

/// Follows one rule through the run: settles its rows in order, as soon as nothing to come can
/// change them, and keeps the least robustness and where it was.
public final class RuleWatch {
    private final Rule rule;
    private final Rows rows;
    private final Evaluation evaluation;
    private long next;
    private Truth latest = Truth.TRUE;
    private int verdict = 1;
    private double least = Double.POSITIVE_INFINITY;
    private long leastRecord = -1;

    RuleWatch(Rule rule, Rows rows) {
        this.rule = rule;
        this.rows = rows;
        evaluation = new Evaluation(rows, rule);
    }

    public Rule rule() {
        return rule;
    }

    /// True if no row was false or unknown, false if one was false, else unknown.
    ///
    /// @return 1, -1 or 0
    public int verdict() {
        return verdict;
    }

    /// Least robustness so far, infinite if nothing limits it or the rule looks ahead: such a rule is
    /// settled later than it begins, so no record is the one with the least.
    public double leastRobustness() {
        return least;
    }

    /// The first record with the least robustness, -1 if no record was settled.
    public long leastRecord() {
        return leastRecord;
    }

    /// What the settled rule says of the latest record, for a rule about actions.
    Truth latest() {
        return latest;
    }

    /// What a rule about actions says of the latest record as it stands in the rows.
    ///
    /// A rule about the first row says nothing of the others: true, without limit.
    Truth now() {
        boolean asked = rule.everywhere() || rows.records() == 1;
        return asked ? evaluation.at(rule.body(), rows.records() - 1) : Truth.TRUE;
    }

    /// Settles what can be settled.
    ///
    /// @param ended whether no more records come: then the rest is settled as it stands, and what is
    ///     still undecided neither holds nor fails
    void settle(boolean ended, RuleWatches.Settled settled) {
        latest = Truth.TRUE;
        long rowsToAsk = rule.everywhere() ? evaluation.rowsInHand() : 1;
        while (next < Math.min(rowsToAsk, evaluation.rowsInHand())) {
            Truth truth = evaluation.at(rule.body(), next);
            if (evaluation.open() && !ended) {
                return;
            }
            long record = next / rule.rowsPerRecord();
            double low = rule.future() ? Double.POSITIVE_INFINITY : truth.low();
            if (leastRecord < 0 || low < least) {
                least = low;
                leastRecord = record;
            }
            if (!evaluation.open() || truth.verdict() < 0) {
                verdict = Math.min(verdict, truth.verdict());
            }
            latest = truth;
            next++;
            settled.row(rule, record, truth);
        }
    }

    /// The earliest record that may still be asked for.
    long earliestRecord() {
        if (!rule.everywhere() && next > 0) {
            return rows.records();
        }
        long row = Math.min(next, evaluation.rowsInHand() - 1);
        return evaluation.earliest(rule.body(), row) / rule.rowsPerRecord();
    }
}

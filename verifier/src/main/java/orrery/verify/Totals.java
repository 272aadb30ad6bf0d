package orrery.verify;

import orrery.verify.DecisionLine.Outcome;
import orrery.verify.DecisionLine.Ruling;
import orrery.verify.Finding.Check;
import orrery.verify.Manifest.Mode;

/// Deadlines missed, rulings counted, and the cost of the run summed again.
///
/// A replay counts misses and no more: its clock stands still. In a live run a command that went
/// out after its deadline is a breach.
final class Totals {
    private final Mode mode;
    private final long deadlineNs;
    private final long scoredFrom;
    private final double shortfallWeight;
    private final double changeWeight;
    private long missedDeadlines;
    private long denied;
    private long repaired;
    private double cost;
    private long currentBefore;

    Totals(Manifest manifest) {
        mode = manifest.mode();
        deadlineNs = manifest.deadlineNs();
        scoredFrom = manifest.scoredFrom();
        shortfallWeight = manifest.constant("shortfall_weight");
        changeWeight = manifest.constant("change_weight");
    }

    void add(DecisionLine line, long record, Findings findings) {
        boolean late = line.totalNs > deadlineNs;
        missedDeadlines += late || line.reason == DecisionLine.Reason.FALLBACK_MISSED ? 1 : 0;
        if (late) {
            if (mode != Mode.REPLAY && line.outcome != Outcome.DROPPED) {
                String expected = "at most " + deadlineNs + ", or dropped";
                findings.inRecord(Check.DEADLINE, record, "total", line.totalNs, expected);
            }
        }
        denied += line.ruling == Ruling.DENY ? 1 : 0;
        repaired += line.ruling == Ruling.REPAIR ? 1 : 0;
        if (record >= scoredFrom) {
            double change = record == scoredFrom ? 0 : Math.abs(line.current - currentBefore);
            // A comparison with NaN is false: an unknown input costs no shortfall.
            double shortfall = line.input > line.current ? line.input - line.current : 0;
            cost += line.current + shortfallWeight * shortfall + changeWeight * change;
        }
        currentBefore = line.current;
    }

    Verification.Figures figures() {
        return new Verification.Figures(missedDeadlines, denied, repaired, cost);
    }
}

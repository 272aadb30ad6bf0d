package orrery.agent.safety;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import orrery.solve.formula.Rule;
import orrery.solve.monitor.SpecificationMonitor;
import orrery.solve.monitor.Verdict;

/// How each rule fared so far: whether it held, its least robustness, and at which record that was.
///
/// Rules with operators about the future are settled later than they begin, so of them only whether
/// they held is kept. Allocates nothing a record. Threads: confined.
public final class RuleLedger {
    private final List<Rule> rules;
    private final boolean[] immediate;
    private final boolean[] holds;
    private final double[] least;
    private final long[] atRecord;

    RuleLedger(SpecificationMonitor monitor) {
        rules = monitor.specification().rules();
        immediate = new boolean[rules.size()];
        holds = new boolean[rules.size()];
        least = new double[rules.size()];
        atRecord = new long[rules.size()];
        reset();
        for (int i = 0; i < rules.size(); i++) {
            immediate[i] = isImmediate(rules.get(i));
        }
    }

    /// As before the first record.
    void reset() {
        Arrays.fill(holds, true);
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(atRecord, 0);
    }

    /// Whether each record settles the rule at once.
    static boolean isImmediate(Rule rule) {
        return rule.always().map(body -> !body.looksAhead()).orElse(true)
                && rule.initially().map(body -> !body.looksAhead()).orElse(true);
    }

    /// Takes over what the monitor said of the row that was pushed last.
    public void note(SpecificationMonitor monitor, long record) {
        for (int i = 0; i < holds.length; i++) {
            if (monitor.verdict(i) != Verdict.TRUE) {
                holds[i] = false;
            }
            if (immediate[i] && monitor.robustness(i) < least[i]) {
                least[i] = monitor.robustness(i);
                atRecord[i] = record;
            }
        }
    }

    /// Place of a rule; -1 if it is kept elsewhere.
    public int indexOf(Rule rule) {
        return rules.indexOf(rule);
    }

    public boolean holds(int rule) {
        return holds[rule];
    }

    /// Least robustness; infinite if nothing limits it or the rule is settled later.
    public double robustness(int rule) {
        return least[rule];
    }

    /// The first record with the least robustness.
    public long atRecord(int rule) {
        return atRecord[rule];
    }

    void writeTo(DataOutput out) throws IOException {
        for (int i = 0; i < holds.length; i++) {
            out.writeBoolean(holds[i]);
            out.writeDouble(least[i]);
            out.writeLong(atRecord[i]);
        }
    }

    void readFrom(DataInput in) throws IOException {
        for (int i = 0; i < holds.length; i++) {
            holds[i] = in.readBoolean();
            least[i] = in.readDouble();
            atRecord[i] = in.readLong();
        }
    }
}

package orrery.agent;

import java.util.Arrays;
import orrery.agent.episode.Reason;
import orrery.agent.safety.ReactionWatch;
import orrery.solve.formula.Specification;
import orrery.solve.monitor.SpecificationMonitor;
import orrery.solve.monitor.Verdict;

/// Judges decisions by what is recorded of them alone, with a monitor of its own.
final class IndependentCheck {
    private final Specification rules;
    private final SpecificationMonitor monitor;

    IndependentCheck(Specification specification) {
        rules = specification.where(rule -> !ReactionWatch.isAbout(rule));
        monitor = SpecificationMonitor.of(rules);
    }

    /// Takes over the next decision.
    ///
    /// @return whether every rule holds with it for every capacity that may be in force
    boolean allows(Decision decision) {
        int[] inForce = new int[decision.pendingCount() + 1];
        inForce[0] = decision.current();
        for (int i = 1; i < inForce.length; i++) {
            inForce[i] = decision.pending(i - 1);
        }
        Arrays.sort(inForce);
        double[] low = new double[rules.vocabulary().size()];
        double[] high = low.clone();
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        int chosen = decision.chosen();
        boolean killed = decision.reason() == Reason.KILLED;
        for (int now = inForce[0]; now <= inForce[inForce.length - 1]; now++) {
            widen(low, high, "demand", decision.demand());
            widen(low, high, "current", now);
            widen(low, high, "replicas", chosen);
            widen(low, high, "up", Math.max(0, chosen - now));
            widen(low, high, "down", Math.max(0, now - chosen));
            widen(low, high, "shortage", decision.demand() > now ? 1 : 0);
            widen(low, high, "killed", killed ? 1 : 0);
        }
        if (Double.isNaN(decision.demand())) {
            widen(low, high, "shortage", 1);
        }
        return monitor.push(decision.timeNs(), decision.number(), low, high) == Verdict.TRUE;
    }

    private void widen(double[] low, double[] high, String name, double value) {
        int signal = rules.vocabulary().index(name);
        low[signal] = Math.min(low[signal], value);
        high[signal] = Math.max(high[signal], value);
    }
}

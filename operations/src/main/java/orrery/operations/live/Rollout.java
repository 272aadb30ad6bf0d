package orrery.operations.live;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import orrery.agent.Agent;
import orrery.agent.Decision;
import orrery.agent.policy.Policy;
import orrery.agent.safety.Gate;
import orrery.operations.baseline.CostRates;
import orrery.operations.baseline.Course;
import orrery.operations.configuration.Configuration;
import orrery.operations.configuration.RolloutSettings;
import orrery.operations.replay.Assembly;

/// Whether a live run goes on with its learners, or falls back: the fallback policy runs beside it
/// through a gate of its own, on the same demand.
///
/// It falls back for good at the configured number of broken rules about actions (late reactions are
/// misses, and counted as such), or once it has cost more than the configured multiple of what the
/// fallback would have cost, judged from 100 decisions on. Threads: confined.
final class Rollout {
    private static final long JUDGED_FROM = 100;

    private final RolloutSettings limits;
    private final CostRates rates;
    private final Policy fallback;
    private final Course beside;
    private final int min;
    private final int max;
    private double cost;
    private int before;
    private long decisions;

    /// @param gate under the same rules, without history
    Rollout(Configuration configuration, Gate gate, int initial) {
        limits = configuration.rollout();
        min = configuration.capacity().min();
        max = configuration.capacity().max();
        rates =
                new CostRates(
                        configuration.capacity().shortfallWeight(),
                        configuration.capacity().changeWeight());
        fallback = Assembly.fallback(configuration.leanAgentic().fallback());
        beside = new Course(gate, true, rates, initial, 0);
        before = initial;
    }

    /// Takes one decision, the past ones included, and says why the run must fall back, if it must.
    Optional<String> judge(Decision decision, Agent agent) {
        cost += rates.step(decision.demand(), decision.current(), before);
        before = decision.current();
        beside.meet(decision.timeNs(), decision.number(), decision.demand());
        int wish = fallback.propose(decision.demand(), beside.current());
        beside.choose(Math.clamp(wish, min, max));
        decisions++;
        long breaches = agent.guarantees().ruleBreaches();
        if (breaches >= limits.abortBreaches()) {
            return Optional.of(breaches + " broken rules");
        }
        double ratio = cost / beside.cost();
        if (decisions >= JUDGED_FROM && ratio > limits.abortRegretRatio()) {
            return Optional.of(
                    String.format(
                            Locale.ROOT, "it cost %.2f times what the fallback would have", ratio));
        }
        return Optional.empty();
    }

    /// Saves the whole state.
    void writeTo(DataOutput out) throws IOException {
        fallback.writeTo(out);
        beside.writeTo(out);
        out.writeDouble(cost);
        out.writeInt(before);
        out.writeLong(decisions);
    }

    /// Restores what {@link #writeTo} saved.
    void readFrom(DataInput in) throws IOException {
        fallback.readFrom(in);
        beside.readFrom(in);
        cost = in.readDouble();
        before = in.readInt();
        decisions = in.readLong();
    }
}

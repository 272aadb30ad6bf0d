package orrery.agent;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.attractor.classify.Dynamics;
import orrery.attractor.classify.DynamicsLabel;
import orrery.compare.search.AnalogueSearch;
import orrery.loop.Advice;
import orrery.loop.LoopSettings;
import orrery.loop.StrangeLoop;
import orrery.loop.change.GuardedChange;
import orrery.loop.halt.KillSwitch;

/// The levels of learners, and what of them a decision needs.
final class Learning {
    private static final long DECISIONS_PER_TRIAL = 500;
    private static final double TRIAL_STEP = 0.125;

    private final StrangeLoop loop;
    private final KillSwitch halt;
    private final String[] expertNames;
    private Dynamics advised = Dynamics.notYet();
    private long published;
    private long publishedAt = Long.MIN_VALUE;

    Learning(LoopSettings settings, AnalogueSearch analogues, KillSwitch halt) {
        this.halt = halt;
        loop = StrangeLoop.of(settings, analogues, halt);
        expertNames = new String[loop.experts()];
        for (int i = 0; i < expertNames.length; i++) {
            expertNames[i] = loop.expertName(i);
        }
    }

    StrangeLoop loop() {
        return loop;
    }

    String[] expertNames() {
        return expertNames;
    }

    /// Level 1 learns from the demand, with the newest dynamics as advice.
    void learn(double demand, int inForce, Dynamics dynamics) {
        if (!dynamics.equals(advised)) {
            advised = dynamics;
            loop.advise(advice(dynamics));
        }
        loop.learn(demand, inForce, loop.settings().min(), loop.settings().max());
    }

    /// Levels 2 and 3 learn, and a snapshot is published.
    ///
    /// @param decision number of the decision in hand
    void mix(long decision) {
        loop.meta();
        proposeAChange(decision);
        if (loop.snapshot().sequence() != published) {
            published = loop.snapshot().sequence();
            publishedAt = decision;
        }
    }

    /// Now and then, where the settings enable self-modification, another value of the guarded
    /// parameter is tried in shadow: a step up, then a step down.
    private void proposeAChange(long decision) {
        GuardedChange change = loop.change();
        boolean due = decision > 0 && decision % DECISIONS_PER_TRIAL == 0;
        if (!due
                || !loop.settings().enableSelfModification()
                || halt.killed()
                || change.state() != GuardedChange.State.IDLE) {
            return;
        }
        double step = (decision / DECISIONS_PER_TRIAL) % 2 == 0 ? -TRIAL_STEP : TRIAL_STEP;
        double value = change.live().value() + step;
        if (value >= change.live().low() && value <= change.live().high()) {
            change.propose(value);
        }
    }

    /// Whether the published snapshot is of use for this decision.
    boolean isFresh(long decision) {
        return publishedAt >= 0
                && !loop.snapshot().isStale((int) Math.min(decision - publishedAt, 1 << 30));
    }

    // Hot path: level 0.
    int propose(double demand) {
        return loop.propose(demand);
    }

    void writeTo(DataOutput out) throws IOException {
        loop.writeTo(out);
        out.writeLong(published);
        out.writeLong(publishedAt);
    }

    void readFrom(DataInput in) throws IOException {
        loop.readFrom(in);
        published = in.readLong();
        publishedAt = in.readLong();
    }

    private static Advice advice(Dynamics dynamics) {
        return new Advice(
                kind(dynamics.label()),
                dynamics.confidence(),
                dynamics.exponent().orElse(Double.NaN));
    }

    private static Advice.Kind kind(DynamicsLabel label) {
        return switch (label) {
            case POINT -> Advice.Kind.POINT;
            case PERIODIC -> Advice.Kind.PERIODIC;
            case CHAOTIC -> Advice.Kind.CHAOTIC;
            case STOCHASTIC -> Advice.Kind.STOCHASTIC;
            case UNKNOWN -> Advice.Kind.UNKNOWN;
        };
    }
}

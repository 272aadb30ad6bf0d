package orrery.agent;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.attractor.classify.Dynamics;
import orrery.compare.search.AnalogueSearch;
import orrery.loop.Advice;
import orrery.loop.LoopSettings;
import orrery.loop.Snapshot;
import orrery.loop.StrangeLoop;

/// The levels of learners, and what of them a decision needs.
final class Learning {
    private final StrangeLoop loop;
    private final String[] expertNames;
    private Dynamics advised = Dynamics.notYet();

    Learning(LoopSettings settings, AnalogueSearch analogues) {
        loop = StrangeLoop.of(settings, analogues);
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

    /// Level 1 learns from the demand; new dynamics are passed on as advice.
    void learn(double demand, int inForce, Perception perception) {
        Dynamics seen = perception.dynamics();
        if (seen != advised) {
            advised = seen;
            loop.advise(
                    new Advice(
                            seen.label().ordinal(),
                            seen.confidence(),
                            seen.exponent().orElse(Double.NaN)));
        }
        loop.learn(demand, inForce);
    }

    /// Levels 2 and 3 learn, and a snapshot is published.
    void mix() {
        loop.meta();
    }

    /// Whether the published snapshot is of use for this decision.
    boolean isFresh(long sample) {
        Snapshot snapshot = loop.snapshot();
        return sample - snapshot.sequence() <= snapshot.expirySamples();
    }

    // Hot path: level 0.
    int propose(double demand) {
        return loop.snapshot().propose(demand);
    }

    void fill(Decision decision) {
        for (int i = 0; i < expertNames.length; i++) {
            decision.proposals[i] = loop.proposal(i);
            decision.weights[i] = loop.weight(i);
        }
    }

    void writeTo(DataOutput out) throws IOException {
        loop.writeTo(out);
    }

    void readFrom(DataInput in) throws IOException {
        loop.readFrom(in);
    }
}

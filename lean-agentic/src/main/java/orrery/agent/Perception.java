package orrery.agent;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import orrery.agent.sense.SampleSymbols;
import orrery.attractor.classify.Dynamics;
import orrery.attractor.classify.DynamicsLabel;
import orrery.attractor.classify.StreamingDynamics;
import orrery.compare.pattern.EventMatcher;
import orrery.compare.search.AnalogueSearch;
import orrery.compare.search.AnalogueSettings;

/// What the agent sees in the stream: symbolic patterns, analogues of the present, dynamics.
final class Perception {
    /// Of a search that is never fed: it has no neighbours, ever.
    private static final AnalogueSettings NOTHING = new AnalogueSettings(3, 2, 1, false);

    private final AnalogueSearch analogues;
    private final boolean searching;
    private final Optional<StreamingDynamics> dynamics;
    private final SampleSymbols symbols = new SampleSymbols();
    private final EventMatcher[] matchers;
    private final String[] patternNames;
    private final long[] matchedAt;
    private long samples;

    Perception(AgentSettings.Senses senses, Executor analysis) {
        analogues = AnalogueSearch.euclidean(senses.analogues().orElse(NOTHING));
        searching = senses.analogues().isPresent();
        dynamics =
                senses.dynamics()
                        .map(plan ->
                                new StreamingDynamics(plan.settings(), plan.cadence(), analysis));
        List<AgentSettings.NamedPattern> patterns = senses.patterns();
        matchers = new EventMatcher[patterns.size()];
        patternNames = new String[patterns.size()];
        matchedAt = new long[patterns.size()];
        for (int i = 0; i < matchers.length; i++) {
            matchers[i] = patterns.get(i).pattern().matcher();
            patternNames[i] = patterns.get(i).name();
            matchedAt[i] = -1;
        }
    }

    String[] patternNames() {
        return patternNames;
    }

    AnalogueSearch analogues() {
        return analogues;
    }

    /// Symbolic patterns and the search for analogues.
    void detect(long timeNs, double demand, int inForce) {
        detectSymbols(timeNs, demand, inForce);
        if (searching) {
            analogues.add(demand);
            analogues.search();
        }
    }

    // Hot path: no allocation.
    void detectSymbols(long timeNs, double demand, int inForce) {
        long mask = symbols.next(demand, inForce);
        for (int i = 0; i < matchers.length; i++) {
            if (matchers[i].next(mask, timeNs)) {
                matchedAt[i] = samples;
            }
        }
        samples++;
    }

    void analyse(double demand) {
        if (dynamics.isPresent()) {
            dynamics.get().add(demand);
        }
    }

    Dynamics dynamics() {
        return dynamics.isPresent() ? dynamics.get().current() : Dynamics.notYet();
    }

    void fill(Decision decision) {
        for (int i = 0; i < matchedAt.length; i++) {
            decision.features[i] = matchedAt[i] < 0 ? -1 : samples - 1 - matchedAt[i];
        }
        if (dynamics.isPresent()) {
            Dynamics seen = dynamics.get().current();
            decision.regime = word(seen.label());
            decision.confidence = seen.confidence();
        }
    }

    private static String word(DynamicsLabel label) {
        return switch (label) {
            case POINT -> "point";
            case PERIODIC -> "periodic";
            case CHAOTIC -> "chaotic";
            case STOCHASTIC -> "stochastic";
            case UNKNOWN -> "unknown";
        };
    }

    void writeTo(DataOutput out) throws IOException {
        analogues.writeTo(out);
        symbols.writeTo(out);
        out.writeLong(samples);
        for (int i = 0; i < matchers.length; i++) {
            matchers[i].writeTo(out);
            out.writeLong(matchedAt[i]);
        }
        if (dynamics.isPresent()) {
            dynamics.get().writeTo(out);
        }
    }

    void readFrom(DataInput in) throws IOException {
        analogues.readFrom(in);
        symbols.readFrom(in);
        samples = in.readLong();
        for (int i = 0; i < matchers.length; i++) {
            matchers[i].readFrom(in);
            matchedAt[i] = in.readLong();
        }
        if (dynamics.isPresent()) {
            dynamics.get().readFrom(in);
        }
    }
}

package orrery.agent.safety;

import java.util.Map;
import orrery.solve.formula.Vocabulary;

/// The signals that rules about a capacity may name.
///
/// `demand` what is asked for, in replicas · `current` capacity in force · `replicas` capacity
/// chosen for the next step · `up`, `down` how many replicas the choice adds or removes ·
/// `shortage` demand above what is in force · `killed` the kill switch is set · `decide`, `acted`,
/// `dropped` the agent's own steps. Rules that name one of the last three are about reaction: they
/// are watched, and the scheduler keeps them, while all others are checked before an action.
public final class Signals {
    static final String DEMAND = "demand";
    static final String CURRENT = "current";
    static final String REPLICAS = "replicas";
    static final String UP = "up";
    static final String DOWN = "down";
    static final String SHORTAGE = "shortage";
    static final String KILLED = "killed";
    static final String DECIDE = "decide";
    static final String ACTED = "acted";
    static final String DROPPED = "dropped";

    private Signals() {}

    /// The vocabulary of rules over a capacity between `min` and `max`.
    ///
    /// @param constants names that rules may use for numbers, such as `max_replicas`
    public static Vocabulary vocabulary(int min, int max, Map<String, Double> constants) {
        double widest = Math.max(0, (double) max - min);
        Vocabulary.Builder names =
                Vocabulary.builder()
                        .number(DEMAND, 0, Double.POSITIVE_INFINITY)
                        .number(CURRENT, 0, Double.POSITIVE_INFINITY)
                        .number(REPLICAS, min, max)
                        .number(UP, 0, widest)
                        .number(DOWN, 0, Double.POSITIVE_INFINITY)
                        .truth(SHORTAGE)
                        .truth(KILLED)
                        .truth(DECIDE)
                        .truth(ACTED)
                        .truth(DROPPED);
        constants.forEach(names::constant);
        return names.build();
    }
}

package orrery.agent.safety;

import orrery.solve.formula.Vocabulary;

/// The least and the greatest value of each signal of a decision, in the order of the vocabulary.
///
/// What an unacknowledged command or a missing demand leaves open is an interval. Allocates nothing
/// after the constructor. Threads: confined.
final class SignalRow {
    final double[] low;
    final double[] high;
    private final int demand;
    private final int current;
    private final int replicas;
    private final int up;
    private final int down;
    private final int shortage;
    private final int killed;

    SignalRow(Vocabulary names) {
        low = new double[names.size()];
        high = new double[names.size()];
        demand = names.index(Signals.DEMAND);
        current = names.index(Signals.CURRENT);
        replicas = names.index(Signals.REPLICAS);
        up = names.index(Signals.UP);
        down = names.index(Signals.DOWN);
        shortage = names.index(Signals.SHORTAGE);
        killed = names.index(Signals.KILLED);
    }

    // Hot path: two arrays, no allocation.
    void fill(Situation situation, int action) {
        set(demand, situation.demand, situation.demand);
        set(current, situation.lowest, situation.highest);
        set(replicas, action, action);
        set(up, Math.max(0, action - situation.highest), Math.max(0, action - situation.lowest));
        set(down, Math.max(0, situation.lowest - action), Math.max(0, situation.highest - action));
        if (Double.isNaN(situation.demand)) {
            set(shortage, 0, 1);
        } else {
            set(
                    shortage,
                    situation.demand > situation.highest ? 1 : 0,
                    situation.demand > situation.lowest ? 1 : 0);
        }
        set(killed, situation.killed ? 1 : 0, situation.killed ? 1 : 0);
    }

    void set(int signal, double least, double greatest) {
        low[signal] = least;
        high[signal] = greatest;
    }
}

package orrery.agent.act;

import java.util.Arrays;

/// Takes every command and acknowledges it before the next decision: for replay and simulation.
///
/// Allocates nothing after the constructor.
public final class ImmediateActuator implements Actuator {
    private static final int CAPACITY = 64;
    private final long[] decisions = new long[CAPACITY];
    private final int[] capacities = new int[CAPACITY];
    private int waiting;

    /// One without commands.
    public ImmediateActuator() {}

    @Override
    public boolean command(long decision, int capacity) {
        if (waiting == CAPACITY) {
            return false;
        }
        decisions[waiting] = decision;
        capacities[waiting++] = capacity;
        return true;
    }

    @Override
    public void poll(Acknowledgements into) {
        for (int i = 0; i < waiting; i++) {
            into.acknowledged(decisions[i], capacities[i]);
        }
        waiting = 0;
    }

    @Override
    public String toString() {
        return "ImmediateActuator" + Arrays.toString(Arrays.copyOf(capacities, waiting));
    }
}

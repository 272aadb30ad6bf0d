package orrery.operations;

import orrery.operations.input.Arrival;
import orrery.operations.input.DemandSource;
import orrery.operations.input.InputCounts;
import orrery.operations.input.Sample;

/// Samples a minute apart, from memory.
public final class ListSource implements DemandSource {
    /// Distance of samples.
    public static final long STEP_NS = 60_000_000_000L;

    private static final long START_NS = 1_767_571_200_000_000_000L;

    private final double[] demand;
    private int next;

    public ListSource(double... demand) {
        this.demand = demand;
    }

    @Override
    public boolean next(Sample into) {
        return poll(into) == Arrival.SAMPLE;
    }

    @Override
    public Arrival poll(Sample into) {
        if (next == demand.length) {
            return Arrival.END;
        }
        into.set(START_NS + next * STEP_NS, demand[next], false);
        next++;
        return Arrival.SAMPLE;
    }

    @Override
    public InputCounts counts() {
        return new InputCounts(next, 0, 0, 0, 0, 0, next);
    }

    @Override
    public void close() {}
}

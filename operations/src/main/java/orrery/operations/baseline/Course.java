package orrery.operations.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.agent.safety.Gate;
import orrery.agent.safety.Situation;

/// One policy's way through the same demand: its capacity, cost and breaches.
///
/// With the gate in its way a proposal is repaired or denied like the agent's own; without, it is
/// carried out as it is and the gate only counts what it breaks. Costs and breaches count from the
/// first scored step. Threads: confined.
public final class Course {
    private final Gate gate;
    private final boolean gated;
    private final CostRates rates;
    private final long scoredFrom;
    private final Situation situation = new Situation();
    private int current;
    private int before;
    private double cost;
    private long breaches;

    /// @param gated whether proposals go through the gate, or are only counted by it
    public Course(Gate gate, boolean gated, CostRates rates, int initial, long scoredFrom) {
        this.gate = gate;
        this.gated = gated;
        this.rates = rates;
        this.scoredFrom = scoredFrom;
        this.current = initial;
        this.before = initial;
    }

    /// Takes the step's demand: what is in force now meets it.
    public void meet(long timeNs, long sample, double demand) {
        situation.timeNs = timeNs;
        situation.sample = sample;
        situation.demand = demand;
        situation.current = current;
        situation.lowest = current;
        situation.highest = current;
        if (sample >= scoredFrom) {
            cost += rates.step(demand, current, sample == scoredFrom ? current : before);
        }
    }

    /// Chooses the capacity of the next step, after {@link #meet}.
    public void choose(int proposal) {
        int chosen = proposal;
        if (gated) {
            gate.admit(situation, proposal);
            chosen = gate.chosen();
        }
        if (!gate.commit(situation, chosen) && situation.sample >= scoredFrom) {
            breaches++;
        }
        before = current;
        current = chosen;
    }

    /// Capacity in force.
    public int current() {
        return current;
    }

    /// Cost of the scored steps so far.
    public double cost() {
        return cost;
    }

    /// Scored steps at which a rule was broken.
    public long breaches() {
        return breaches;
    }

    /// Saves the whole state, that of the gate included.
    public void writeTo(DataOutput out) throws IOException {
        gate.writeTo(out);
        out.writeInt(current);
        out.writeInt(before);
        out.writeDouble(cost);
        out.writeLong(breaches);
    }

    /// Restores what {@link #writeTo} saved.
    public void readFrom(DataInput in) throws IOException {
        gate.readFrom(in);
        current = in.readInt();
        before = in.readInt();
        cost = in.readDouble();
        breaches = in.readLong();
    }
}

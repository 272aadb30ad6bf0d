package orrery.agent.act;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What is in force, and which commands are under way: the agent's knowledge of its own actions.
///
/// Until a command is acknowledged the capacity in force may be any of the acknowledged one and
/// those under way. Threads: confined. Allocates nothing after the constructor.
public final class Flight implements Actuator.Acknowledgements {
    private final long[] decisions;
    private final int[] capacities;
    private int waiting;
    private int current;

    /// @param initial capacity in force now
    /// @param capacity most commands that can be under way
    public Flight(int initial, int capacity) {
        this.current = initial;
        this.decisions = new long[capacity];
        this.capacities = new int[capacity];
    }

    /// Notes a command that the actuator took.
    ///
    /// @return false if too many are under way already: the command must not be given
    public boolean begin(long decision, int capacity) {
        if (isFull()) {
            return false;
        }
        decisions[waiting] = decision;
        capacities[waiting++] = capacity;
        return true;
    }

    /// The command of `decision` is in force, so all earlier ones are over. News of a command that
    /// is over already came late, and changes nothing.
    @Override
    public void acknowledged(long decision, int capacity) {
        int over = 0;
        while (over < waiting && decisions[over] - decision <= 0) {
            over++;
        }
        if (over == 0) {
            return;
        }
        current = capacity;
        drop(0, over);
    }

    @Override
    public void failed(long decision) {
        for (int i = 0; i < waiting; i++) {
            if (decisions[i] == decision) {
                drop(i, 1);
                return;
            }
        }
    }

    public boolean isFull() {
        return waiting == decisions.length;
    }

    /// Capacity in force, as far as acknowledged.
    public int current() {
        return current;
    }

    /// Commands under way.
    public int waiting() {
        return waiting;
    }

    /// Decision that gave a command under way, oldest first.
    public long decision(int index) {
        return decisions[index];
    }

    /// Capacity of a command under way, oldest first.
    public int capacity(int index) {
        return capacities[index];
    }

    /// Least capacity that may be in force.
    public int lowest() {
        int least = current;
        for (int i = 0; i < waiting; i++) {
            least = Math.min(least, capacities[i]);
        }
        return least;
    }

    /// Greatest capacity that may be in force.
    public int highest() {
        int greatest = current;
        for (int i = 0; i < waiting; i++) {
            greatest = Math.max(greatest, capacities[i]);
        }
        return greatest;
    }

    /// Saves the whole state.
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(current);
        out.writeInt(waiting);
        for (int i = 0; i < waiting; i++) {
            out.writeLong(decisions[i]);
            out.writeInt(capacities[i]);
        }
    }

    /// Restores what {@link #writeTo} saved.
    public void readFrom(DataInput in) throws IOException {
        current = in.readInt();
        waiting = in.readInt();
        for (int i = 0; i < waiting; i++) {
            decisions[i] = in.readLong();
            capacities[i] = in.readInt();
        }
    }

    private void drop(int from, int count) {
        int kept = waiting - from - count;
        System.arraycopy(decisions, from + count, decisions, from, kept);
        System.arraycopy(capacities, from + count, capacities, from, kept);
        waiting -= count;
    }
}

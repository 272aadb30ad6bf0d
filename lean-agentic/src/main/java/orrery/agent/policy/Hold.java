package orrery.agent.policy;

import java.io.DataInput;
import java.io.DataOutput;

/// Proposes what is in force already.
public final class Hold implements Policy {
    /// One is as good as another: it has no state.
    public Hold() {}

    @Override
    public int propose(double demand, int current) {
        return current;
    }

    @Override
    public void writeTo(DataOutput out) {}

    @Override
    public void readFrom(DataInput in) {}
}

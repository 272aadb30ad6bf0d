package orrery.agent.policy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Proposes the next capacity from what is seen now. Baselines and fallbacks are policies.
///
/// Threads: confined to one.
public interface Policy {
    /// @param demand demand of this step in replicas; NaN where it is missing
    /// @param current capacity in force
    /// @return capacity wanted for the next step; the caller bounds it
    int propose(double demand, int current);

    /// Saves the whole state.
    void writeTo(DataOutput out) throws IOException;

    /// Restores what {@link #writeTo} saved.
    void readFrom(DataInput in) throws IOException;
}

package orrery.agent.act;

/// The only door to the world. The agent calls it from one place, behind the gate.
///
/// An actuator must return at once: it may queue a command, but it must not wait for its effect.
/// What became of a command is told later through {@link #poll}. Threads: called by the agent's
/// thread alone.
public interface Actuator {
    /// Commands a capacity.
    ///
    /// @param decision number of the decision that commands it
    /// @param capacity the capacity wanted, in replicas
    /// @return false if the command was not taken (queue full, closed): nothing will happen
    boolean command(long decision, int capacity);

    /// Hands over what became of earlier commands since the last call, oldest first.
    void poll(Acknowledgements into);

    /// Receives what became of commands.
    interface Acknowledgements {
        /// The command of `decision` took effect: `capacity` is in force.
        void acknowledged(long decision, int capacity);

        /// The command of `decision` had no effect and will have none.
        void failed(long decision);
    }
}

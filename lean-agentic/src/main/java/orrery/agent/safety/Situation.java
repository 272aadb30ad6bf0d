package orrery.agent.safety;

/// What is known when a decision is made: the agent fills one and reuses it.
///
/// With commands that are not acknowledged yet, the capacity in force is only known to lie between
/// {@link #lowest} and {@link #highest}. Threads: confined.
public final class Situation {
    /// time of the sample, nanoseconds since 1970
    public long timeNs;

    /// number of the decision
    public long sample;

    /// demand in replicas; NaN where it is missing
    public double demand;

    /// capacity in force, as far as acknowledged
    public int current;

    /// least capacity that may be in force
    public int lowest;

    /// greatest capacity that may be in force
    public int highest;

    /// whether the kill switch is set
    public boolean killed;

    /// One that says nothing yet.
    public Situation() {}
}

package orrery.schedule.admission;

/// The order in which ready jobs run.
public enum Policy {
    /// earliest deadline first, preemptive outside sections
    EDF,
    /// earliest deadline first, every job to its end: what one worker does
    NP_EDF,
    /// shortest period first, preemptive
    RM,
    /// shortest relative deadline first, preemptive
    DM,
    /// in the order of the set, preemptive
    FP,
    /// in the order of the set, every job to its end
    NP_FP,
    /// least laxity first, preemptive, without cost for a switch
    LLF
}

package orrery.operations.adversary;

/// A fault planted in the gate, so that it is seen that the attack finds it.
public enum Mutation {
    /// the gate as it is
    NONE,
    /// windows one sample too short
    OFF_BY_ONE_WINDOW,
    /// unacknowledged commands are forgotten
    IN_FLIGHT_IGNORED,
    /// a missing demand is taken for no demand
    NAN_LET_THROUGH,
    /// a clock that goes back is taken for one that stands
    CLOCK_BACK_ACCEPTED
}

import org.jspecify.annotations.NullMarked;

/// The agent: decide, check, act, observe, learn.
@NullMarked
module orrery.agent {
    requires static transitive org.jspecify;
    requires transitive orrery.timeline;
    requires orrery.journal;
    requires transitive orrery.compare;
    requires transitive orrery.attractor;
    requires transitive orrery.schedule;
    requires transitive orrery.solve;
    requires transitive orrery.loop;
}

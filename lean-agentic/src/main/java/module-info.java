import org.jspecify.annotations.NullMarked;

/// The agent: decide, check, act, observe, learn.
@NullMarked
module orrery.agent {
    requires static transitive org.jspecify;
    requires transitive orrery.timeline;
    requires transitive orrery.compare;
    requires transitive orrery.attractor;
    requires transitive orrery.schedule;
    requires transitive orrery.solve;
    requires transitive orrery.loop;

    exports orrery.agent;
    exports orrery.agent.act;
    exports orrery.agent.episode;
    exports orrery.agent.policy;
    exports orrery.agent.safety;
    exports orrery.agent.sense;
}

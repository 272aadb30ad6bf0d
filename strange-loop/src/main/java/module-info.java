import org.jspecify.annotations.NullMarked;

/// Learners that tune the learners below them.
@NullMarked
module orrery.loop {
    requires static transitive org.jspecify;
    requires transitive orrery.timeline;
    requires transitive orrery.compare;
    requires transitive orrery.attractor;
    requires orrery.schedule;
    requires orrery.solve;
    requires orrery.journal;
    requires static jdk.incubator.vector;

    exports orrery.loop;
    exports orrery.loop.change;
    exports orrery.loop.halt;
    exports orrery.loop.level;
}

import org.jspecify.annotations.NullMarked;

/// Deadline scheduling with one state machine for live and virtual time.
@NullMarked
module orrery.schedule {
    requires static transitive org.jspecify;
    requires transitive orrery.timeline;

    exports orrery.schedule;
    exports orrery.schedule.admission;
    exports orrery.schedule.execution;
    exports orrery.schedule.simulation;
    exports orrery.schedule.task;
    exports orrery.schedule.thread;
    exports orrery.schedule.timing;
}

import org.jspecify.annotations.NullMarked;

/// Temporal rules: parse, check, monitor.
@NullMarked
module orrery.solve {
    requires static transitive org.jspecify;
    requires transitive orrery.timeline;
    requires orrery.schedule;
}

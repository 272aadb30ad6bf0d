import org.jspecify.annotations.NullMarked;

/// Temporal rules: parse, check, monitor.
@NullMarked
module orrery.solve {
    requires static transitive org.jspecify;
    requires transitive orrery.timeline;
    requires orrery.schedule;

    exports orrery.solve;
    exports orrery.solve.consistency;
    exports orrery.solve.formula;
    exports orrery.solve.monitor;
}

import org.jspecify.annotations.NullMarked;

/// The few values that every module shares: series, clocks, refusals.
@NullMarked
module orrery.timeline {
    requires static transitive org.jspecify;

    exports orrery.timeline;
}

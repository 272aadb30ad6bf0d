import org.jspecify.annotations.NullMarked;

/// Re-checks a run folder with code of its own.
@NullMarked
module orrery.verify {
    requires static transitive org.jspecify;
    requires transitive orrery.timeline;
    requires tools.jackson.core;

    exports orrery.verify;
}

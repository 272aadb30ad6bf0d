import org.jspecify.annotations.NullMarked;

/// What dynamics a stream follows, with how sure we are.
@NullMarked
module orrery.attractor {
    requires static transitive org.jspecify;
    requires transitive orrery.timeline;
    requires orrery.compare;

    exports orrery.attractor;
    exports orrery.attractor.classify;
}

import org.jspecify.annotations.NullMarked;

/// Compare sequences and find patterns in streams.
@NullMarked
module orrery.compare {
    requires static transitive org.jspecify;
    requires transitive orrery.timeline;
    requires static jdk.incubator.vector;

    exports orrery.compare;
    exports orrery.compare.classify;
    exports orrery.compare.correlate;
    exports orrery.compare.distance;
    exports orrery.compare.edit;
    exports orrery.compare.mining;
    exports orrery.compare.pattern;
    exports orrery.compare.profile;
    exports orrery.compare.search;
    exports orrery.compare.stream;
    exports orrery.compare.summary;
    exports orrery.compare.warping;
    exports orrery.compare.segment;
}

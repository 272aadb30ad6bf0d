import org.jspecify.annotations.NullMarked;

/// What the tests of the other modules share.
@NullMarked
module orrery.testkit {
    requires static transitive org.jspecify;
    requires transitive orrery.timeline;
    requires transitive orrery.journal;
    requires jdk.management;
    requires quicktheories;

    exports orrery.testkit;
}

import org.jspecify.annotations.NullMarked;

/// Checksummed append-only journal and snapshots; the disk is an interface.
@NullMarked
module orrery.journal {
    requires static transitive org.jspecify;
    requires transitive orrery.timeline;

    exports orrery.journal;
}

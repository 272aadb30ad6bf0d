import org.jspecify.annotations.NullMarked;

/// The command line: parses, calls, prints.
@NullMarked
module orrery.cli {
    requires static transitive org.jspecify;
    requires transitive orrery.timeline;
    requires orrery.compare;
    requires orrery.operations;
    requires orrery.schedule;
    requires orrery.verify;
    requires info.picocli;
}

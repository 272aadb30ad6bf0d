import org.jspecify.annotations.NullMarked;

/// The main job: configuration, input, replay, live runs, run folders and reports.
@NullMarked
module orrery.operations {
    requires static transitive org.jspecify;
    requires transitive orrery.timeline;
    requires orrery.journal;
    requires orrery.verify;
    requires transitive orrery.agent;
    requires org.tomlj;
    requires de.siegmar.fastcsv;
    requires tools.jackson.core;
    requires java.net.http;
    requires jdk.management;

    exports orrery.operations.configuration;
    exports orrery.operations.input;
}

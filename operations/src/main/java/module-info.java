import org.jspecify.annotations.NullMarked;

/// The main job: configuration, input, replay, live runs, run folders and reports.
@NullMarked
module orrery.operations {
    requires static transitive org.jspecify;
    requires transitive orrery.timeline;
    requires transitive orrery.journal;
    requires transitive orrery.verify;
    requires transitive orrery.agent;
    requires org.tomlj;
    requires de.siegmar.fastcsv;
    requires transitive tools.jackson.core;
    requires java.net.http;
    requires java.management;
    requires jdk.management;

    exports orrery.operations;
    exports orrery.operations.adversary;
    exports orrery.operations.baseline;
    exports orrery.operations.configuration;
    exports orrery.operations.doctor;
    exports orrery.operations.input;
    exports orrery.operations.live;
    exports orrery.operations.quality;
    exports orrery.operations.replay;
    exports orrery.operations.report;
    exports orrery.operations.run;
    exports orrery.operations.series;
}

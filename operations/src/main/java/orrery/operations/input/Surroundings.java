package orrery.operations.input;

import java.io.InputStream;
import orrery.timeline.NanoClock;

/// What a live source takes from the machine, so that tests can give something else.
///
/// @param clock says when a bucket is over and when this machine's load is read
/// @param pause how `next` waits
/// @param standardInput read by kind `stdin`, in a thread of its own; closed with the source
public record Surroundings(NanoClock clock, Pause pause, InputStream standardInput) {
    /// The clock, the sleep and the standard input of this process.
    public static Surroundings ofThisMachine() {
        return new Surroundings(NanoClock.system(), Pause.ofThread(), System.in);
    }
}

package orrery.operations.input;

import java.time.Instant;

/// Times for messages.
final class Instants {
    private Instants() {}

    /// @return for example `2014-07-01T00:00:00Z`
    static String text(long epochNs) {
        long second = Math.floorDiv(epochNs, 1_000_000_000L);
        return Instant.ofEpochSecond(second, Math.floorMod(epochNs, 1_000_000_000L)).toString();
    }
}

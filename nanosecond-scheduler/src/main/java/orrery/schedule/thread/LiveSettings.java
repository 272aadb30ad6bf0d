package orrery.schedule.thread;

import orrery.timeline.Refusal;

/// How a {@link LiveWorker} waits and ends.
///
/// @param name of the thread
/// @param spinNs how long before a release the thread stops sleeping and spins: 0 to 1 s, 100 µs by
///     default. At a release every millisecond 100 µs cost a tenth of a processor; 0 never spins.
/// @param sleepMaxNs longest sleep at once: 1 µs to 1 s, 100 ms by default
/// @param closeWaitNs how long closing waits for ready jobs and for the one that is running: 0 to
///     60 s, 1 s by default
/// @param os what the thread asks of the operating system
public record LiveSettings(
        String name, long spinNs, long sleepMaxNs, long closeWaitNs, OsRequest os) {
    private static final long SECOND_NS = 1_000_000_000;

    /// @throws Refusal EMPTY or OUT_OF_RANGE
    public LiveSettings {
        if (name.isBlank()) {
            throw new Refusal(Refusal.Code.EMPTY, "no thread name", "give a name");
        }
        requireWithin("spinNs", spinNs, 0, SECOND_NS);
        requireWithin("sleepMaxNs", sleepMaxNs, 1000, SECOND_NS);
        requireWithin("closeWaitNs", closeWaitNs, 0, 60 * SECOND_NS);
    }

    /// Sleep-then-spin on an ordinary thread.
    public static LiveSettings named(String name) {
        return new LiveSettings(name, 100_000, 100_000_000, SECOND_NS, OsRequest.plain());
    }

    public LiveSettings withSpinNs(long ns) {
        return new LiveSettings(name, ns, sleepMaxNs, closeWaitNs, os);
    }

    public LiveSettings withSleepMaxNs(long ns) {
        return new LiveSettings(name, spinNs, ns, closeWaitNs, os);
    }

    public LiveSettings withCloseWaitNs(long ns) {
        return new LiveSettings(name, spinNs, sleepMaxNs, ns, os);
    }

    public LiveSettings withOs(OsRequest request) {
        return new LiveSettings(name, spinNs, sleepMaxNs, closeWaitNs, request);
    }

    private static void requireWithin(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    name + " is " + value,
                    "use " + least + " to " + most);
        }
    }
}

package orrery.schedule.thread;

import java.util.List;
import orrery.timeline.Refusal;

/// What a worker's thread asks of the operating system. All of it is tried, none of it is needed:
/// {@link LiveWorker#grants} says what came of it.
///
/// @param cpus the processors to stay on, each 0 to 1023; empty for any
/// @param timerSlackNs how late the kernel may end a sleep to save power: 1 to 1 s, 0 to leave it as
///     it is (50 µs on Linux)
/// @param realTime the least real-time priority, above all ordinary threads; it needs rights
public record OsRequest(List<Integer> cpus, long timerSlackNs, boolean realTime) {
    static final int CPU_MAX = 1023;
    private static final long SLACK_MAX_NS = 1_000_000_000;

    /// @throws Refusal OUT_OF_RANGE
    public OsRequest {
        cpus = List.copyOf(cpus);
        for (int cpu : cpus) {
            if (cpu < 0 || cpu > CPU_MAX) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE, "cpu is " + cpu, "use 0 to " + CPU_MAX);
            }
        }
        if (timerSlackNs < 0 || timerSlackNs > SLACK_MAX_NS) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "timer slack is " + timerSlackNs + " ns",
                    "use 0 to " + SLACK_MAX_NS);
        }
    }

    /// Nothing: an ordinary thread.
    public static OsRequest plain() {
        return new OsRequest(List.of(), 0, false);
    }

    /// To stay on one processor and sleep as exactly as the kernel can.
    public static OsRequest pinnedTo(int cpu) {
        return new OsRequest(List.of(cpu), 1, false);
    }
}

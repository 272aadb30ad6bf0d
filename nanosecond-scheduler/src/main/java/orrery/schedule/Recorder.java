package orrery.schedule;

import java.util.ArrayDeque;
import java.util.List;
import orrery.schedule.timing.LatencyHistogram;

/// The figures of one scheduler, written by its owner only.
final class Recorder {
    private static final int FAILURES_KEPT = 16;

    final LatencyHistogram lateness = LatencyHistogram.empty();
    final LatencyHistogram response = LatencyHistogram.empty();
    final LatencyHistogram execution = LatencyHistogram.empty();
    private final ArrayDeque<Failure> failures = new ArrayDeque<>(FAILURES_KEPT + 1);
    long released;
    long run;
    long missed;
    long lateCompletions;
    long failed;
    long cancelled;
    long staleCancels;
    long refusedFull;
    long refusedInvalid;
    long clockBackward;

    void fail(Failure failure) {
        failed++;
        if (failures.size() == FAILURES_KEPT) {
            failures.removeFirst();
        }
        failures.addLast(failure);
    }

    SchedulerReport report(long otherRefusedFull, long otherRefusedInvalid) {
        Counts counts =
                new Counts(
                        released,
                        run,
                        missed,
                        lateCompletions,
                        failed,
                        cancelled,
                        staleCancels,
                        refusedFull + otherRefusedFull,
                        refusedInvalid + otherRefusedInvalid,
                        clockBackward);
        return new SchedulerReport(
                counts,
                lateness.percentiles(),
                response.percentiles(),
                execution.percentiles(),
                List.copyOf(failures));
    }
}

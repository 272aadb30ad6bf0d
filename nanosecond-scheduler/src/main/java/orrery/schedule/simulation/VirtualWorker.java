package orrery.schedule.simulation;

import orrery.schedule.Scheduler;
import orrery.schedule.SchedulerSettings;
import orrery.timeline.ManualClock;
import orrery.timeline.Refusal;

/// Drives a {@link Scheduler} in virtual time: the clock jumps from one wake to the next.
///
/// The same state machine as under a live worker, so the same decisions. A run is a function of
/// what is submitted and of the durations: with seeded ones it repeats exactly. Confined to one
/// thread.
public final class VirtualWorker {
    private final ManualClock clock;
    private final Scheduler scheduler;

    private VirtualWorker(ManualClock clock, SchedulerSettings settings, JobDurations durations) {
        this.clock = clock;
        scheduler =
                Scheduler.startingAt(
                        clock.nanoTime(),
                        settings.withJobsPerStep(1),
                        (job, startNs) -> {
                            clock.advance(Math.max(0, durations.durationNs(job, startNs)));
                            return clock.nanoTime();
                        });
    }

    /// @param settings `jobsPerStep` is taken as 1, so that no job starts after the end of a run
    /// @param durations how long jobs take, beside what they advance the clock by themselves
    public static VirtualWorker startingAt(
            long startNs, SchedulerSettings settings, JobDurations durations) {
        return new VirtualWorker(ManualClock.startingAt(startNs), settings, durations);
    }

    /// Submit here, before and between runs and from within jobs.
    public Scheduler scheduler() {
        return scheduler;
    }

    /// The virtual clock. Jobs may advance it.
    public ManualClock clock() {
        return clock;
    }

    /// Runs until the clock would pass `endNs`, then sets it there. What is released at `endNs` is
    /// dispatched; the last job may end later, and then so does the run.
    ///
    /// @return jobs dispatched, run or missed
    /// @throws Refusal TIME_BACKWARD if `endNs` is before the clock
    public long runUntil(long endNs) {
        if (endNs - clock.nanoTime() < 0) {
            throw new Refusal(
                    Refusal.Code.TIME_BACKWARD,
                    "end is " + endNs + " ns, the clock stands at " + clock.nanoTime() + " ns",
                    "give an end at or after the clock");
        }
        long dispatched = 0;
        while (endNs - clock.nanoTime() >= 0) {
            dispatched += scheduler.step(clock.nanoTime());
            long wakeNs = scheduler.nextWakeNs();
            if (wakeNs - clock.nanoTime() <= 0) {
                continue;
            }
            if (wakeNs - endNs > 0) {
                clock.set(endNs);
                break;
            }
            clock.set(wakeNs);
        }
        return dispatched;
    }
}

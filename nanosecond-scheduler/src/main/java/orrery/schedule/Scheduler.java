package orrery.schedule;

import java.util.Objects;
import orrery.schedule.internal.JobTable;
import orrery.schedule.internal.PendingJobs;
import orrery.schedule.internal.SubmissionRing;
import orrery.schedule.task.Completion;
import orrery.schedule.task.Job;
import orrery.schedule.task.ReleaseGrid;

/// One worker: a state machine that dispatches jobs, earliest absolute deadline first, when it is
/// told what time it is.
///
/// {@link #submit} takes a job with its release and deadline; {@link #step} makes ready what is
/// released and dispatches. Jobs run to their end (non-preemptive EDF), equal deadlines in the
/// order of submission. **On a miss**: a job whose deadline is past at its dispatch is not run; in
/// the same step its fallback is called and the miss is counted. A deadline equal to the time of
/// dispatch is not past. What {@link #submit} refuses is a negative handle and a count, never an
/// exception and never silence.
///
/// **Times** are nanoseconds of any one clock; they may be negative and may wrap past
/// {@link Long#MAX_VALUE}, and are compared as `a - b < 0`. All must lie within
/// {@link #HORIZON_NS} of the start. A time given to {@link #step} that is before the last one
/// counts as the last one, and is counted as `clockBackward`.
///
/// **Bounds**: a step takes up, releases and dispatches no more than the settings say. If the
/// allowance of releases ends first, nothing is dispatched in that step, so the order is never
/// wrong, only later; {@link #nextWakeNs} then says: at once.
///
/// **Cost**: submit and step of one job about 50 ns; O(log n) for n ready jobs, O(1) for waiting
/// ones. No allocation after construction, except for a {@link Failure} and a report. Memory: about
/// 100 bytes a job and 0.8 MB for the histograms.
///
/// **Threads**: confined to one thread at a time, the owner, except {@link #offer},
/// {@link #requestCancel} and {@link #hasSubmissions}, which any thread may call.
///
/// Up to as many finished jobs as there are slots stay reachable until their slots are used again.
///
/// Jobs are code, so the state cannot be saved: submit again after a restart.
///
/// Source: EDF, Liu & Layland, JACM 20(1), 1973, doi:10.1145/321738.321743; non-preemptive, Jeffay,
/// Stanat & Martel, RTSS 1991, doi:10.1109/REAL.1991.160366.
public final class Scheduler {
    /// A handle that is no handle: there was no room.
    public static final long FULL = SubmissionRing.FULL;

    /// A handle that is no handle: the times were not acceptable, or the scheduler is closed.
    public static final long INVALID = SubmissionRing.INVALID;

    /// All times lie within this of the start: 2^61 ns, 73 years.
    public static final long HORIZON_NS = 1L << 61;

    // In the ring: a period that marks a request to cancel, with the handle in place of the
    // release.
    private static final long CANCELS = -1;
    private static final Job NOTHING = _ -> {};

    private final SchedulerSettings settings;
    private final Completion completion;
    private final long originNs;
    private final JobTable table;
    private final PendingJobs pending;
    private final SubmissionRing ring;
    private final Recorder recorder = new Recorder();
    private long nowNs;
    private boolean stepping;
    private boolean closed;
    private long currentHandle;
    private long currentReleaseNs;
    private long currentDeadlineNs;

    private Scheduler(long startNs, SchedulerSettings settings, Completion completion) {
        this.settings = settings;
        this.completion = completion;
        originNs = startNs;
        nowNs = startNs;
        table = new JobTable(settings.capacity() + settings.submissions());
        pending = new PendingJobs(table, startNs);
        ring = new SubmissionRing(settings.submissions());
        armCells();
    }

    /// With the default settings, for jobs whose execution time its driver does not model.
    public static Scheduler startingAt(long startNs) {
        return startingAt(startNs, SchedulerSettings.defaults(), Completion.atOnce());
    }

    /// @param completion says when a job has ended
    public static Scheduler startingAt(
            long startNs, SchedulerSettings settings, Completion completion) {
        return new Scheduler(startNs, settings, completion);
    }

    /// Owner: takes a job that is to run once.
    ///
    /// @param releaseNs when it may start; may be past
    /// @param deadlineNs when it must have started, and should have ended; not before the release
    /// @return its handle, greater than 0, or {@link #FULL} or {@link #INVALID}
    public long submit(Job job, long releaseNs, long deadlineNs) {
        return submit(job, releaseNs, deadlineNs, 0);
    }

    private long submit(Job job, long releaseNs, long deadlineNs, long periodNs) {
        Objects.requireNonNull(job);
        if (closed || !acceptable(releaseNs, deadlineNs)) {
            recorder.refusedInvalid++;
            return INVALID;
        }
        int slot = table.allocate();
        if (slot == JobTable.NONE) {
            recorder.refusedFull++;
            return FULL;
        }
        table.hold(slot, job, periodNs);
        enter(slot, releaseNs, deadlineNs);
        return table.handle(slot);
    }

    /// Owner: takes a job that is released again at every instant of a grid until it is cancelled
    /// or an instant lies past {@link #HORIZON_NS}.
    ///
    /// It holds one slot and keeps one handle. No release is skipped: after a stall, each overdue
    /// one is dispatched or missed by itself, in order.
    ///
    /// @return its handle, greater than 0, or {@link #FULL} or {@link #INVALID}
    public long submitPeriodic(Job job, ReleaseGrid grid) {
        return submit(job, grid.firstReleaseNs(), grid.firstDeadlineNs(), grid.periodNs());
    }

    /// Any thread: like {@link #submit}, through a bounded ring that the next steps take up.
    ///
    /// Jobs of one thread are taken up in its order. If no pending slot is free they wait in the
    /// ring, and then the ring is full. Lock-free; allocates nothing.
    ///
    /// @return its handle, greater than 0, or {@link #FULL} or {@link #INVALID}
    public long offer(Job job, long releaseNs, long deadlineNs) {
        return offer(job, releaseNs, deadlineNs, 0);
    }

    /// Any thread: like {@link #submitPeriodic}, through the ring.
    ///
    /// @return its handle, greater than 0, or {@link #FULL} or {@link #INVALID}
    public long offerPeriodic(Job job, ReleaseGrid grid) {
        return offer(job, grid.firstReleaseNs(), grid.firstDeadlineNs(), grid.periodNs());
    }

    private long offer(Job job, long releaseNs, long deadlineNs, long periodNs) {
        Objects.requireNonNull(job);
        if (!acceptable(releaseNs, deadlineNs)) {
            return ring.refuseInvalid();
        }
        return ring.offer(job, releaseNs, deadlineNs, periodNs);
    }

    /// Owner: takes a job back.
    ///
    /// @return whether it will not run again: false if the handle names nothing that is pending,
    ///     which is counted. A periodic task may be cancelled from within its own job.
    public boolean cancel(long handle) {
        int slot = table.find(handle);
        if (slot == JobTable.NONE) {
            recorder.staleCancels++;
            return false;
        }
        if (pending.remove(slot)) {
            recorder.cancelled++;
            table.free(slot);
        } else if (table.isReserved(slot)) {
            // Still in the ring: its handle no longer fits, which accept sees.
            table.rename(slot);
        } else {
            // A periodic task within its own job: it is not released again.
            table.stopRepeating(slot);
        }
        return true;
    }

    /// Any thread: asks that a job be taken back when the ring is taken up next. It may have run by
    /// then; the counts `cancelled` and `staleCancels` tell.
    ///
    /// @return false if the ring is full or closed
    public boolean requestCancel(long handle) {
        return ring.offer(NOTHING, handle, 0, CANCELS) > 0;
    }

    /// Any thread: whether the ring holds something. Exact for the owner, a hint for others.
    public boolean hasSubmissions() {
        return ring.hasNext();
    }

    /// Owner: takes up, releases and dispatches what the time and the settings permit.
    ///
    /// Each job starts at the end of the one before, as the {@link Completion} says it.
    ///
    /// @param timeNs the time; one before the last counts as the last
    /// @return jobs dispatched, run or missed
    /// @throws IllegalStateException if called from within a job
    public int step(long timeNs) {
        if (stepping) {
            throw new IllegalStateException("a job called step");
        }
        stepping = true;
        try {
            moveTo(timeNs);
            drain();
            pending.allow(settings.releasesPerStep());
            int dispatched = 0;
            while (dispatched < settings.jobsPerStep()
                    && pending.release(nowNs)
                    && pending.hasReady()) {
                dispatch(pending.popReady());
                dispatched++;
            }
            return dispatched;
        } finally {
            stepping = false;
        }
    }

    /// Owner: the time of the next step that may have something to do; at or before
    /// {@link #nowNs} if at once. If nothing is pending, {@link #nowNs} + {@link #HORIZON_NS}.
    public long nextWakeNs() {
        return ring.hasNext() ? nowNs : pending.nextNs(nowNs, nowNs + HORIZON_NS);
    }

    /// Owner: the latest time it knows: of the last step, or of the end of the last job.
    public long nowNs() {
        return nowNs;
    }

    /// Owner: refuses all further submissions of any thread, as {@link #INVALID}. Periodic tasks
    /// are not released again.
    public void close() {
        closed = true;
        ring.close();
    }

    /// Owner: whether everything that other threads have handed over is taken up.
    public boolean isDrained() {
        return ring.isDrained();
    }

    /// Owner: cancels every job that is not ready: what the last step could not take up or release
    /// yet, and what other threads have handed over since.
    ///
    /// @return how many; O(capacity)
    public int cancelWaiting() {
        while (ring.hasNext()) {
            accept(ring.nextCell());
            ring.consume();
        }
        int cancelled = 0;
        for (int slot = 0; slot < table.capacity(); slot++) {
            if (!pending.isReady(slot) && pending.remove(slot)) {
                table.free(slot);
                cancelled++;
            }
        }
        recorder.cancelled += cancelled;
        return cancelled;
    }

    /// Owner: the handle of the job being called.
    ///
    /// @throws IllegalStateException outside a job
    public long currentHandle() {
        requireStepping();
        return currentHandle;
    }

    /// Owner: the intended release of the job being called.
    ///
    /// @throws IllegalStateException outside a job
    public long currentReleaseNs() {
        requireStepping();
        return currentReleaseNs;
    }

    /// Owner: the deadline of the job being called.
    ///
    /// @throws IllegalStateException outside a job
    public long currentDeadlineNs() {
        requireStepping();
        return currentDeadlineNs;
    }

    /// Owner: what it did so far. Allocates; some 0.1 ms.
    public SchedulerReport report() {
        return recorder.report(ring.refusedFull(), ring.refusedInvalid());
    }

    private void dispatch(int slot) {
        long startNs = nowNs;
        Job job = table.job(slot);
        currentHandle = table.handle(slot);
        currentReleaseNs = table.releaseNs(slot);
        currentDeadlineNs = table.deadlineNs(slot);
        boolean repeats = table.periodNs(slot) != 0;
        if (!repeats) {
            // First, so that a job may submit its successor into a full table.
            table.free(slot);
        }
        long releaseNs = currentReleaseNs;
        long deadlineNs = currentDeadlineNs;
        boolean isMissed = startNs - deadlineNs > 0;
        call(job, startNs, isMissed);
        long endNs = moveTo(completion.endNs(job, startNs));
        recorder.lateness.record(startNs - releaseNs);
        recorder.response.record(endNs - releaseNs);
        if (!isMissed) {
            recorder.execution.record(endNs - startNs);
            if (endNs - deadlineNs > 0) {
                recorder.lateCompletions++;
            }
        }
        if (repeats) {
            releaseAgain(slot);
        }
    }

    private void call(Job job, long startNs, boolean isMissed) {
        try {
            if (isMissed) {
                recorder.missed++;
                job.missed(startNs);
            } else {
                recorder.run++;
                job.run(startNs);
            }
        } catch (Throwable thrown) {
            // The worker outlives whatever its jobs do, errors too; nothing of it is lost.
            recorder.fail(new Failure(currentHandle, startNs, thrown));
        }
    }

    private void releaseAgain(int slot) {
        long releaseNs = table.releaseNs(slot) + table.periodNs(slot);
        long deadlineNs = table.deadlineNs(slot) + table.periodNs(slot);
        boolean ends = closed || table.periodNs(slot) == 0;
        if (ends || !acceptable(releaseNs, deadlineNs)) {
            table.free(slot);
            return;
        }
        enter(slot, releaseNs, deadlineNs);
    }

    private void drain() {
        int left = settings.drainPerStep();
        while (left > 0 && ring.hasNext()) {
            accept(ring.nextCell());
            ring.consume();
            left--;
        }
        armCells();
    }

    private void accept(int cell) {
        long handle = ring.handle(cell);
        int slot = table.slotOf(handle);
        if (ring.periodNs(cell) == CANCELS) {
            table.free(slot);
            cancel(ring.releaseNs(cell));
        } else if (table.handle(slot) == handle) {
            table.hold(slot, ring.job(cell), ring.periodNs(cell));
            enter(slot, ring.releaseNs(cell), ring.deadlineNs(cell));
        } else {
            recorder.released++;
            recorder.cancelled++;
            table.free(slot);
        }
    }

    private void armCells() {
        while (ring.needsHandle()) {
            int slot = table.reserve();
            if (slot == JobTable.NONE) {
                return;
            }
            ring.arm(table.handle(slot));
        }
    }

    private void enter(int slot, long releaseNs, long deadlineNs) {
        table.schedule(slot, releaseNs, deadlineNs);
        pending.stage(slot);
        recorder.released++;
    }

    private long moveTo(long timeNs) {
        if (timeNs - nowNs < 0) {
            recorder.clockBackward++;
        } else {
            nowNs = timeNs;
        }
        return nowNs;
    }

    private boolean acceptable(long releaseNs, long deadlineNs) {
        long release = releaseNs - originNs;
        long deadline = deadlineNs - originNs;
        return release > -HORIZON_NS && release <= deadline && deadline < HORIZON_NS;
    }

    private void requireStepping() {
        if (!stepping) {
            throw new IllegalStateException("no job is being called");
        }
    }
}

package orrery.schedule.thread;

import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import orrery.schedule.Scheduler;
import orrery.schedule.SchedulerReport;
import orrery.schedule.SchedulerSettings;
import orrery.schedule.task.Completion;
import orrery.schedule.task.Job;
import orrery.schedule.task.ReleaseGrid;
import orrery.timeline.NanoClock;

/// Drives a {@link Scheduler} on a platform thread of its own, in the time of a clock.
///
/// The thread sleeps until shortly before the next release, spins over the rest, steps, and so on;
/// each job is dispatched with a fresh reading of the clock. Closing refuses new jobs, runs what is
/// released (or its fallback), cancels and counts what is not, and gives up after
/// {@link LiveSettings#closeWaitNs}: a job that never returns cannot be stopped, and then keeps its
/// daemon thread.
///
/// Threads: safe. Submitting from a job of this worker skips the ring. Submitting allocates nothing
/// and costs a fence more than {@link Scheduler#offer}, and a system call if the thread sleeps.
public final class LiveWorker implements AutoCloseable {
    private final Scheduler scheduler;
    private final LiveSettings settings;
    private final NanoClock clock;
    private final Thread thread;
    private final CompletableFuture<List<Grant>> grants = new CompletableFuture<>();
    private final CompletableFuture<SchedulerReport> last = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<SchedulerReport> asked;
    private volatile boolean stopping;
    private volatile boolean sleeping;

    private LiveWorker(SchedulerSettings limits, LiveSettings settings, NanoClock clock) {
        this.settings = settings;
        this.clock = clock;
        scheduler =
                Scheduler.startingAt(
                        clock.nanoTime(), limits.withJobsPerStep(1), Completion.readFrom(clock));
        thread = Thread.ofPlatform().daemon().name(settings.name()).unstarted(this::work);
    }

    /// Starts a worker; its thread is running when this returns.
    ///
    /// @param limits `jobsPerStep` is taken as 1, so that each job has a fresh time
    /// @param clock advances by itself, and in nanoseconds of real time: sleeps are real
    public static LiveWorker start(
            SchedulerSettings limits, LiveSettings settings, NanoClock clock) {
        LiveWorker worker = new LiveWorker(limits, settings, clock);
        worker.thread.start();
        return worker;
    }

    /// As {@link Scheduler#submit}, from any thread.
    ///
    /// @return a handle, or {@link Scheduler#FULL} or {@link Scheduler#INVALID}
    public long submit(Job job, long releaseNs, long deadlineNs) {
        if (Thread.currentThread() == thread) {
            return scheduler.submit(job, releaseNs, deadlineNs);
        }
        long handle = scheduler.offer(job, releaseNs, deadlineNs);
        wakeIfAsleep();
        return handle;
    }

    /// As {@link Scheduler#submitPeriodic}, from any thread.
    ///
    /// @return a handle, or {@link Scheduler#FULL} or {@link Scheduler#INVALID}
    public long submitPeriodic(Job job, ReleaseGrid grid) {
        if (Thread.currentThread() == thread) {
            return scheduler.submitPeriodic(job, grid);
        }
        long handle = scheduler.offerPeriodic(job, grid);
        wakeIfAsleep();
        return handle;
    }

    /// As {@link Scheduler#requestCancel}, from any thread.
    public boolean requestCancel(long handle) {
        boolean taken = scheduler.requestCancel(handle);
        wakeIfAsleep();
        return taken;
    }

    /// What the operating system granted of what was asked; empty until the thread has asked.
    public Optional<List<Grant>> grants() {
        return Optional.ofNullable(grants.getNow(null));
    }

    /// What the worker did so far, as one consistent picture taken by its thread between two jobs.
    ///
    /// @param waitNs how long to wait for it
    /// @return empty if the thread is in a job for longer than that. Once the worker has ended, its
    ///     last report, at once.
    public synchronized Optional<SchedulerReport> report(long waitNs) {
        CompletableFuture<SchedulerReport> answer = new CompletableFuture<>();
        asked = answer;
        if (last.isDone()) {
            return Optional.of(last.join());
        }
        LockSupport.unpark(thread);
        try {
            return Optional.of(answer.get(waitNs, TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Ends the worker as the type says it, and waits for that at most the time in the settings.
    ///
    /// @return whether the thread has ended; from within one of its jobs false at once
    public boolean stop() {
        stopping = true;
        LockSupport.unpark(thread);
        if (Thread.currentThread() == thread) {
            return false;
        }
        try {
            // The drain has as long as the settings say; the rest is for the job it may end in.
            return thread.join(Duration.ofNanos(2 * settings.closeWaitNs() + 1_000_000));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// {@link #stop} without its answer.
    @Override
    public void close() {
        stop();
    }

    private void work() {
        try {
            grants.complete(OsLadder.ask(settings.os()));
            while (!stopping) {
                if (scheduler.step(clock.nanoTime()) == 0) {
                    answerReport();
                    idle();
                }
            }
            drain();
        } finally {
            // Also if a bug ends the thread: nothing more is accepted that nobody would run.
            scheduler.close();
            last.complete(scheduler.report());
            answerReport();
        }
    }

    private void idle() {
        long waitNs = scheduler.nextWakeNs() - clock.nanoTime();
        if (waitNs <= 0) {
            return;
        }
        if (waitNs <= settings.spinNs()) {
            Thread.onSpinWait();
            return;
        }
        sleeping = true;
        // Pairs with the fence in wakeIfAsleep: either this sees the job, or that sees the sleeper.
        VarHandle.fullFence();
        if (!stopping && !scheduler.hasSubmissions() && asked == null) {
            LockSupport.parkNanos(
                    this, Math.min(waitNs - settings.spinNs(), settings.sleepMaxNs()));
        }
        sleeping = false;
    }

    private void wakeIfAsleep() {
        // Pairs with the fence in idle.
        VarHandle.fullFence();
        if (sleeping) {
            LockSupport.unpark(thread);
        }
    }

    private void answerReport() {
        CompletableFuture<SchedulerReport> answer = asked;
        if (answer != null) {
            asked = null;
            answer.complete(scheduler.report());
        }
    }

    private void drain() {
        scheduler.close();
        long giveUpNs = clock.nanoTime() + settings.closeWaitNs();
        boolean busy = true;
        while (busy && clock.nanoTime() - giveUpNs < 0) {
            boolean dispatched = scheduler.step(clock.nanoTime()) > 0;
            boolean due = scheduler.nextWakeNs() - clock.nanoTime() <= 0;
            busy = dispatched || due || !scheduler.isDrained();
        }
        scheduler.cancelWaiting();
    }
}

package orrery.operations.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import orrery.operations.configuration.SchedulerSettings;
import orrery.schedule.thread.Grant;
import orrery.schedule.thread.OsLadder;
import orrery.schedule.thread.OsRequest;

/// The thread that decides: one of its own, so that what the operating system grants it ends with
/// it.
final class DecidingThread {
    private DecidingThread() {}

    /// Runs a job on a new thread, and waits for it.
    ///
    /// @param interrupted told where the caller is interrupted meanwhile; the job must then end
    /// @return its answer; what it throws is thrown here
    static <T> T call(Supplier<T> job, Runnable interrupted) {
        FutureTask<T> task = new FutureTask<>(job::get);
        Thread.ofPlatform().name("decisions").start(task);
        boolean again = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    again = true;
                    interrupted.run();
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            if (e.getCause() instanceof Error fault) {
                throw fault;
            }
            throw new IllegalStateException(e);
        } finally {
            if (again) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Asks the operating system for the calling thread, and says what came of it in words. Nothing
    /// that is not granted is a failure.
    static String ask(SchedulerSettings settings) {
        boolean exact = settings.enableRtScheduling();
        return inWords(OsLadder.ask(new OsRequest(settings.cpuAffinity(), exact ? 1 : 0, exact)));
    }

    static String inWords(List<Grant> grants) {
        List<String> words = new ArrayList<>();
        for (Grant grant : grants) {
            words.add(
                    grant.wish()
                            + (grant.granted() ? ": granted" : ": not granted, " + grant.reason()));
        }
        return words.isEmpty() ? "nothing was asked for" : String.join("; ", words);
    }
}

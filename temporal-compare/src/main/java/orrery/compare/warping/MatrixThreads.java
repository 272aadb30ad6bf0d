package orrery.compare.warping;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/// Parts of a job, drawn one by one by several threads; who computes one does not change it.
final class MatrixThreads {
    private MatrixThreads() {}

    /// What a thread does with a part.
    interface Worker {
        /// @return what counts as done
        int work(int part);
    }

    /// Runs the parts 0 to `parts` - 1; the caller is one of the threads.
    ///
    /// @param goesOn told on the calling thread what is done; its answer can stop the others, too
    /// @return whether all are done
    static boolean run(int threads, int parts, LongPredicate goesOn, Supplier<Worker> workers) {
        AtomicInteger next = new AtomicInteger();
        AtomicLong done = new AtomicLong();
        AtomicBoolean stopped = new AtomicBoolean();
        Runnable others =
                () -> {
                    Worker worker = workers.get();
                    int part = next.getAndIncrement();
                    while (part < parts && !stopped.get()) {
                        done.addAndGet(worker.work(part));
                        part = next.getAndIncrement();
                    }
                };
        Runnable own =
                () -> {
                    Worker worker = workers.get();
                    int part = next.getAndIncrement();
                    while (part < parts && !stopped.get()) {
                        long now = done.addAndGet(worker.work(part));
                        stopped.compareAndSet(false, !goesOn.test(now));
                        part = next.getAndIncrement();
                    }
                };
        int helpers = Math.min(threads, parts) - 1;
        if (helpers == 0) {
            own.run();
            return !stopped.get();
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(helpers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < helpers; t++) {
                running.add(pool.submit(others));
            }
            try {
                own.run();
            } catch (RuntimeException | Error e) {
                stopped.set(true);
                throw e;
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while computing a matrix", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("a thread of a matrix failed", e);
        }
        return !stopped.get();
    }
}

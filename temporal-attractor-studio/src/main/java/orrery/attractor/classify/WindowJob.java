package orrery.attractor.classify;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// The analysis of one window, by whoever claims it first: the executor or the one who waits.
///
/// Threads: safe. The latch orders the analysis before what follows `await`; the executor orders
/// the copy of the window before the analysis.
final class WindowJob implements Runnable {
    private final DynamicsAnalyzer analyzer;
    private final double[] window;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private Optional<Dynamics> answer = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();

    WindowJob(DynamicsAnalyzer analyzer, double[] window) {
        this.analyzer = analyzer;
        this.window = window;
    }

    @Override
    public void run() {
        if (!claimed.compareAndSet(false, true)) {
            return;
        }
        try {
            answer = Optional.of(analyzer.analyze(window, 0, window.length));
        } catch (RuntimeException | Error thrown) {
            failure = Optional.of(thrown);
        } finally {
            done.countDown();
        }
    }

    /// The answer; computed here where nobody has begun it.
    Dynamics await() {
        run();
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return answer.orElseThrow(
                () -> new IllegalStateException("analysis of a window failed", failure.get()));
    }
}

package orrery.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C and SIGTERM: the job in hand is told to stop and has a moment to end in good order. Close
/// it when the job has ended and said so; from then on nobody waits for it.
public final class Interrupts implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private Interrupts(Runnable stop) {
        hook =
                new Thread(
                        () -> {
                            stop.run();
                            awaitEnd();
                        },
                        "interrupt");
    }

    /// @param stop tells the job to stop; called at most once, on another thread
    public static Interrupts stopping(Runnable stop) {
        Interrupts interrupts = new Interrupts(stop);
        Runtime.getRuntime().addShutdownHook(interrupts.hook);
        return interrupts;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is going down, so the hook is at work; it waits for nothing any more.
            return;
        }
    }

    private void awaitEnd() {
        try {
            boolean inTime = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("orrery: the job did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

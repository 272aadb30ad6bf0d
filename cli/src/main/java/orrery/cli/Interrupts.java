package orrery.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C and SIGTERM: the job in hand is told to stop and has a moment to end in good order.
final class Interrupts {
    private static final long PATIENCE_SECONDS = 10;
    private static final CountDownLatch ENDED = new CountDownLatch(1);

    private Interrupts() {}

    /// @param stop tells the job to stop; called at most once, on another thread
    static void onInterrupt(Runnable stop) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    stop.run();
                                    awaitEnd();
                                },
                                "interrupt"));
    }

    /// The job has ended: nobody needs to wait for it.
    static void ended() {
        ENDED.countDown();
    }

    private static void awaitEnd() {
        try {
            boolean inTime = ENDED.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("orrery: the job did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package orrery.operations.input;

import java.util.concurrent.locks.LockSupport;

/// How a source waits.
@FunctionalInterface
public interface Pause {
    /// Returns after about so many nanoseconds, or sooner; at once where the thread is interrupted.
    void forNs(long ns);

    /// The calling thread sleeps.
    static Pause ofThread() {
        return LockSupport::parkNanos;
    }
}

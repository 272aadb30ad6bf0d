package orrery.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// How much a piece of code allocates on its own thread.
///
/// ```java
/// warmUp();
/// assertThat(Allocation.bytes(() -> runOften(100_000))).isLessThan(1_000);
/// ```
public final class Allocation {
    private Allocation() {}

    /// Runs once and counts. The counting itself may add some hundred bytes; warm up first, since
    /// code that is not yet compiled allocates what compiled code does not.
    ///
    /// @return bytes that this thread allocated on the heap while it ran
    public static long bytes(Runnable run) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}

package orrery.timeline;

import java.util.concurrent.atomic.AtomicLong;

/// A clock that stands still until it is moved: for simulation, replay and tests.
///
/// Both readings are the same number. Threads: safe.
public final class ManualClock implements NanoClock {
    private final AtomicLong now;

    private ManualClock(long startNs) {
        now = new AtomicLong(startNs);
    }

    public static ManualClock startingAt(long startNs) {
        return new ManualClock(startNs);
    }

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public long epochNs() {
        return now.get();
    }

    /// Moves the clock on.
    ///
    /// @param stepNs 0 or more
    /// @throws Refusal OUT_OF_RANGE if negative
    public void advance(long stepNs) {
        if (stepNs < 0) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, "step is " + stepNs + " ns", "use 0 or more");
        }
        now.addAndGet(stepNs);
    }

    /// Sets the clock, backwards too: so that the harm of a clock that goes back can be tested.
    public void set(long nowNs) {
        now.set(nowNs);
    }
}

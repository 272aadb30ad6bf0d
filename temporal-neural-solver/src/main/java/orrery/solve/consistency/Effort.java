package orrery.solve.consistency;

import orrery.timeline.NanoClock;

/// What is left of a budget of steps and of time. Once exhausted it stays so.
final class Effort {
    private static final int STEPS_PER_LOOK = 64;

    private final NanoClock clock;
    private final long deadlineNs;
    private long left;
    private long untilLook;
    private boolean late;

    /// Steps alone.
    Effort(long steps) {
        this(steps, NanoClock.system(), Long.MAX_VALUE);
    }

    /// @param deadlineNs reading of the clock from which on nothing is left; `Long.MAX_VALUE` for none
    Effort(long steps, NanoClock clock, long deadlineNs) {
        left = steps;
        this.clock = clock;
        this.deadlineNs = deadlineNs;
        look();
    }

    void spend(long steps) {
        left -= steps;
        untilLook -= steps;
        if (untilLook <= 0) {
            look();
        }
    }

    boolean exhausted() {
        return late || left < 0;
    }

    private void look() {
        untilLook = STEPS_PER_LOOK;
        late |= deadlineNs != Long.MAX_VALUE && clock.nanoTime() - deadlineNs >= 0;
    }
}

package orrery.schedule.admission.internal;

/// How much work an analysis may still do; a unit is one task looked at once. Confined.
public final class Work {
    private long left;

    public Work(long units) {
        left = units;
    }

    /// Takes units away.
    ///
    /// @return whether there were as many
    public boolean spend(long units) {
        left -= units;
        return left >= 0;
    }

    /// Whether an analysis ended for want of work, so that its answer is no answer.
    public boolean isSpent() {
        return left < 0;
    }
}

package orrery.operations.input;

/// One sample of demand, overwritten by each `next` or `poll`. Threads: confined.
public final class Sample {
    private long timeNs;
    private double value = Double.NaN;
    private boolean filled;

    /// A sample at 1970 without a value.
    public Sample() {}

    /// Nanoseconds since 1970.
    public long timeNs() {
        return timeNs;
    }

    /// The demand in the unit of the input; NaN where it is missing; never infinite.
    public double value() {
        return value;
    }

    /// Whether no row stands behind this sample: it fills a gap.
    public boolean isFilled() {
        return filled;
    }

    /// Overwrites all of it.
    public void set(long timeNs, double value, boolean filled) {
        this.timeNs = timeNs;
        this.value = value;
        this.filled = filled;
    }
}

package orrery.compare.internal;

import java.util.Arrays;

/// The last n samples, newest first, every window of them contiguous.
///
/// Each sample is stored twice, n apart, and the head moves downward: the sample of age `a` is at
/// `head() + a` for every `a` below n. Arrays that run beside the ring use the same places.
public final class SampleRing {
    /// Magnitudes above this are missing samples: their squares would leave the range of a double.
    public static final double MAGNITUDE_MAX = 1e150;

    private final double[] samples;
    private final int capacity;
    private int head;
    private int size;
    private int usable;

    public SampleRing(int capacity) {
        this.capacity = capacity;
        this.samples = new double[2 * capacity];
        clear();
    }

    public void clear() {
        Arrays.fill(samples, Double.NaN);
        head = 0;
        size = 0;
        usable = 0;
    }

    /// Adds the newest sample; drops the oldest where the ring is full.
    ///
    /// @param value kept as NaN where it is not finite or beyond [#MAGNITUDE_MAX]
    public void add(double value) {
        boolean sound = Math.abs(value) <= MAGNITUDE_MAX;
        head = (head == 0 ? capacity : head) - 1;
        double kept = sound ? value : Double.NaN;
        samples[head] = kept;
        samples[head + capacity] = kept;
        size = Math.min(size + 1, capacity);
        usable = sound ? Math.min(usable + 1, capacity) : 0;
    }

    /// Both places of the newest sample in a mirrored array: this one and this plus [#capacity()].
    public int head() {
        return head;
    }

    public int capacity() {
        return capacity;
    }

    public int size() {
        return size;
    }

    /// How many samples up to the newest are present without a gap.
    public int usable() {
        return usable;
    }

    /// The mirrored samples themselves, for the kernels; not to be written.
    public double[] samples() {
        return samples;
    }

    public double value(int age) {
        return samples[head + age];
    }
}

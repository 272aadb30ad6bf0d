package orrery.timeline;

import java.util.Arrays;

/// An immutable series of samples: times, and one or many channels of numbers.
///
/// **Shape**: n samples, c channels, one array of n doubles a channel. **Times** are nanoseconds
/// since 1970 or since the start of the stream; they never decrease by construction: regular ones
/// are computed from start and period, irregular ones are checked. Values may be NaN or infinite:
/// what that means is decided by whoever reads the series. Threads: immutable.
public final class Series {
    private final double[][] channels;
    private final long[] timesNs;
    private final long startNs;
    private final long periodNs;

    private Series(double[][] channels, long[] timesNs, long startNs, long periodNs) {
        this.channels = channels;
        this.timesNs = timesNs;
        this.startNs = startNs;
        this.periodNs = periodNs;
    }

    /// Samples at equal distances in time.
    ///
    /// @param periodNs 1 or more
    /// @param channels one or more arrays of one length; copied
    /// @throws Refusal OUT_OF_RANGE, EMPTY (no channel) or LENGTH_MISMATCH
    public static Series regular(long startNs, long periodNs, double[]... channels) {
        if (periodNs < 1) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, "period is " + periodNs + " ns", "use 1 or more");
        }
        return new Series(copyOfEqualLength(channels), new long[0], startNs, periodNs);
    }

    /// Samples at times of their own.
    ///
    /// @param timesNs strictly increasing; copied
    /// @param channels one or more arrays as long as `timesNs`; copied
    /// @throws Refusal EMPTY, LENGTH_MISMATCH, TIME_BACKWARD or TIME_DUPLICATE
    public static Series irregular(long[] timesNs, double[]... channels) {
        double[][] copies = copyOfEqualLength(channels);
        if (copies[0].length != timesNs.length) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    timesNs.length + " times for " + copies[0].length + " samples",
                    "give one time a sample");
        }
        for (int i = 1; i < timesNs.length; i++) {
            if (timesNs[i] <= timesNs[i - 1]) {
                boolean same = timesNs[i] == timesNs[i - 1];
                throw new Refusal(
                                same ? Refusal.Code.TIME_DUPLICATE : Refusal.Code.TIME_BACKWARD,
                                timesNs[i] + " ns follows " + timesNs[i - 1] + " ns",
                                "sort the samples by time and drop duplicates")
                        .at("sample " + i);
            }
        }
        return new Series(copies, timesNs.clone(), 0, 0);
    }

    public int length() {
        return channels[0].length;
    }

    public int channels() {
        return channels.length;
    }

    /// Whether the samples stand at equal distances in time.
    public boolean isRegular() {
        return periodNs > 0;
    }

    /// The sample `index` of the first channel.
    public double value(int index) {
        return channels[0][index];
    }

    public double value(int channel, int index) {
        return channels[channel][index];
    }

    public long timeNs(int index) {
        if (periodNs == 0) {
            return timesNs[index];
        }
        return startNs + Math.multiplyExact(periodNs, (long) index);
    }

    /// A copy of one channel.
    public double[] channel(int channel) {
        return channels[channel].clone();
    }

    private static double[][] copyOfEqualLength(double[][] channels) {
        if (channels.length == 0) {
            throw new Refusal(Refusal.Code.EMPTY, "no channel", "give at least one array");
        }
        double[][] copies = new double[channels.length][];
        for (int c = 0; c < channels.length; c++) {
            if (channels[c].length != channels[0].length) {
                throw new Refusal(
                        Refusal.Code.LENGTH_MISMATCH,
                        "channel "
                                + c
                                + " has "
                                + channels[c].length
                                + " samples, channel 0 has "
                                + channels[0].length,
                        "give all channels one length");
            }
            copies[c] = Arrays.copyOf(channels[c], channels[c].length);
        }
        return copies;
    }
}

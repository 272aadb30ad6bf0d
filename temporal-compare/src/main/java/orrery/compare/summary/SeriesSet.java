package orrery.compare.summary;

import java.util.Arrays;
import orrery.compare.distance.Samples;
import orrery.compare.warping.ElasticDistance;
import orrery.timeline.Refusal;

/// Series that are to be summarised: of one or several channels, perhaps of different lengths, each with
/// a weight.
///
/// Threads: immutable. Allocation: a copy of the samples.
public final class SeriesSet {
    /// Most series.
    public static final int SIZE_MAX = 1 << 20;

    /// Most samples of all series and channels together: 512 MiB of them.
    public static final int SAMPLES_MAX = 1 << 26;

    private final double[][][] series;
    private final double[] weights;

    private SeriesSet(double[][][] series, double[] weights) {
        this.series = series;
        this.weights = weights;
    }

    /// Series of one channel, each of weight 1.
    ///
    /// @throws Refusal as [#ofChannels]
    public static SeriesSet of(double[][] series) {
        double[][][] channels = new double[series.length][][];
        for (int i = 0; i < series.length; i++) {
            channels[i] = new double[][] {series[i]};
        }
        return ofChannels(channels);
    }

    /// Series of several channels, each of weight 1.
    ///
    /// @param series by series, channel and time: 1 to [#SIZE_MAX] series of one number of channels
    /// @throws Refusal EMPTY, LIMIT, TOO_LONG, LENGTH_MISMATCH (channels) or NOT_A_NUMBER, before
    ///     anything is allocated
    public static SeriesSet ofChannels(double[][][] series) {
        if (series.length == 0 || series.length > SIZE_MAX) {
            throw new Refusal(
                    series.length == 0 ? Refusal.Code.EMPTY : Refusal.Code.LIMIT,
                    "a set of " + series.length + " series",
                    "use 1 to " + SIZE_MAX);
        }
        long samples = 0;
        for (int i = 0; i < series.length; i++) {
            requireChannels(series[i], series[0].length, "series " + i);
            samples += (long) series[i].length * series[i][0].length;
        }
        if (samples > SAMPLES_MAX) {
            throw new Refusal(
                    Refusal.Code.LIMIT,
                    "a set of " + samples + " samples",
                    "use at most " + SAMPLES_MAX);
        }
        double[] weights = new double[series.length];
        Arrays.fill(weights, 1);
        double[][][] copies = new double[series.length][][];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = copy(series[i]);
        }
        return new SeriesSet(copies, weights);
    }

    static void requireChannels(double[][] series, int channels, String name) {
        if (series.length == 0 || series.length > ElasticDistance.CHANNELS_MAX) {
            throw new Refusal(
                    series.length == 0 ? Refusal.Code.EMPTY : Refusal.Code.LIMIT,
                    name + " has " + series.length + " channels",
                    "use 1 to " + ElasticDistance.CHANNELS_MAX);
        }
        if (series.length != channels) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    name + " has " + series.length + " channels instead of " + channels,
                    "give all series the same channels");
        }
        for (double[] channel : series) {
            if (channel.length != series[0].length) {
                throw new Refusal(
                        Refusal.Code.LENGTH_MISMATCH,
                        name + " has channels of different lengths",
                        "give all channels one length");
            }
            Samples.requireFinite(channel, name, ElasticDistance.LENGTH_MAX);
        }
    }

    /// The same series with other weights.
    ///
    /// @param weights one a series, finite, 0 or more, not all 0
    /// @throws Refusal LENGTH_MISMATCH or OUT_OF_RANGE
    public SeriesSet withWeights(double[] weights) {
        if (weights.length != series.length) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    weights.length + " weights of " + series.length + " series",
                    "give each series a weight");
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE,
                        "weight " + i + " is " + weights[i],
                        "use finite numbers from 0");
            }
            sum += weights[i];
        }
        if (!(sum > 0) || Double.isInfinite(sum)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "the weights sum to " + sum,
                    "give one series at least a weight above 0");
        }
        return new SeriesSet(series, weights.clone());
    }

    public int size() {
        return series.length;
    }

    public int channels() {
        return series[0].length;
    }

    /// Samples of series `index`, of a channel.
    public int length(int index) {
        return series[index][0].length;
    }

    public double weight(int index) {
        return weights[index];
    }

    /// Series `index` by channel and time, a copy.
    public double[][] series(int index) {
        return copy(series[index]);
    }

    /// The series itself, to be read only.
    double[][] view(int index) {
        return series[index];
    }

    double[][][] views() {
        return series;
    }

    /// The chosen ones, with their weights.
    SeriesSet only(int[] chosen) {
        double[][][] some = new double[chosen.length][][];
        double[] own = new double[chosen.length];
        for (int k = 0; k < chosen.length; k++) {
            some[k] = series[chosen[k]];
            own[k] = weights[chosen[k]];
        }
        return new SeriesSet(some, own);
    }

    static double[][] copy(double[][] series) {
        double[][] copy = new double[series.length][];
        for (int c = 0; c < copy.length; c++) {
            copy[c] = series[c].clone();
        }
        return copy;
    }
}

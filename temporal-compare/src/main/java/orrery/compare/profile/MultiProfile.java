package orrery.compare.profile;

import java.util.Arrays;
import java.util.Objects;
import orrery.compare.internal.FlatWindows;
import orrery.compare.internal.RowDistances;
import orrery.compare.internal.WindowTable;
import orrery.timeline.Refusal;

/// The matrix profile of a series of several channels: for each window and each number of channels
/// its nearest neighbour in as many channels, whichever these are.
///
/// The distance in `count` channels is the mean of the `count` least of the distances in single
/// channels. Conventions as [MatrixProfile]. Cost: O(n²·d·log d) for d channels, some 10 ns for
/// each pair and channel; memory O(n·d). Threads: immutable.
///
/// Source: mSTAMP, Yeh, Kavantzas, Keogh, ICDM 2017, doi:10.1109/ICDM.2017.66.
public final class MultiProfile {
    public static final int CHANNELS_MAX = 64;

    /// Samples of all channels together at most.
    public static final int SAMPLES_MAX = 1 << 22;

    private final WindowTable[] channels;
    private final int window;
    private final double[][] distances;
    private final int[][] neighbours;

    private MultiProfile(WindowTable[] channels, int window) {
        this.channels = channels;
        this.window = window;
        this.distances = new double[channels.length][channels[0].count()];
        this.neighbours = new int[channels.length][channels[0].count()];
    }

    /// @param series by channel, then by time
    /// @param settings normalised, one neighbour, no sides
    /// @param progress is told the windows done; false stops it, and the rest has no neighbours
    /// @throws Refusal EMPTY without channels, LENGTH_MISMATCH of two, TOO_SHORT, TOO_LONG over
    ///     [#CHANNELS_MAX] channels or [#SAMPLES_MAX] samples, NOT_PERMITTED for settings
    ///     that only one channel has
    public static MultiProfile of(double[][] series, ProfileSettings settings, Progress progress) {
        check(series, settings);
        WindowTable[] channels = new WindowTable[series.length];
        for (int c = 0; c < channels.length; c++) {
            channels[c] = new WindowTable(series[c], settings.window(), true);
        }
        MultiProfile profile = new MultiProfile(channels, settings.window());
        profile.fill(settings.exclusion(), progress);
        return profile;
    }

    private static void check(double[][] series, ProfileSettings settings) {
        if (series.length == 0) {
            throw new Refusal(Refusal.Code.EMPTY, "there is no channel", "give one or more");
        }
        if (series.length > CHANNELS_MAX || (long) series.length * series[0].length > SAMPLES_MAX) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    series.length + " channels of " + series[0].length + " samples",
                    "use at most " + CHANNELS_MAX + ", and " + SAMPLES_MAX + " samples in all");
        }
        for (double[] channel : series) {
            if (channel.length != series[0].length) {
                throw new Refusal(
                        Refusal.Code.LENGTH_MISMATCH,
                        "channels of " + series[0].length + " and " + channel.length + " samples",
                        "give channels of one length");
            }
        }
        if (series[0].length < settings.window()) {
            throw new Refusal(
                    Refusal.Code.TOO_SHORT,
                    "channels of "
                            + series[0].length
                            + " samples, a window of "
                            + settings.window(),
                    "use a window that fits");
        }
        if (!settings.normalised() || settings.neighbours() != 1 || settings.sides()) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "a profile of several channels with " + settings,
                    "ask for one neighbour of normalised windows, without sides");
        }
    }

    private void fill(int exclusion, Progress progress) {
        int count = size();
        RowDistances[] rows = new RowDistances[channels.length];
        Arrays.setAll(rows, c -> new RowDistances(channels[c]));
        double[][] row = new double[channels.length][count];
        double[] cell = new double[channels.length];
        for (int k = 0; k < channels.length; k++) {
            Arrays.fill(distances[k], Double.POSITIVE_INFINITY);
            Arrays.fill(neighbours[k], -1);
        }
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < channels.length; c++) {
                rows[c].next(i, row[c]);
            }
            for (int j = i + exclusion + 1; j < count; j++) {
                for (int c = 0; c < cell.length; c++) {
                    cell[c] = row[c][j];
                }
                offer(i, j, cell);
            }
            if (i % 64 == 0 && !progress.goOn(i, count)) {
                return;
            }
        }
    }

    // Rows and columns ascend: of equal distances the first stays.
    private void offer(int i, int j, double[] cell) {
        Arrays.sort(cell);
        double sum = 0;
        for (int k = 0; k < cell.length; k++) {
            sum += cell[k];
            double mean = sum / (k + 1);
            if (mean < distances[k][i]) {
                distances[k][i] = mean;
                neighbours[k][i] = j;
            }
            if (mean < distances[k][j]) {
                distances[k][j] = mean;
                neighbours[k][j] = i;
            }
        }
    }

    /// Number of windows.
    public int size() {
        return channels[0].count();
    }

    /// Number of channels.
    public int channels() {
        return channels.length;
    }

    /// Distance of the nearest neighbour in that many channels; infinite where there is none.
    ///
    /// @param count of channels, 1 to [#channels]
    public double distance(int count, int window) {
        return distances[Objects.checkIndex(count - 1, channels.length)][window];
    }

    /// Where the nearest neighbour in that many channels starts; -1 where there is none.
    ///
    /// @param count of channels, 1 to [#channels]
    public int neighbour(int count, int window) {
        return neighbours[Objects.checkIndex(count - 1, channels.length)][window];
    }

    /// The channels in which a window and its neighbour are that near, nearest first.
    ///
    /// @param count of channels, 1 to [#channels]
    /// @return `count` channels, or none where there is no neighbour
    public int[] nearestChannels(int count, int window) {
        int neighbour = neighbour(count, window);
        if (neighbour < 0) {
            return new int[0];
        }
        double[] apart = new double[channels.length];
        for (int c = 0; c < apart.length; c++) {
            boolean valid = channels[c].isValid(window) && channels[c].isValid(neighbour);
            apart[c] =
                    valid
                            ? FlatWindows.halfSquare(channels[c], window, channels[c], neighbour)
                            : Double.POSITIVE_INFINITY;
        }
        return java.util.stream.IntStream.range(0, apart.length)
                .boxed()
                .sorted(java.util.Comparator.comparingDouble(c -> apart[c]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// Samples of a window.
    public int window() {
        return window;
    }
}

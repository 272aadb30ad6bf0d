package orrery.compare.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Series packed in batches of one length, a lane each, ready to be compared with others.
///
/// Threads: immutable.
public final class PairBatches {
    private final int lanes;
    private final List<double[][]> samples = new ArrayList<>();
    private final List<int[]> members = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final int[] order;

    /// @param series by series and channel, with a 0 before the first sample
    /// @param lanes of a batch
    public PairBatches(double[][][] series, int lanes) {
        this.lanes = lanes;
        order =
                IntStream.range(0, series.length)
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> series[i][0].length))
                        .mapToInt(i -> i)
                        .toArray();
        int start = 0;
        for (int end = 1; end <= order.length; end++) {
            if (end == order.length
                    || end - start == lanes
                    || series[order[end]][0].length != series[order[start]][0].length) {
                pack(series, java.util.Arrays.copyOfRange(order, start, end));
                starts.add(start);
                start = end;
            }
        }
    }

    private void pack(double[][][] series, int[] batch) {
        int channels = series[batch[0]].length;
        int length = series[batch[0]][0].length;
        double[][] packed = new double[channels][length * lanes];
        for (int lane = 0; lane < lanes; lane++) {
            double[][] one = series[batch[Math.min(lane, batch.length - 1)]];
            for (int c = 0; c < channels; c++) {
                for (int j = 0; j < length; j++) {
                    packed[c][j * lanes + lane] = one[c][j];
                }
            }
        }
        samples.add(packed);
        members.add(batch);
    }

    public int size() {
        return samples.size();
    }

    /// All series, the shorter first, of one length as they came: the batches one after the other.
    public int[] order() {
        return order.clone();
    }

    /// Where in [#order] a batch begins.
    public int start(int batch) {
        return starts.get(batch);
    }

    /// By channel, interleaved.
    public double[][] samples(int batch) {
        return samples.get(batch);
    }

    /// Which series are in the first lanes of a batch; the other lanes repeat the last one.
    public int[] members(int batch) {
        return members.get(batch);
    }
}

package orrery.compare.internal;

import java.util.Arrays;

/// Searches of whole series by an elastic measure: candidates in the order of their Euclidean
/// distance, those left by the bounds in batches, a lane each.
///
/// Confined; owns its arrays.
public final class SeriesScan {
    /// What turns ways through the table into costs that can be compared between lengths, and back.
    public interface Scale {
        double cost(double way, int n, int m);

        /// The most that a way may cost.
        double way(double cost, int n, int m);
    }

    /// The window of two series of given lengths.
    public interface BandOfLengths {
        ElasticBand of(int n, int m);

        /// The Sakoe-Chiba radius for one length, which the envelopes have.
        int radius(int n);
    }

    /// What the table is filled with.
    ///
    /// @param warps whether the costs are those of DTW, so that its bounds hold
    /// @param apart whether each channel has a way of its own
    public record Ways(
            StepCosts costs, BandOfLengths bands, Scale scale, boolean warps, boolean apart) {}

    private final double[][][] candidates;
    private final Ways ways;
    private final ElasticFrame frame;
    private final SeriesFilter filter;
    private final double[] lanes;
    private final double[] sums;
    private final int[] batch;
    private int waiting;
    private double[][] packed = {{}};
    private long compared;

    /// @param candidates by series and channel, with a 0 before the first sample
    public SeriesScan(double[][][] candidates, Ways ways) {
        this.candidates = candidates;
        this.ways = ways;
        frame = ElasticFrame.batch(ways.costs());
        filter = new SeriesFilter(candidates, ways.bands(), ways.warps());
        lanes = new double[frame.lanes()];
        sums = new double[frame.lanes()];
        batch = new int[frame.lanes()];
    }

    /// Candidates that a bound dropped, in all searches.
    public long droppedBy(SeriesFilter.Bound bound) {
        return filter.droppedBy(bound);
    }

    /// Candidates that were compared by the table, in all searches.
    public long compared() {
        return compared;
    }

    /// Offers the candidates that may be among the nearest.
    ///
    /// @param query by channel, with a 0 before the first sample
    /// @param except a candidate that does not count, or -1
    public void nearest(double[][] query, int except, NearestCosts nearest) {
        int[] order = filter.begin(query, except, nearest.most());
        for (int i : order) {
            if (i == except || filter.drops(i, limit(nearest))) {
                continue;
            }
            if (waiting > 0 && candidates[batch[0]][0].length != candidates[i][0].length) {
                flush(query, nearest);
            }
            batch[waiting++] = i;
            if (waiting == batch.length) {
                flush(query, nearest);
            }
        }
        flush(query, nearest);
    }

    private double limit(NearestCosts nearest) {
        return Math.min(nearest.limit(), filter.ceiling());
    }

    private void flush(double[][] query, NearestCosts nearest) {
        if (waiting == 0) {
            return;
        }
        pack(query.length);
        int n = query[0].length - 1;
        int m = candidates[batch[0]][0].length - 1;
        double limit = limit(nearest);
        if (ways.apart() && query.length > 1) {
            apart(query, limit, n, m);
        } else {
            double most = ways.scale().way(limit, n, m);
            frame.run(query, packed, ways.bands().of(n, m), most, lanes);
            for (int lane = 0; lane < waiting; lane++) {
                sums[lane] = cost(lanes[lane], most, n, m);
            }
        }
        for (int lane = 0; lane < waiting; lane++) {
            if (sums[lane] < Double.POSITIVE_INFINITY) {
                nearest.offer(batch[lane], sums[lane]);
            }
        }
        compared += waiting;
        waiting = 0;
    }

    private double cost(double way, double most, int n, int m) {
        return way <= most ? ways.scale().cost(way, n, m) : Double.POSITIVE_INFINITY;
    }

    // Channel by channel; the table of each goes as far as the least sum before it allows.
    private void apart(double[][] query, double limit, int n, int m) {
        for (int c = 0; c < query.length; c++) {
            double least = c == 0 ? 0 : Double.POSITIVE_INFINITY;
            for (int lane = 0; lane < waiting && c > 0; lane++) {
                least = Math.min(least, sums[lane]);
            }
            double left = limit * SeriesBounds.SLACK - least;
            if (!(left >= 0)) {
                Arrays.fill(sums, Double.POSITIVE_INFINITY);
                return;
            }
            double most = ways.scale().way(left, n, m);
            frame.run(
                    new double[][] {query[c]},
                    new double[][] {packed[c]},
                    ways.bands().of(n, m),
                    most,
                    lanes);
            for (int lane = 0; lane < waiting; lane++) {
                double cost = cost(lanes[lane], most, n, m);
                sums[lane] = c == 0 ? cost : sums[lane] + cost;
            }
        }
    }

    private void pack(int channels) {
        int width = batch.length;
        int columns = candidates[batch[0]][0].length;
        if (packed.length != channels || packed[0].length != columns * width) {
            packed = new double[channels][columns * width];
        }
        for (int lane = 0; lane < width; lane++) {
            double[][] candidate = candidates[batch[Math.min(lane, waiting - 1)]];
            for (int c = 0; c < channels; c++) {
                for (int j = 0; j < columns; j++) {
                    packed[c][j * width + lane] = candidate[c][j];
                }
            }
        }
    }
}

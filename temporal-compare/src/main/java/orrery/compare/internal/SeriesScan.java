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

    private final double[][][] candidates;
    private final double[][] upper;
    private final double[][] lower;
    private final ElasticFrame frame;
    private final BandOfLengths bands;
    private final Scale scale;
    private final boolean warps;
    private final SeriesBounds bounds = new SeriesBounds();
    private final double[] ways;
    private final int[] batch;
    private int waiting;
    private double[][] packed = {{}};
    private long byBounds;
    private long compared;

    /// The window of two series of given lengths.
    public interface BandOfLengths {
        ElasticBand of(int n, int m);

        /// The Sakoe-Chiba radius for one length, which the envelopes have.
        int radius(int n);
    }

    /// @param candidates by series and channel, with a 0 before the first sample
    /// @param warps whether the costs are those of DTW, so that its bounds hold
    public SeriesScan(
            double[][][] candidates,
            StepCosts costs,
            BandOfLengths bands,
            Scale scale,
            boolean warps) {
        this.candidates = candidates;
        this.bands = bands;
        this.scale = scale;
        this.warps = warps;
        frame = ElasticFrame.batch(costs);
        ways = new double[frame.lanes()];
        batch = new int[frame.lanes()];
        upper = new double[candidates.length][];
        lower = new double[candidates.length][];
        for (int i = 0; i < candidates.length && warps; i++) {
            upper[i] = new double[candidates[i][0].length];
            lower[i] = new double[upper[i].length];
            envelope(candidates[i][0], upper[i], lower[i]);
        }
    }

    // The 0 before the first sample has an envelope of its own.
    private void envelope(double[] padded, double[] upper, double[] lower) {
        int n = padded.length - 1;
        double[] samples = Arrays.copyOfRange(padded, 1, n + 1);
        double[] high = new double[n];
        double[] low = new double[n];
        SlidingExtremes.of(samples, bands.radius(n), high, low);
        System.arraycopy(high, 0, upper, 1, n);
        System.arraycopy(low, 0, lower, 1, n);
    }

    /// Candidates that the bounds dropped, in all searches.
    public long byBounds() {
        return byBounds;
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
        double[] distances = new double[candidates.length];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = near(query, candidates[i]);
        }
        double[] high = new double[query[0].length];
        double[] low = new double[high.length];
        if (warps) {
            envelope(query[0], high, low);
        }
        for (int i : NearestCosts.order(distances)) {
            if (i == except) {
                continue;
            }
            if (warps && isFar(query[0], high, low, i, nearest.limit())) {
                byBounds++;
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

    private double near(double[][] query, double[][] candidate) {
        if (query[0].length != candidate[0].length) {
            return Double.MAX_VALUE;
        }
        double sum = 0;
        for (int c = 0; c < query.length; c++) {
            sum += bounds.squares(query[c], candidate[c]);
        }
        return sum;
    }

    // LB_Kim, which any alignment pays at its ends, then LB_Keogh both ways.
    private boolean isFar(double[] query, double[] high, double[] low, int i, double limit) {
        double[] candidate = candidates[i][0];
        double most = limit * SeriesBounds.SLACK;
        double first = query[1] - candidate[1];
        double last = query[query.length - 1] - candidate[candidate.length - 1];
        double ends = first * first;
        if (query.length > 2 || candidate.length > 2) {
            ends += last * last;
        }
        if (ends > most) {
            return true;
        }
        return query.length == candidate.length
                && (bounds.keogh(candidate, high, low, most) > most
                        || bounds.keogh(query, upper[i], lower[i], most) > most);
    }

    private void flush(double[][] query, NearestCosts nearest) {
        if (waiting == 0) {
            return;
        }
        int lanes = batch.length;
        int columns = candidates[batch[0]][0].length;
        int channels = query.length;
        if (packed.length != channels || packed[0].length != columns * lanes) {
            packed = new double[channels][columns * lanes];
        }
        for (int lane = 0; lane < lanes; lane++) {
            double[][] candidate = candidates[batch[Math.min(lane, waiting - 1)]];
            for (int c = 0; c < channels; c++) {
                for (int j = 0; j < columns; j++) {
                    packed[c][j * lanes + lane] = candidate[c][j];
                }
            }
        }
        int n = query[0].length - 1;
        int m = columns - 1;
        double limit = scale.way(nearest.limit(), n, m);
        frame.run(query, packed, bands.of(n, m), limit, ways);
        for (int lane = 0; lane < waiting; lane++) {
            if (ways[lane] <= limit) {
                nearest.offer(batch[lane], scale.cost(ways[lane], n, m));
            }
        }
        compared += waiting;
        waiting = 0;
    }
}

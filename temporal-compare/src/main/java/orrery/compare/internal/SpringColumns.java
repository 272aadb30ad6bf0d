package orrery.compare.internal;

import java.util.Arrays;

/// The columns of SPRING for many queries, [LANES] of them side by side.
///
/// `distances[row · LANES + lane]` is the cost of the best warping path that ends at the newest
/// sample and at this row of the query, `starts` where it begins.
public final class SpringColumns {
    /// Queries side by side.
    public static final int LANES = 8;

    private final int rows;
    private final int channels;
    private final double[] query;
    final double[] distances;
    final long[] starts;

    /// @param rows of the longest query
    public SpringColumns(int rows, int channels) {
        this.rows = rows;
        this.channels = channels;
        this.query = new double[rows * channels * LANES];
        this.distances = new double[rows * LANES];
        this.starts = new long[rows * LANES];
        clear();
    }

    public void query(int lane, double[][] samples) {
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < samples[c].length; i++) {
                query[(i * channels + c) * LANES + lane] = samples[c][i];
            }
        }
    }

    public void clear() {
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        Arrays.fill(starts, 0L);
    }

    public double distance(int row, int lane) {
        return distances[row * LANES + lane];
    }

    public long start(int row, int lane) {
        return starts[row * LANES + lane];
    }

    public void erase(int row, int lane) {
        distances[row * LANES + lane] = Double.POSITIVE_INFINITY;
    }

    public double[] distances() {
        return distances;
    }

    public long[] starts() {
        return starts;
    }

    int rows() {
        return rows;
    }

    int channels() {
        return channels;
    }

    double[] query() {
        return query;
    }

    /// Moves all columns on by one sample.
    public void advance(double[] sample, long tick, boolean vectorised) {
        if (vectorised) {
            SpringLanes.advance(this, sample, tick);
        } else {
            plain(sample, tick);
        }
    }

    /// Moves all columns of several groups on by one sample.
    public static void advance(
            SpringColumns[] groups, double[] sample, long tick, boolean vectorised) {
        for (int g = 0; g < groups.length; g++) {
            if (vectorised
                    && g + 1 < groups.length
                    && groups[g].channels == 1
                    && groups[g].rows == groups[g + 1].rows) {
                SpringLanes.advance(groups[g], groups[g + 1], sample[0], tick);
                g++;
            } else {
                groups[g].advance(sample, tick, vectorised);
            }
        }
    }

    // Of equal predecessors: the same sample, then the same row, then the diagonal.
    private void plain(double[] sample, long tick) {
        for (int lane = 0; lane < LANES; lane++) {
            double left = 0;
            long leftStart = tick;
            double diagonal = Double.POSITIVE_INFINITY;
            long diagonalStart = 0;
            for (int row = 0; row < rows; row++) {
                int at = row * LANES + lane;
                double best = distances[at];
                long start = starts[at];
                double up = best;
                long upStart = start;
                if (diagonal < best) {
                    best = diagonal;
                    start = diagonalStart;
                }
                if (!(best < left)) {
                    best = left;
                    start = leftStart;
                }
                left = best + cost(sample, row, lane);
                leftStart = start;
                distances[at] = left;
                starts[at] = start;
                diagonal = up;
                diagonalStart = upStart;
            }
        }
    }

    private double cost(double[] sample, int row, int lane) {
        int at = row * channels * LANES + lane;
        double difference = sample[0] - query[at];
        double cost = difference * difference;
        for (int c = 1; c < channels; c++) {
            difference = sample[c] - query[at + c * LANES];
            cost = Math.fma(difference, difference, cost);
        }
        return cost;
    }
}

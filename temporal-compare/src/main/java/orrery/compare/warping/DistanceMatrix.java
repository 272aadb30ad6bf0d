package orrery.compare.warping;

import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import orrery.compare.distance.Comparison;
import orrery.compare.distance.Distance;
import orrery.timeline.Refusal;

/// The distances of every series of one set from every series of another, by an elastic measure.
///
/// A lane for each of several columns. DTW with squared costs and without a window has kernels of its
/// own, four rows of the table a pass. The distances are those of [ElasticDistance] bit for bit,
/// in whatever number of threads, but for [Precision#SINGLE].
///
/// Cost: O(N · M · n · window), memory 2 N · M doubles (N · M where nothing is rooted) and the series
/// twice. Threads: immutable; the calling thread is one of those that compute.
public final class DistanceMatrix {
    /// Most entries.
    public static final int ENTRIES_MAX = 1 << 26;

    /// Most threads.
    public static final int THREADS_MAX = 256;

    private final double[] costs;
    private final double[] distances;
    private final int rows;
    private final int columns;

    DistanceMatrix(double[] costs, double[] distances, int rows, int columns) {
        this.costs = costs;
        this.distances = distances;
        this.rows = rows;
        this.columns = columns;
    }

    /// What a matrix is computed by.
    ///
    /// @param measure any; shapeDTW is computed pair by pair, as it needs the alignment
    /// @param window pairs of samples that an alignment may use
    /// @param precision of the numbers
    /// @param threads 1 to [#THREADS_MAX]
    public record Settings(Elastic measure, Window window, Precision precision, int threads) {
        /// @throws Refusal NOT_PERMITTED or OUT_OF_RANGE
        public Settings {
            if (precision == Precision.SINGLE && !isFullWarping(measure, window)) {
                throw new Refusal(
                        Refusal.Code.NOT_PERMITTED,
                        "floats with " + measure + " and " + window,
                        "use DTW with squared costs and without a window, or DOUBLE");
            }
            requireThreads(threads);
        }

        /// DTW with squared costs in doubles, on one thread.
        public static Settings dtw(Window window) {
            return new Settings(new Elastic.Dtw(StepCost.SQUARED), window, Precision.DOUBLE, 1);
        }
    }

    static boolean isFullWarping(Elastic measure, Window window) {
        boolean warps =
                measure instanceof Elastic.Dtw(var cost)
                        ? cost == StepCost.SQUARED
                        : measure instanceof Elastic.Derivative(Elastic.Dtw(var slope), var _)
                                && slope == StepCost.SQUARED;
        return warps && window instanceof Window.Full;
    }

    /// @param x one series or more, perhaps of different lengths
    /// @param y one series or more
    /// @throws Refusal EMPTY, LIMIT, TOO_LONG, TOO_SHORT or NOT_A_NUMBER
    public static DistanceMatrix between(double[][] x, double[][] y, Settings settings) {
        return between(oneChannel(x), oneChannel(y), settings);
    }

    /// Of several channels, dependent: differences are Euclidean norms of vectors.
    ///
    /// @param x by series, channel and time
    /// @param y series of as many channels
    /// @throws Refusal as before, LENGTH_MISMATCH where the channels are not as many, and NOT_PERMITTED
    ///     for floats of several channels
    public static DistanceMatrix between(double[][][] x, double[][][] y, Settings settings) {
        return between(x, y, settings, _ -> true).orElseThrow();
    }

    /// The same, with word of the progress.
    ///
    /// @param goesOn told on the calling thread, after each batch that this thread computed, how many of
    ///     the N · M pairs are done; its answer can stop the work
    /// @return empty where it was stopped before the end
    public static Optional<DistanceMatrix> between(
            double[][][] x, double[][][] y, Settings settings, LongPredicate goesOn) {
        requireSize(x.length, y.length);
        return new MatrixWork(x, y, settings).run(goesOn);
    }

    /// The distances within one set. Each pair is computed once, the shorter series first and of
    /// equally long ones the earlier: half the work of [#between], and symmetric whatever the measure.
    ///
    /// @throws Refusal as [#between]
    public static DistanceMatrix within(double[][] x, Settings settings) {
        return within(oneChannel(x), settings, _ -> true).orElseThrow();
    }

    /// Of several channels, dependent.
    ///
    /// @param goesOn as of [#between], of N (N + 1) / 2 pairs
    /// @return empty where it was stopped before the end
    public static Optional<DistanceMatrix> within(
            double[][][] x, Settings settings, LongPredicate goesOn) {
        requireSize(x.length, x.length);
        return MatrixWork.within(x, settings).run(goesOn);
    }

    /// The distances within one set by any measure, each pair once.
    ///
    /// @param measures makes a measure for each thread
    /// @param threads 1 to [#THREADS_MAX]
    /// @throws Refusal as [#between], and as the measure
    public static Optional<DistanceMatrix> within(
            double[][] x, Supplier<Distance> measures, int threads, LongPredicate goesOn) {
        requireSize(x.length, x.length);
        requireThreads(threads);
        double[] costs = new double[x.length * x.length];
        double[] distances = new double[x.length * x.length];
        boolean done =
                MatrixThreads.run(
                        threads,
                        x.length,
                        goesOn,
                        () -> {
                            Distance measure = measures.get();
                            return row -> {
                                for (int j = row; j < x.length; j++) {
                                    Comparison found = measure.compare(x[row], x[j]);
                                    costs[row * x.length + j] = found.cost();
                                    costs[j * x.length + row] = found.cost();
                                    distances[row * x.length + j] = found.distance();
                                    distances[j * x.length + row] = found.distance();
                                }
                                return x.length - row;
                            };
                        });
        return done
                ? Optional.of(new DistanceMatrix(costs, distances, x.length, x.length))
                : Optional.empty();
    }

    /// Of a matrix within one set: each cost less the mean of the two costs of a series with itself. So
    /// soft-DTW becomes 0 of a series with itself and, with a full window, at least 0 of others.
    ///
    /// Source: Blondel, Mensch & Vert, AISTATS 2021, arXiv:2010.08354.
    ///
    /// @throws Refusal LENGTH_MISMATCH where the matrix is not square
    public DistanceMatrix divergences() {
        if (rows != columns) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    "a matrix of " + rows + " by " + columns,
                    "take the distances within one set");
        }
        double[] less = new double[costs.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double own = (costs[i * columns + i] + costs[j * columns + j]) / 2;
                less[i * columns + j] = i == j ? 0 : costs[i * columns + j] - own;
            }
        }
        return new DistanceMatrix(less, less, rows, columns);
    }

    private static double[][][] oneChannel(double[][] series) {
        double[][][] channels = new double[series.length][][];
        for (int i = 0; i < series.length; i++) {
            channels[i] = new double[][] {series[i]};
        }
        return channels;
    }

    private static void requireSize(int rows, int columns) {
        if (rows == 0 || columns == 0 || (long) rows * columns > ENTRIES_MAX) {
            throw new Refusal(
                    rows == 0 || columns == 0 ? Refusal.Code.EMPTY : Refusal.Code.LIMIT,
                    "a matrix of " + rows + " by " + columns,
                    "use 1 to " + ENTRIES_MAX + " pairs");
        }
    }

    private static void requireThreads(int threads) {
        if (threads < 1 || threads > THREADS_MAX) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, threads + " threads", "use 1 to " + THREADS_MAX);
        }
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /// Distance of series `row` of x from series `column` of y.
    public double distance(int row, int column) {
        return distances[row * columns + java.util.Objects.checkIndex(column, columns)];
    }

    /// The same before any root.
    public double cost(int row, int column) {
        return costs[row * columns + java.util.Objects.checkIndex(column, columns)];
    }
}

package orrery.compare.warping;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import orrery.compare.internal.ElasticBand;
import orrery.compare.internal.ElasticFrame;
import orrery.compare.internal.FullWarping;
import orrery.compare.internal.PairBatches;
import orrery.timeline.Refusal;

/// The distances of every series of one set from every series of another, by an elastic measure.
///
/// A lane for each of several columns. DTW with squared costs and without a window has kernels of its
/// own, four rows of the table a pass. The distances are those of [ElasticDistance] bit for bit,
/// in whatever number of threads, but for [Precision#SINGLE].
///
/// Cost: O(N · M · n · window), memory N · M doubles and the series twice. Threads: immutable.
public final class DistanceMatrix {
    /// Most entries.
    public static final int ENTRIES_MAX = 1 << 26;

    /// Most threads.
    public static final int THREADS_MAX = 256;

    private final double[] costs;
    private final int rows;
    private final int columns;
    private final boolean rooted;

    private DistanceMatrix(double[] costs, int rows, int columns, boolean rooted) {
        this.costs = costs;
        this.rows = rows;
        this.columns = columns;
        this.rooted = rooted;
    }

    /// What a matrix is computed by.
    ///
    /// @param measure any but soft-DTW and shapeDTW
    /// @param window pairs of samples that an alignment may use
    /// @param precision of the numbers
    /// @param threads 1 to [#THREADS_MAX]
    public record Settings(Elastic measure, Window window, Precision precision, int threads) {
        /// @throws Refusal NOT_PERMITTED or OUT_OF_RANGE
        public Settings {
            if (measure instanceof Elastic.SoftDtw || measure instanceof Elastic.ShapeDtw) {
                throw new Refusal(
                        Refusal.Code.NOT_PERMITTED,
                        "a matrix of " + measure,
                        "compare pair by pair with ElasticDistance");
            }
            if (precision == Precision.SINGLE && !isFullWarping(measure, window)) {
                throw new Refusal(
                        Refusal.Code.NOT_PERMITTED,
                        "floats with " + measure + " and " + window,
                        "use DTW with squared costs and without a window, or DOUBLE");
            }
            if (threads < 1 || threads > THREADS_MAX) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE, threads + " threads", "use 1 to " + THREADS_MAX);
            }
        }

        /// DTW with squared costs in doubles, on one thread.
        public static Settings dtw(Window window) {
            return new Settings(new Elastic.Dtw(StepCost.SQUARED), window, Precision.DOUBLE, 1);
        }
    }

    private static boolean isFullWarping(Elastic measure, Window window) {
        boolean warps =
                measure instanceof Elastic.Dtw(var cost)
                        ? cost == StepCost.SQUARED
                        : measure instanceof Elastic.Derivative(Elastic.Dtw(var slope))
                                && slope == StepCost.SQUARED;
        return warps && window instanceof Window.Full;
    }

    /// @param x one series or more, perhaps of different lengths
    /// @param y one series or more
    /// @throws Refusal EMPTY, LIMIT, TOO_LONG, TOO_SHORT or NOT_A_NUMBER
    public static DistanceMatrix between(double[][] x, double[][] y, Settings settings) {
        if (x.length == 0 || y.length == 0 || (long) x.length * y.length > ENTRIES_MAX) {
            throw new Refusal(
                    x.length == 0 || y.length == 0 ? Refusal.Code.EMPTY : Refusal.Code.LIMIT,
                    "a matrix of " + x.length + " by " + y.length,
                    "use 1 to " + ENTRIES_MAX + " pairs");
        }
        double[][][] left = prepared(settings.measure(), x);
        double[][][] right = prepared(settings.measure(), y);
        double[] costs = new double[x.length * y.length];
        boolean full = isFullWarping(settings.measure(), settings.window());
        boolean single = settings.precision() == Precision.SINGLE;
        PairBatches batches =
                new PairBatches(right, single ? FullWarping.floatLanes() : FullWarping.lanes());
        AtomicInteger next = new AtomicInteger();
        runOn(
                settings.threads(),
                () -> {
                    Row row =
                            single
                                    ? new FloatRow(batches)
                                    : full ? new FullRow() : new FrameRow(settings);
                    double[] lanes = new double[FullWarping.floatLanes()];
                    for (int i = next.getAndIncrement(); i < x.length; i = next.getAndIncrement()) {
                        for (int b = 0; b < batches.size(); b++) {
                            row.costs(left[i], b, batches, lanes);
                            int[] members = batches.members(b);
                            for (int lane = 0; lane < members.length; lane++) {
                                costs[i * y.length + members[lane]] = lanes[lane];
                            }
                        }
                    }
                });
        return new DistanceMatrix(
                costs,
                x.length,
                y.length,
                settings.measure() instanceof Elastic.Dtw(var cost) && cost == StepCost.SQUARED);
    }

    private static double[][][] prepared(Elastic measure, double[][] series) {
        double[][][] prepared = new double[series.length][][];
        for (int i = 0; i < series.length; i++) {
            double[][] channels = {series[i]};
            Warping.requireChannels(measure, channels, "series " + i);
            prepared[i] = Warping.prepared(measure, channels);
        }
        return prepared;
    }

    // The rows are drawn one by one; who computes one does not change it.
    private static void runOn(int threads, Runnable work) {
        if (threads == 1) {
            work.run();
            return;
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> parts = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                parts.add(workers.submit(work));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while computing a matrix", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a thread of a matrix failed", e);
        }
    }

    /// Costs of one series with a batch.
    private interface Row {
        void costs(double[][] x, int batch, PairBatches batches, double[] into);
    }

    private static final class FullRow implements Row {
        private final FullWarping warping = new FullWarping();

        @Override
        public void costs(double[][] x, int batch, PairBatches batches, double[] into) {
            warping.costs(x[0], batches.samples(batch)[0], into);
        }
    }

    private static final class FloatRow implements Row {
        private final FullWarping warping = new FullWarping();
        private final float[][] samples;

        FloatRow(PairBatches batches) {
            samples = new float[batches.size()][];
            for (int b = 0; b < samples.length; b++) {
                samples[b] = floats(batches.samples(b)[0]);
            }
        }

        private static float[] floats(double[] values) {
            float[] floats = new float[values.length];
            for (int k = 0; k < floats.length; k++) {
                floats[k] = (float) values[k];
            }
            return floats;
        }

        @Override
        public void costs(double[][] x, int batch, PairBatches batches, double[] into) {
            warping.costs(floats(x[0]), samples[batch], into);
        }
    }

    private static final class FrameRow implements Row {
        private final Settings settings;
        private final ElasticFrame frame;
        private ElasticBand band = ElasticBand.full(1, 1);
        private int rows = 1;
        private int columns = 1;

        FrameRow(Settings settings) {
            this.settings = settings;
            frame = ElasticFrame.batch(Warping.costs(settings.measure()));
        }

        @Override
        public void costs(double[][] x, int batch, PairBatches batches, double[] into) {
            double[][] y = batches.samples(batch);
            int n = x[0].length - 1;
            int m = y[0].length / frame.lanes() - 1;
            if (n != rows || m != columns) {
                band = Warping.band(settings.window(), n, m);
                rows = n;
                columns = m;
            }
            frame.run(x, y, band, Double.POSITIVE_INFINITY, into);
            for (int lane = 0; lane < frame.lanes(); lane++) {
                into[lane] = Warping.cost(settings.measure(), into[lane], n, m);
            }
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
        double cost = cost(row, column);
        return rooted ? Math.sqrt(cost) : cost;
    }

    /// The same before any root.
    public double cost(int row, int column) {
        return costs[row * columns + java.util.Objects.checkIndex(column, columns)];
    }
}

package orrery.compare.warping;

import java.util.Optional;
import java.util.function.LongPredicate;
import orrery.compare.internal.ElasticBand;
import orrery.compare.internal.ElasticFrame;
import orrery.compare.internal.FullWarping;
import orrery.compare.internal.PairBatches;
import orrery.timeline.Refusal;

/// How a matrix comes about: a part is one series of x with one batch of series of y.
final class MatrixWork {
    private final double[][][] x;
    private final double[][][] y;
    private final DistanceMatrix.Settings settings;
    private final PairBatches batches;
    private final double[][][] left;
    private final int[] ranks;
    private final boolean within;
    private final boolean full;
    private final boolean single;
    private final double[] costs;

    MatrixWork(double[][][] x, double[][][] y, DistanceMatrix.Settings settings) {
        this(x, y, settings, false);
    }

    static MatrixWork within(double[][][] x, DistanceMatrix.Settings settings) {
        return new MatrixWork(x, x, settings, true);
    }

    private MatrixWork(
            double[][][] x, double[][][] y, DistanceMatrix.Settings settings, boolean within) {
        this.x = x;
        this.y = y;
        this.settings = settings;
        this.within = within;
        Elastic measure = settings.measure();
        int channels = x[0].length;
        single = settings.precision() == Precision.SINGLE;
        full = channels == 1 && DistanceMatrix.isFullWarping(measure, settings.window());
        if (single && channels > 1) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "floats of " + channels + " channels",
                    "use DOUBLE");
        }
        left = prepared(measure, x, channels);
        double[][][] right = within ? left : prepared(measure, y, channels);
        batches = new PairBatches(right, single ? FullWarping.floatLanes() : FullWarping.lanes());
        ranks = within ? batches.order() : new int[0];
        costs = new double[x.length * y.length];
    }

    private static double[][][] prepared(Elastic measure, double[][][] series, int channels) {
        double[][][] prepared = new double[series.length][][];
        for (int i = 0; i < series.length; i++) {
            Warping.requireChannels(measure, series[i], "series " + i);
            if (series[i].length != channels) {
                throw new Refusal(
                        Refusal.Code.LENGTH_MISMATCH,
                        "series "
                                + i
                                + " has "
                                + series[i].length
                                + " channels, the first "
                                + channels,
                        "give all series the same channels");
            }
            prepared[i] = Warping.prepared(measure, series[i]);
        }
        return prepared;
    }

    Optional<DistanceMatrix> run(LongPredicate goesOn) {
        int parts = Math.multiplyExact(x.length, batches.size());
        boolean done =
                MatrixThreads.run(
                        settings.threads(),
                        parts,
                        goesOn,
                        () -> {
                            Row row = row();
                            double[] lanes = new double[FullWarping.floatLanes()];
                            return part ->
                                    within
                                            ? mirrored(part, row, lanes)
                                            : oneBatch(part, row, lanes);
                        });
        return done
                ? Optional.of(new DistanceMatrix(costs, distances(), x.length, y.length))
                : Optional.empty();
    }

    private Row row() {
        if (settings.measure() instanceof Elastic.ShapeDtw) {
            return new PairRow();
        }
        return single ? new FloatRow() : full ? new FullRow() : new FrameRow();
    }

    private int oneBatch(int part, Row row, double[] lanes) {
        int i = part / batches.size();
        int batch = part % batches.size();
        row.costs(i, batch, lanes);
        int[] members = batches.members(batch);
        for (int lane = 0; lane < members.length; lane++) {
            costs[i * y.length + members[lane]] = lanes[lane];
        }
        return members.length;
    }

    // Series of one rank with those of the same and of higher ranks.
    private int mirrored(int part, Row row, double[] lanes) {
        int rank = part / batches.size();
        int batch = part % batches.size();
        int[] members = batches.members(batch);
        int first = batches.start(batch);
        if (first + members.length <= rank) {
            return 0;
        }
        int i = ranks[rank];
        row.costs(i, batch, lanes);
        int from = Math.max(0, rank - first);
        for (int lane = from; lane < members.length; lane++) {
            costs[i * y.length + members[lane]] = lanes[lane];
            costs[members[lane] * y.length + i] = lanes[lane];
        }
        return members.length - from;
    }

    private double[] distances() {
        boolean rooted =
                settings.measure() instanceof Elastic.Dtw(var cost) && cost == StepCost.SQUARED;
        boolean signed = isSoft(settings.measure());
        if (!rooted && !signed) {
            return costs;
        }
        double[] distances = new double[costs.length];
        for (int k = 0; k < costs.length; k++) {
            distances[k] = rooted ? Math.sqrt(costs[k]) : Math.abs(costs[k]);
        }
        return distances;
    }

    private static boolean isSoft(Elastic measure) {
        return measure instanceof Elastic.SoftDtw
                || (measure instanceof Elastic.Derivative(var inner, var _) && isSoft(inner));
    }

    /// Costs of one series of x with a batch.
    private interface Row {
        void costs(int row, int batch, double[] into);
    }

    private final class FullRow implements Row {
        private final FullWarping warping = new FullWarping();

        @Override
        public void costs(int row, int batch, double[] into) {
            warping.costs(left[row][0], batches.samples(batch)[0], into);
        }
    }

    private final class FloatRow implements Row {
        private final FullWarping warping = new FullWarping();
        private final float[][] samples;

        FloatRow() {
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
        public void costs(int row, int batch, double[] into) {
            warping.costs(floats(left[row][0]), samples[batch], into);
        }
    }

    private final class FrameRow implements Row {
        private final ElasticFrame frame = ElasticFrame.batch(Warping.costs(settings.measure()));
        private ElasticBand band = ElasticBand.full(1, 1);
        private int rows = 1;
        private int columns = 1;

        @Override
        public void costs(int row, int batch, double[] into) {
            double[][] series = left[row];
            double[][] others = batches.samples(batch);
            int n = series[0].length - 1;
            int m = others[0].length / frame.lanes() - 1;
            if (n != rows || m != columns) {
                band = Warping.band(settings.window(), n, m);
                rows = n;
                columns = m;
            }
            frame.run(series, others, band, Double.POSITIVE_INFINITY, into);
            for (int lane = 0; lane < frame.lanes(); lane++) {
                into[lane] = Warping.cost(settings.measure(), into[lane], n, m);
            }
        }
    }

    /// Pair by pair.
    private final class PairRow implements Row {
        private final ElasticDistance measure =
                ElasticDistance.of(settings.measure(), settings.window());

        @Override
        public void costs(int row, int batch, double[] into) {
            int[] members = batches.members(batch);
            for (int lane = 0; lane < members.length; lane++) {
                into[lane] =
                        measure.compare(
                                        x[row],
                                        y[members[lane]],
                                        Channels.DEPENDENT,
                                        Double.POSITIVE_INFINITY)
                                .cost();
            }
        }
    }
}

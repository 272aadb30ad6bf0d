package orrery.compare.warping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import orrery.compare.distance.Samples;
import orrery.compare.internal.ElasticBand;
import orrery.compare.internal.NearestCosts;
import orrery.compare.internal.SeriesFilter;
import orrery.compare.internal.SeriesScan;
import orrery.timeline.Refusal;

/// Finds, among many series, those that are nearest to a query by an elastic measure, exactly.
///
/// Candidates come in the order of their Euclidean distance, which under DTW with squared costs, and
/// ADTW, is a first limit. Under these, candidates that LB_Kim, LB_Keogh, LB_Enhanced or LB_Webb
/// prove too far are dropped; the rest are compared in batches, a lane each, with the best so far as
/// the cut-off. Of equal distances the smaller index is nearer. The answers are the same with and
/// without SIMD.
///
/// Series of several channels are arrays `[channel][time]`, warped as [Channels] says; the bounds are
/// sums over the channels.
///
/// Cost: O(N · n) a query and O(n · window) for each candidate left; memory four times the series.
/// Threads: confined to one. Allocation: per query.
///
/// Source: bounds as in [LowerBound]; Herrmann & Webb 2021, doi:10.1007/s10618-021-00782-4.
public final class NearestSeries {
    /// Most series of an index.
    public static final int SERIES_MAX = 1 << 20;

    private final Elastic measure;
    private final SeriesScan scan;
    private final int size;
    private final int width;

    private NearestSeries(Elastic measure, SeriesScan scan, int size, int width) {
        this.measure = measure;
        this.scan = scan;
        this.size = size;
        this.width = width;
    }

    /// An index of series; they are copied.
    ///
    /// @param series one or more, perhaps of different lengths
    /// @param measure any but soft-DTW and shapeDTW
    /// @throws Refusal EMPTY, LIMIT, TOO_LONG, TOO_SHORT, NOT_A_NUMBER or NOT_PERMITTED
    public static NearestSeries of(double[][] series, Elastic measure, Window window) {
        double[][][] channels = new double[series.length][][];
        Arrays.setAll(channels, i -> new double[][] {series[i]});
        return of(channels, measure, window, Channels.DEPENDENT);
    }

    /// An index of series of several channels; they are copied.
    ///
    /// @param series arrays `[series][channel][time]`, the channels of a series of one length
    /// @throws Refusal as of one channel, and LENGTH_MISMATCH for unequal channels
    public static NearestSeries of(
            double[][][] series, Elastic measure, Window window, Channels channels) {
        if (measure instanceof Elastic.SoftDtw || measure instanceof Elastic.ShapeDtw) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "an index by " + measure,
                    "use another measure: these two cannot be pruned in batches");
        }
        if (series.length == 0 || series.length > SERIES_MAX) {
            throw new Refusal(
                    series.length == 0 ? Refusal.Code.EMPTY : Refusal.Code.LIMIT,
                    "there are " + series.length + " series",
                    "use 1 to " + SERIES_MAX);
        }
        double[][][] prepared = new double[series.length][][];
        for (int i = 0; i < series.length; i++) {
            Warping.requireChannels(measure, series[i], "series " + i);
            requireAsMany(series[i], series[0].length, "series " + i);
            prepared[i] = Warping.prepared(measure, series[i]);
        }
        SeriesScan scan =
                new SeriesScan(
                        prepared,
                        new SeriesScan.Ways(
                                Warping.costs(measure),
                                bands(window),
                                scale(measure),
                                hasWarpingBounds(measure),
                                channels == Channels.INDEPENDENT));
        return new NearestSeries(measure, scan, series.length, series[0].length);
    }

    private static void requireAsMany(double[][] channels, int count, String name) {
        if (channels.length != count) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    name + " has " + channels.length + " channels, series 0 has " + count,
                    "give all series the same channels");
        }
    }

    private static boolean hasWarpingBounds(Elastic measure) {
        return switch (measure) {
            case Elastic.Dtw(var cost) -> cost == StepCost.SQUARED;
            case Elastic.AmercingDtw _ -> true;
            case Elastic.Derivative(var inner, var _) -> hasWarpingBounds(inner);
            default -> false;
        };
    }

    private static SeriesScan.BandOfLengths bands(Window window) {
        return new SeriesScan.BandOfLengths() {
            private ElasticBand band = ElasticBand.full(1, 1);
            private int rows = 1;
            private int columns = 1;

            @Override
            public ElasticBand of(int n, int m) {
                if (n != rows || m != columns) {
                    band = Warping.band(window, n, m);
                    rows = n;
                    columns = m;
                }
                return band;
            }

            @Override
            public int radius(int n) {
                return window instanceof Window.SakoeChiba(int radius) ? radius : n;
            }
        };
    }

    private static SeriesScan.Scale scale(Elastic measure) {
        return new SeriesScan.Scale() {
            @Override
            public double cost(double way, int n, int m) {
                return Warping.cost(measure, way, n, m);
            }

            @Override
            public double way(double cost, int n, int m) {
                return Warping.way(measure, cost * (1 + 1e-12), n, m);
            }
        };
    }

    /// A series that was found.
    ///
    /// @param index its place in the index, from 0
    /// @param distance as [ElasticDistance] gives it
    /// @param cost the same before any root
    public record Neighbour(int index, double distance, double cost) {}

    /// The k nearest, the nearest first; fewer where there are fewer series.
    ///
    /// @param k 1 or more
    /// @throws Refusal OUT_OF_RANGE, and as [ElasticDistance#compare(double[], double[], double)]
    public List<Neighbour> nearest(double[] query, int k) {
        return nearest(query, k, -1);
    }

    /// The same without one of the series: for leaving one out.
    ///
    /// @param except its index
    public List<Neighbour> nearest(double[] query, int k, int except) {
        return nearest(new double[][] {query}, k, except);
    }

    /// The k nearest to a query of several channels.
    ///
    /// @param query arrays `[channel][time]`, as many channels as the series have
    /// @param except a series that does not count, or -1
    /// @throws Refusal as of one channel, and LENGTH_MISMATCH
    public List<Neighbour> nearest(double[][] query, int k, int except) {
        if (k < 1) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, "k is " + k, "use 1 or more");
        }
        Warping.requireChannels(measure, query, "the query");
        requireAsMany(query, width, "the query");
        NearestCosts nearest = new NearestCosts(Math.min(k, size));
        scan.nearest(Warping.prepared(measure, query), except, nearest);
        return neighbours(nearest);
    }

    /// All within a distance of a query, the nearest first: as a scan of all by
    /// [ElasticDistance] gives them.
    ///
    /// Cost: as [#nearest(double[], int)], and O(found²) at worst to put them in order.
    ///
    /// @param distance 0 or more, perhaps infinite
    /// @throws Refusal OUT_OF_RANGE, LENGTH_MISMATCH if the series have several channels, and as
    ///     [ElasticDistance#compare(double[], double[], double)]
    public List<Neighbour> within(double[] query, double distance) {
        Samples.requireCutoff(distance);
        double[][] channels = {query};
        Warping.requireChannels(measure, channels, "the query");
        requireAsMany(channels, width, "the query");
        double cost = isRooted() ? distance * distance : distance;
        NearestCosts nearest = new NearestCosts(size, Math.nextUp(cost * (1 + 1e-12)));
        scan.nearest(Warping.prepared(measure, channels), -1, nearest);
        List<Neighbour> found = neighbours(nearest);
        found.removeIf(one -> one.distance() > distance);
        return found;
    }

    private boolean isRooted() {
        return measure instanceof Elastic.Dtw(var step) && step == StepCost.SQUARED;
    }

    private List<Neighbour> neighbours(NearestCosts nearest) {
        List<Neighbour> found = new ArrayList<>(nearest.count());
        for (int rank = 0; rank < nearest.count(); rank++) {
            double cost = nearest.cost(rank);
            double distance = isRooted() ? Math.sqrt(cost) : cost;
            found.add(new Neighbour(nearest.index(rank), distance, cost));
        }
        return found;
    }

    public int size() {
        return size;
    }

    /// What became of the candidates of all queries so far.
    ///
    /// @param candidates series that queries were to be compared with; the other numbers add up to it
    /// @param kim dropped by LB_Kim
    /// @param keogh dropped by LB_Keogh, either way round
    /// @param enhanced dropped by LB_Enhanced with five elbows, either way round
    /// @param webb dropped by LB_Webb, which is looked at where the window is no limit
    /// @param compared by the table, to the end or until over the limit
    public record Pruned(
            long candidates, long kim, long keogh, long enhanced, long webb, long compared) {}

    /// How many candidates each bound dropped, over all queries so far. It depends on the machine,
    /// as more lanes compare more candidates at a time; the answers do not.
    public Pruned pruned() {
        return new Pruned(
                dropped() + compared(),
                scan.droppedBy(SeriesFilter.Bound.KIM),
                scan.droppedBy(SeriesFilter.Bound.KEOGH),
                scan.droppedBy(SeriesFilter.Bound.ENHANCED),
                scan.droppedBy(SeriesFilter.Bound.WEBB),
                compared());
    }

    /// Candidates that bounds dropped, over all queries so far.
    public long dropped() {
        long sum = 0;
        for (SeriesFilter.Bound bound : SeriesFilter.Bound.values()) {
            sum += scan.droppedBy(bound);
        }
        return sum;
    }

    /// Candidates that were compared, over all queries so far.
    public long compared() {
        return scan.compared();
    }
}

package orrery.compare.warping;

import java.util.ArrayList;
import java.util.List;
import orrery.compare.distance.Samples;
import orrery.compare.internal.ElasticBand;
import orrery.compare.internal.NearestCosts;
import orrery.compare.internal.SeriesScan;
import orrery.timeline.Refusal;

/// Finds, among many series, those that are nearest to a query by an elastic measure, exactly.
///
/// Candidates come in the order of their Euclidean distance. Under DTW with squared costs, and ADTW,
/// those that LB_Kim or LB_Keogh, either way round, prove too far are dropped; the rest are compared
/// in batches, a lane each, with the best so far as the cut-off. Of equal distances the smaller index
/// is nearer. The answers are the same with and without SIMD.
///
/// Cost: O(N · n) a query and O(n · window) for each candidate left; memory three times the series.
/// Threads: confined to one. Allocation: per query.
///
/// Source: Keogh & Ratanamahatana 2005, doi:10.1007/s10115-004-0154-9; Herrmann & Webb 2021,
/// doi:10.1007/s10618-021-00782-4.
public final class NearestSeries {
    /// Most series of an index.
    public static final int SERIES_MAX = 1 << 20;

    private final Elastic measure;
    private final SeriesScan scan;
    private final int size;

    private NearestSeries(Elastic measure, SeriesScan scan, int size) {
        this.measure = measure;
        this.scan = scan;
        this.size = size;
    }

    /// An index of series; they are copied.
    ///
    /// @param series one or more, perhaps of different lengths
    /// @param measure any but soft-DTW and shapeDTW
    /// @throws Refusal EMPTY, LIMIT, TOO_LONG, TOO_SHORT, NOT_A_NUMBER or NOT_PERMITTED
    public static NearestSeries of(double[][] series, Elastic measure, Window window) {
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
            double[][] channels = {series[i]};
            Warping.requireChannels(measure, channels, "series " + i);
            prepared[i] = Warping.prepared(measure, channels);
        }
        SeriesScan scan =
                new SeriesScan(
                        prepared,
                        Warping.costs(measure),
                        bands(window),
                        scale(measure),
                        hasWarpingBounds(measure));
        return new NearestSeries(measure, scan, series.length);
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
        if (k < 1) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, "k is " + k, "use 1 or more");
        }
        double[][] channels = {query};
        Warping.requireChannels(measure, channels, "the query");
        NearestCosts nearest = new NearestCosts(Math.min(k, size));
        scan.nearest(Warping.prepared(measure, channels), except, nearest);
        return neighbours(nearest);
    }

    /// All within a distance of a query, the nearest first: as a scan of all by
    /// [ElasticDistance] gives them.
    ///
    /// Cost: as [#nearest(double[], int)], and O(found²) at worst to put them in order.
    ///
    /// @param distance 0 or more, perhaps infinite
    /// @throws Refusal OUT_OF_RANGE, and as [ElasticDistance#compare(double[], double[], double)]
    public List<Neighbour> within(double[] query, double distance) {
        Samples.requireCutoff(distance);
        double[][] channels = {query};
        Warping.requireChannels(measure, channels, "the query");
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

    /// Candidates that LB_Kim and LB_Keogh dropped, over all queries so far.
    public long dropped() {
        return scan.byBounds();
    }

    /// Candidates that were compared, over all queries so far.
    public long compared() {
        return scan.compared();
    }
}

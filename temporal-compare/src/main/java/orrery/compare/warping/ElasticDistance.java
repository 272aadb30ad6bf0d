package orrery.compare.warping;

import orrery.compare.distance.Comparison;
import orrery.compare.distance.Distance;
import orrery.compare.distance.Samples;
import orrery.compare.internal.ElasticBand;
import orrery.compare.internal.ElasticEnds;
import orrery.compare.internal.ElasticFrame;
import orrery.compare.internal.ElasticPath;
import orrery.compare.internal.StepCosts;
import orrery.timeline.Refusal;

/// Compares two series by an elastic measure, within a window, exactly.
///
/// **Cut-off**: cells of the table that cannot be on a way within the cut-off are left out, and the
/// comparison is given up when none is left. Of series of one length without a tighter cut-off, the
/// cost of the diagonal is one. A distance at or below the cut-off is the same bit for bit with and
/// without it.
///
/// **Several channels**: arrays `[channel][time]`. Differences are Euclidean norms of vectors, or
/// their squares, for [Channels#DEPENDENT]; costs are sums over the channels for
/// [Channels#INDEPENDENT].
///
/// Cost: O(n · m) time at most, O(n + m) memory; a path costs about twice that and at most 4 MiB.
/// Series up to [#LENGTH_MAX] samples. Threads: confined to one, as it owns its arrays. Allocation:
/// the result, and arrays where the lengths change.
///
/// ```java
/// ElasticDistance dtw = ElasticDistance.of(new Elastic.Dtw(StepCost.SQUARED), new Window.SakoeChiba(5));
/// double distance = dtw.compare(x, y).distance();
/// ```
public final class ElasticDistance implements Distance {
    /// Most samples of a series.
    public static final int LENGTH_MAX = 1 << 20;

    /// Most channels, neighbours in a descriptor included.
    public static final int CHANNELS_MAX = 1 << 12;

    private static final int TABLE_MAX = 1 << 22;

    /// What a cut-off is raised by, so that rounding never gives up a distance equal to it.
    private static final double SLACK = 1 + 1e-12;

    private final Elastic measure;
    private final Window window;
    private final OpenEnds ends;
    private final StepCosts costs;
    private final ElasticFrame frame;
    private final double[] cheapest = new double[1];
    private ElasticBand band = ElasticBand.full(1, 1);
    private int bandRows = 1;
    private int bandColumns = 1;

    private ElasticDistance(Elastic measure, Window window, OpenEnds ends) {
        this.measure = measure;
        this.window = window;
        this.ends = ends;
        this.costs = Warping.costs(measure);
        this.frame = ElasticFrame.single(costs);
    }

    /// Over all pairs of samples.
    public static ElasticDistance of(Elastic measure) {
        return of(measure, new Window.Full());
    }

    public static ElasticDistance of(Elastic measure, Window window) {
        return new ElasticDistance(measure, window, OpenEnds.none());
    }

    /// With ends that may be left out.
    ///
    /// @throws Refusal NOT_PERMITTED for LCSS, EDR, ERP, MSM, TWE and soft-DTW, which have costs of
    ///     their own for samples that are left out
    public static ElasticDistance of(Elastic measure, Window window, OpenEnds ends) {
        if (!ends.equals(OpenEnds.none()) && !Warping.mayBeOpen(measure)) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "open ends with " + measure,
                    "use DTW, one of its kin or the Fréchet distance");
        }
        return new ElasticDistance(measure, window, ends);
    }

    public Elastic measure() {
        return measure;
    }

    public Window window() {
        return window;
    }

    @Override
    public Comparison compare(double[] x, double[] y, double cutoff) {
        return compare(new double[][] {x}, new double[][] {y}, Channels.DEPENDENT, cutoff);
    }

    /// Of several channels.
    ///
    /// @param x arrays of one length, one or more
    /// @param y as many arrays of one length, perhaps another
    /// @throws Refusal as [Distance#compare(double[], double[], double)], and LENGTH_MISMATCH where
    ///     the series have different numbers of channels
    public Comparison compare(double[][] x, double[][] y, Channels channels, double cutoff) {
        require(x, y, cutoff);
        if (channels == Channels.DEPENDENT) {
            return dependent(x, y, cutoff);
        }
        double costMax = rooted() ? cutoff * cutoff * SLACK : cutoff;
        double cost = 0;
        long cells = 0;
        for (int c = 0; c < x.length; c++) {
            double left = costMax - cost;
            double most = rooted() ? Math.sqrt(left) : left;
            Comparison one = dependent(new double[][] {x[c]}, new double[][] {y[c]}, most);
            cells += one.cells();
            cost += one.cost();
            if (cost > costMax) {
                return Comparison.abandoned(cells);
            }
        }
        return result(cost, cells);
    }

    /// The cheapest alignment: which sample goes with which.
    ///
    /// Ties: from the end, the diagonal step before the step in x alone, that before the step in y
    /// alone.
    ///
    /// @throws Refusal as `compare`, and NOT_PERMITTED for soft-DTW, which has no single alignment
    public Alignment align(double[] x, double[] y) {
        return align(new double[][] {x}, new double[][] {y});
    }

    /// Of several channels along one way.
    public Alignment align(double[][] x, double[][] y) {
        require(x, y, Double.POSITIVE_INFINITY);
        if (measure instanceof Elastic.SoftDtw) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "a path of soft-DTW, in which all paths count",
                    "ask for the path of DTW");
        }
        double[][] rows = Warping.prepared(measure, x);
        double[][] columns = Warping.prepared(measure, y);
        int n = rows[0].length - 1;
        int m = columns[0].length - 1;
        ElasticPath path = new ElasticPath(costs, band(n, m), internal(ends), TABLE_MAX);
        double way = path.find(rows, columns);
        double cost = Warping.cost(measure, way, n, m);
        if (measure instanceof Elastic.ShapeDtw) {
            cost = alongPath(x, y, path);
        }
        return new Alignment(rooted() ? Math.sqrt(cost) : cost, cost, path.xs(), path.ys());
    }

    private static double alongPath(double[][] x, double[][] y, ElasticPath path) {
        int[] xs = path.xs();
        int[] ys = path.ys();
        double sum = 0;
        for (int k = 0; k < xs.length; k++) {
            for (int c = 0; c < x.length; c++) {
                double d = x[c][xs[k]] - y[c][ys[k]];
                sum += d * d;
            }
        }
        return sum;
    }

    private Comparison dependent(double[][] x, double[][] y, double cutoff) {
        if (measure instanceof Elastic.ShapeDtw) {
            Comparison lower =
                    new ElasticDistance(Warping.PLAIN_DTW, window, ends).dependent(x, y, cutoff);
            if (lower.abandoned() || lower.cost() > cutoff) {
                return Comparison.abandoned(lower.cells());
            }
            Alignment found = align(x, y);
            return Comparison.unrooted(found.cost(), (long) x[0].length * y[0].length);
        }
        double[][] rows = Warping.prepared(measure, x);
        double[][] columns = Warping.prepared(measure, y);
        int n = rows[0].length - 1;
        int m = columns[0].length - 1;
        double most = rooted() ? cutoff * cutoff : cutoff;
        double limit = Warping.way(measure, most * SLACK, n, m);
        frame.run(rows, columns, band(n, m), internal(ends), limit, cheapest);
        if (cheapest[0] > limit) {
            return Comparison.abandoned(frame.cells());
        }
        return result(Warping.cost(measure, cheapest[0], n, m), frame.cells());
    }

    private boolean rooted() {
        return measure instanceof Elastic.Dtw(var cost) && cost == StepCost.SQUARED;
    }

    private Comparison result(double cost, long cells) {
        return rooted()
                ? Comparison.rooted(cost, cells)
                : new Comparison(Math.abs(cost), cost, cells, false);
    }

    private static ElasticEnds internal(OpenEnds ends) {
        return new ElasticEnds(ends.xBegin(), ends.xEnd(), ends.yBegin(), ends.yEnd());
    }

    private ElasticBand band(int n, int m) {
        if (n != bandRows || m != bandColumns) {
            band = Warping.band(window, n, m);
            bandRows = n;
            bandColumns = m;
        }
        return band;
    }

    private void require(double[][] x, double[][] y, double cutoff) {
        Samples.requireCutoff(cutoff);
        if (x.length != y.length) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    "x has " + x.length + " channels, y has " + y.length,
                    "give both series the same channels");
        }
        Warping.requireChannels(measure, x, "x");
        Warping.requireChannels(measure, y, "y");
    }
}

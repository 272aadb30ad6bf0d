package orrery.compare.internal;

import java.util.Arrays;
import java.util.EnumMap;

/// The bounds of a [SeriesScan]: which candidates come first, and which cannot be among the nearest.
///
/// Of several channels the bounds are sums of those of each, which hold for one way through all of
/// them as for a way each. Where the costs are those of DTW, the diagonal is a way, so that k
/// Euclidean distances are a limit before any table is filled.
///
/// LB_Webb is looked at where the window is no limit: there it is LB_Keogh of both series added up,
/// and costs nothing. Within a narrower window its walk costs more than the tables that it saves in
/// batches.
///
/// Confined; owns its arrays.
public final class SeriesFilter {
    /// What may drop a candidate, in the order of the looks.
    public enum Bound {
        KIM,
        KEOGH,
        ENHANCED,
        WEBB
    }

    /// Elbows at each end that LB_Enhanced has.
    private static final int ELBOWS = 5;

    /// A channel and its envelope.
    @SuppressWarnings("ArrayRecordComponent") // for the kernels, which only read
    private record Channel(double[] samples, int radius, double[] upper, double[] lower) {
        boolean isOverlappedBy(Channel other) {
            return other.lower[0] <= upper[0] && other.upper[0] >= lower[0];
        }
    }

    private final double[][][] candidates;
    private final SeriesScan.BandOfLengths bands;
    private final boolean warps;
    private final Channel[][] envelopes;
    private final SeriesBounds bounds = new SeriesBounds();
    private final EnumMap<Bound, Long> dropped = new EnumMap<>(Bound.class);
    private final double[] distances;
    private double[][] query = {};
    private Channel[] around = {};
    private double ceiling = Double.POSITIVE_INFINITY;

    /// @param candidates by series and channel, with a 0 before the first sample
    /// @param warps whether the costs are those of DTW; if not, nothing is dropped
    SeriesFilter(double[][][] candidates, SeriesScan.BandOfLengths bands, boolean warps) {
        this.candidates = candidates;
        this.bands = bands;
        this.warps = warps;
        distances = new double[candidates.length];
        envelopes = new Channel[warps ? candidates.length : 0][];
        for (int i = 0; i < envelopes.length; i++) {
            envelopes[i] = around(candidates[i]);
        }
    }

    private Channel[] around(double[][] channels) {
        Channel[] around = new Channel[channels.length];
        for (int c = 0; c < channels.length; c++) {
            int n = channels[c].length - 1;
            double[] samples = Arrays.copyOfRange(channels[c], 1, n + 1);
            double[] upper = new double[n];
            double[] lower = new double[n];
            SlidingExtremes.of(samples, bands.radius(n), upper, lower);
            around[c] = new Channel(samples, bands.radius(n), upper, lower);
        }
        return around;
    }

    long droppedBy(Bound bound) {
        return dropped.getOrDefault(bound, 0L);
    }

    /// What k candidates are certain to cost at most.
    double ceiling() {
        return ceiling;
    }

    /// Begins a search, and orders the candidates by their Euclidean distance; those of another
    /// length come last.
    ///
    /// @param query by channel, with a 0 before the first sample
    /// @param except a candidate that does not count, or -1
    /// @param k how many are looked for
    int[] begin(double[][] query, int except, int k) {
        this.query = query;
        around = warps ? around(query) : around;
        for (int i = 0; i < distances.length; i++) {
            distances[i] = near(candidates[i]);
        }
        int[] order = NearestCosts.order(distances);
        double largest = 0;
        int counted = 0;
        for (int at = 0; at < order.length && counted < k; at++) {
            if (order[at] != except) {
                largest = Math.max(largest, distances[order[at]]);
                counted++;
            }
        }
        boolean holds = warps && counted == k;
        ceiling = holds ? largest * SeriesBounds.SLACK : Double.POSITIVE_INFINITY;
        return order;
    }

    private double near(double[][] candidate) {
        if (query[0].length != candidate[0].length) {
            return Double.MAX_VALUE;
        }
        double sum = 0;
        for (int c = 0; c < query.length; c++) {
            sum += bounds.squares(query[c], candidate[c]);
        }
        return Math.min(sum, Double.MAX_VALUE);
    }

    /// Whether a bound proves a candidate to cost more than the limit.
    boolean drops(int i, double limit) {
        double most = limit * SeriesBounds.SLACK;
        if (!warps || most == Double.POSITIVE_INFINITY) {
            return false;
        }
        if (kim(candidates[i], most) > most) {
            return droppedNow(Bound.KIM);
        }
        if (query[0].length != candidates[i][0].length) {
            return false;
        }
        Channel[] candidate = envelopes[i];
        double ofCandidate = keogh(candidate, around, most);
        double ofQuery = ofCandidate > most ? 0 : keogh(around, candidate, most);
        if (ofCandidate > most || ofQuery > most) {
            return droppedNow(Bound.KEOGH);
        }
        if (enhanced(candidate, ofCandidate, ofQuery) > most) {
            return droppedNow(Bound.ENHANCED);
        }
        return isWebb(candidate) && ofCandidate + ofQuery > most && droppedNow(Bound.WEBB);
    }

    private boolean droppedNow(Bound bound) {
        dropped.merge(bound, 1L, Long::sum);
        return true;
    }

    // What any alignment pays at its ends.
    private double kim(double[][] candidate, double most) {
        double sum = 0;
        for (int c = 0; c < query.length && sum <= most; c++) {
            int n = query[c].length - 1;
            int m = candidate[c].length - 1;
            sum += square(query[c][1] - candidate[c][1]);
            if (n > 1 || m > 1) {
                sum += square(query[c][n] - candidate[c][m]);
            }
        }
        return sum;
    }

    private double keogh(Channel[] x, Channel[] y, double most) {
        double sum = 0;
        for (int c = 0; c < x.length && sum <= most; c++) {
            sum += bounds.keogh(x[c].samples(), y[c].upper(), y[c].lower(), most - sum);
        }
        return sum;
    }

    // Both ways: the elbows instead of the terms of LB_Keogh at their places.
    private double enhanced(Channel[] candidate, double ofCandidate, double ofQuery) {
        double a = ofCandidate;
        double b = ofQuery;
        for (int c = 0; c < candidate.length; c++) {
            int elbows = Math.min(candidate[c].samples().length / 2, ELBOWS);
            double gain = elbows(around[c], candidate[c], elbows);
            a += gain - ends(candidate[c], around[c], elbows);
            b += gain - ends(around[c], candidate[c], elbows);
        }
        return Math.max(a, b);
    }

    private static double elbows(Channel a, Channel b, int elbows) {
        final double[] x = a.samples();
        final double[] y = b.samples();
        final int last = x.length - 1;
        double sum = 0;
        for (int i = 0; i < elbows; i++) {
            double left = Double.POSITIVE_INFINITY;
            double right = Double.POSITIVE_INFINITY;
            for (int j = i - Math.min(i, a.radius()); j <= i; j++) {
                left = Math.min(left, Math.min(square(x[i] - y[j]), square(x[j] - y[i])));
                double far = square(x[last - i] - y[last - j]);
                right = Math.min(right, Math.min(far, square(x[last - j] - y[last - i])));
            }
            sum += left + right;
        }
        return sum;
    }

    private static double ends(Channel x, Channel y, int elbows) {
        double sum = 0;
        for (int i = 0; i < elbows; i++) {
            sum += term(x, y, i) + term(x, y, x.samples().length - 1 - i);
        }
        return sum;
    }

    private static double term(Channel x, Channel y, int i) {
        double sample = x.samples()[i];
        return square(Math.max(0, Math.max(sample - y.upper()[i], y.lower()[i] - sample)));
    }

    // The window is no limit, and in no channel is all of one series over all of the other: no
    // sample is charged beyond what it can be paired with.
    private boolean isWebb(Channel[] candidate) {
        for (int c = 0; c < candidate.length; c++) {
            boolean isFull = around[c].radius() >= around[c].samples().length - 1;
            if (!isFull || !around[c].isOverlappedBy(candidate[c])) {
                return false;
            }
        }
        return true;
    }

    private static double square(double d) {
        return d * d;
    }
}

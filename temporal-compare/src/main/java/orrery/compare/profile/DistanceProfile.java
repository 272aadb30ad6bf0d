package orrery.compare.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import orrery.compare.internal.Kernels;
import orrery.compare.internal.QueryScan;
import orrery.compare.internal.WindowTable;
import orrery.compare.search.Match;
import orrery.timeline.Refusal;

/// How far a query is from every window of a series.
///
/// Conventions on constant windows and missing samples are those of [MatrixProfile]. Cost: O(n·m)
/// multiplications, eight at a time where the machine has vectors: below some 1,000 samples of
/// query faster than by Fourier transform, and exact. Threads: immutable.
///
/// Source: the problem is that of MASS, Mueen et al.; Rakthanmanon et al., KDD 2012,
/// doi:10.1145/2339530.2339576.
public final class DistanceProfile {
    private final double[] distances;
    private final int window;

    private DistanceProfile(double[] distances, int window) {
        this.distances = distances;
        this.window = window;
    }

    /// By shape: both brought to mean 0 and deviation 1.
    ///
    /// @param query m finite samples
    /// @param series n samples
    /// @throws Refusal TOO_SHORT if the query has fewer than 2 samples or the series fewer than the
    ///     query, NOT_A_NUMBER if the query misses a sample, TOO_LONG over the limits of
    ///     [ProfileSettings] and [ProfileJoin]
    public static DistanceProfile zNormalised(double[] query, double[] series) {
        return of(query, series, true);
    }

    /// As they are: the root of the sum of squared differences.
    ///
    /// @throws Refusal as [#zNormalised]
    public static DistanceProfile euclidean(double[] query, double[] series) {
        return of(query, series, false);
    }

    private static DistanceProfile of(double[] query, double[] series, boolean normalised) {
        check(query, series);
        WindowTable one = new WindowTable(query, query.length, normalised);
        if (!one.isValid(0)) {
            throw new Refusal(
                    Refusal.Code.NOT_A_NUMBER,
                    "the query misses a sample",
                    "fill the gap or use another query");
        }
        WindowTable windows = new WindowTable(series, query.length, normalised);
        double[] distances = new double[windows.count()];
        QueryScan.distances(one, 0, windows, distances, Kernels.vectorised());
        return new DistanceProfile(distances, query.length);
    }

    private static void check(double[] query, double[] series) {
        if (query.length < 2 || series.length < query.length) {
            throw new Refusal(
                    Refusal.Code.TOO_SHORT,
                    "a query of " + query.length + " samples and a series of " + series.length,
                    "use a query of 2 samples or more that fits into the series");
        }
        if (query.length > ProfileSettings.WINDOW_MAX || series.length > ProfileJoin.LENGTH_MAX) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    "a query of " + query.length + " samples and a series of " + series.length,
                    "use at most " + ProfileSettings.WINDOW_MAX + " and " + ProfileJoin.LENGTH_MAX);
        }
    }

    /// Number of windows, n - m + 1.
    public int size() {
        return distances.length;
    }

    /// Distance of the window that starts there; infinite where a sample is missing.
    public double distance(int start) {
        return distances[start];
    }

    /// All distances, a copy.
    public double[] distances() {
        return distances.clone();
    }

    /// The windows within a distance, nearest first; of equally near ones the first. A window at
    /// most ⌈m/4⌉ away from a nearer match is none.
    ///
    /// @param distanceMax matches are at most this far
    /// @param count matches wanted at most, 1 or more
    /// @throws Refusal OUT_OF_RANGE if `count` is less than 1 or `distanceMax` is negative or NaN
    public List<Match> matches(double distanceMax, int count) {
        if (count < 1 || !(distanceMax >= 0)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    count + " matches within " + distanceMax,
                    "ask for 1 or more, within 0 or more");
        }
        double[] open = distances.clone();
        int exclusion = ProfileSettings.usualExclusion(window);
        List<Match> matches = new ArrayList<>();
        while (matches.size() < count) {
            int nearest = nearest(open);
            double distance = open[nearest];
            if (distance == Double.POSITIVE_INFINITY || distance > distanceMax) {
                break;
            }
            matches.add(new Match(nearest, distance));
            int from = Math.max(0, nearest - exclusion);
            int to = Math.min(open.length, nearest + exclusion + 1);
            Arrays.fill(open, from, to, Double.POSITIVE_INFINITY);
        }
        return matches;
    }

    private static int nearest(double[] distances) {
        int nearest = 0;
        for (int i = 1; i < distances.length; i++) {
            nearest = distances[i] < distances[nearest] ? i : nearest;
        }
        return nearest;
    }
}

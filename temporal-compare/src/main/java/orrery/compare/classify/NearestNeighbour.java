package orrery.compare.classify;

import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import orrery.compare.distance.Comparison;
import orrery.compare.distance.Distance;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.NearestSeries;
import orrery.compare.warping.Window;
import orrery.timeline.Refusal;

/// Gives a series the label of the nearest labelled one; of equal ones the first counts.
///
/// Cost: a search of [NearestSeries], or N comparisons with a cut-off. Threads: confined to one.
public final class NearestNeighbour {
    private final List<String> labels;
    private final Search search;

    private final Optional<NearestSeries> index;

    private interface Search {
        int nearest(double[] series, int except);
    }

    private NearestNeighbour(List<String> labels, Search search, Optional<NearestSeries> index) {
        this.labels = List.copyOf(labels);
        this.search = search;
        this.index = index;
    }

    /// By an elastic measure.
    ///
    /// @param labels one a series
    /// @throws Refusal LENGTH_MISMATCH, and as [NearestSeries#of]
    public static NearestNeighbour elastic(
            double[][] series, List<String> labels, Elastic measure, Window window) {
        requireLabels(series, labels);
        NearestSeries index = NearestSeries.of(series, measure, window);
        return new NearestNeighbour(
                labels,
                (query, except) ->
                        index.nearest(query, 1, except).stream()
                                .mapToInt(NearestSeries.Neighbour::index)
                                .findFirst()
                                .orElse(-1),
                Optional.of(index));
    }

    /// By any other measure.
    public static NearestNeighbour by(double[][] series, List<String> labels, Distance distance) {
        requireLabels(series, labels);
        return new NearestNeighbour(
                labels, (query, except) -> scan(series, distance, query, except), Optional.empty());
    }

    private static int scan(double[][] series, Distance distance, double[] query, int except) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < series.length; i++) {
            if (i == except) {
                continue;
            }
            Comparison found = distance.compare(query, series[i], least);
            if (!found.abandoned() && (nearest < 0 || found.distance() < least)) {
                nearest = i;
                least = Math.max(0, found.distance());
            }
        }
        return nearest;
    }

    private static void requireLabels(double[][] series, List<String> labels) {
        if (series.length != labels.size() || series.length == 0) {
            throw new Refusal(
                    series.length == 0 ? Refusal.Code.EMPTY : Refusal.Code.LENGTH_MISMATCH,
                    series.length + " series, " + labels.size() + " labels",
                    "give each series a label, and one series at least");
        }
    }

    /// The label of the nearest series.
    public String classify(double[] series) {
        return labels.get(search.nearest(series, -1));
    }

    /// What became of the candidates of all series classified so far; empty where the measure is not
    /// an elastic one.
    public Optional<NearestSeries.Pruned> pruned() {
        return index.map(NearestSeries::pruned);
    }

    /// How many labelled series get another label than their own.
    ///
    /// @param goesOn told how many are done; its answer can stop the test
    /// @return over those that were classified
    public Score test(double[][] series, List<String> expected, LongPredicate goesOn) {
        requireLabels(series, expected);
        int errors = 0;
        int cases = 0;
        while (cases < series.length && goesOn.test(cases)) {
            errors += classify(series[cases]).equals(expected.get(cases)) ? 0 : 1;
            cases++;
        }
        return new Score(cases, errors);
    }

    /// What came of a test.
    ///
    /// @param cases series classified
    /// @param errors those given a wrong label
    public record Score(int cases, int errors) {
        /// From 0 to 1; 0 of no case.
        public double errorRate() {
            return cases == 0 ? 0 : (double) errors / cases;
        }
    }
}

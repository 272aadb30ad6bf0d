package orrery.compare.search;

import java.util.ArrayList;
import java.util.List;
import orrery.compare.distance.Samples;
import orrery.compare.internal.SubsequenceScan;
import orrery.timeline.Refusal;

/// Finds the windows of a long series that are most like a query, exactly.
///
/// The distance is DTW within a band, or the Euclidean distance, of windows and query brought to
/// mean 0 and population deviation 1. A window is constant where its deviation is within 16 units in
/// the last place of its largest magnitude; it is then all 0, so that two constants are at distance
/// 0 and a constant and another at sqrt(m). Samples that are NaN, infinite or beyond ±1e150 are
/// missing: a window with one is no answer.
///
/// **Answers** are chosen greedily: the nearest window, the earlier of equal ones, then the nearest
/// that starts more than `exclusion` samples from all chosen before, and so on. No answer is missed:
/// bounds drop only windows that cannot be one, and distances come from one routine, so they are the
/// same bit for bit with and without SIMD.
///
/// Cost: O(n) for each of the first bounds, O(m · radius) for each window they leave; memory about
/// 13 bytes a sample and the samples. Threads: immutable; a search owns its arrays. Allocation: per
/// search.
///
/// ```java
/// SubsequenceSearch search = SubsequenceSearch.in(series);
/// SearchResult found = search.search(query, SearchSettings.dtw(12).nearest(3));
/// ```
///
/// Source: Rakthanmanon et al., KDD 2012, doi:10.1145/2339530.2339576 (the cascade); Herrmann &
/// Webb 2021 (pruning); here with a lane for each of consecutive windows.
public final class SubsequenceSearch {
    /// Most samples of a series.
    public static final int SERIES_MAX = 1 << 27;

    /// Most samples of a query.
    public static final int QUERY_MAX = 1 << 16;

    private static final double MAGNITUDE_MAX = 1e150;

    private final double[] series;
    private final int[] missing;

    private SubsequenceSearch(double[] series, int[] missing) {
        this.series = series;
        this.missing = missing;
    }

    /// @param series copied only where samples are missing, and not to be changed while in use
    /// @throws Refusal EMPTY or TOO_LONG
    public static SubsequenceSearch in(double[] series) {
        if (series.length == 0 || series.length > SERIES_MAX) {
            throw new Refusal(
                    series.length == 0 ? Refusal.Code.EMPTY : Refusal.Code.TOO_LONG,
                    "the series has " + series.length + " samples",
                    "use 1 to " + SERIES_MAX);
        }
        for (double sample : series) {
            if (!(Math.abs(sample) <= MAGNITUDE_MAX)) {
                return withMissing(series);
            }
        }
        return new SubsequenceSearch(series, new int[0]);
    }

    private static SubsequenceSearch withMissing(double[] series) {
        double[] filled = series.clone();
        int[] missing = new int[series.length + 1];
        for (int i = 0; i < filled.length; i++) {
            boolean isMissing = !(Math.abs(filled[i]) <= MAGNITUDE_MAX);
            missing[i + 1] = missing[i] + (isMissing ? 1 : 0);
            if (isMissing) {
                filled[i] = 0;
            }
        }
        return new SubsequenceSearch(filled, missing);
    }

    /// @param query 2 samples or more, all finite
    /// @throws Refusal TOO_SHORT, TOO_LONG (longer than the series, or than [#QUERY_MAX]) or
    ///     NOT_A_NUMBER
    public SearchResult search(double[] query, SearchSettings settings) {
        return search(query, settings, SearchProgress.silent());
    }

    /// The same, and can be stopped.
    ///
    /// @param progress asked after every few thousand windows
    public SearchResult search(double[] query, SearchSettings settings, SearchProgress progress) {
        require(query);
        int m = query.length;
        int windows = series.length - m + 1;
        SubsequenceScan scan =
                new SubsequenceScan(
                        series,
                        missing,
                        settings.normalised() ? Samples.zNormalised(query) : query.clone(),
                        Math.min(settings.radius(), m - 1),
                        settings.normalised(),
                        settings.neighbours(),
                        settings.exclusion().orElse((m + 3) / 4),
                        settings.range());
        scan.run(done -> progress.goesOn(done, windows));
        List<Match> matches = new ArrayList<>();
        int[] starts = scan.starts();
        double[] distances = scan.distances();
        for (int i = 0; i < starts.length; i++) {
            matches.add(new Match(starts[i], distances[i]));
        }
        Pruned pruned =
                new Pruned(
                        windows,
                        scan.invalid(),
                        scan.byKeogh(),
                        scan.byImproved(),
                        scan.byWarping(),
                        scan.compared());
        return new SearchResult(matches, pruned, scan.complete());
    }

    /// Many queries, one after the other.
    public List<SearchResult> search(List<double[]> queries, SearchSettings settings) {
        return queries.stream().map(query -> search(query, settings)).toList();
    }

    private void require(double[] query) {
        Samples.requireFinite(query, "the query", QUERY_MAX);
        if (query.length < 2) {
            throw new Refusal(
                    Refusal.Code.TOO_SHORT, "the query has 1 sample", "use 2 samples or more");
        }
        if (query.length > series.length) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    "the query has " + query.length + " samples, the series " + series.length,
                    "use a query that is no longer than the series");
        }
    }
}

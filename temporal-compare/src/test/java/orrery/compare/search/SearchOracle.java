package orrery.compare.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import orrery.compare.OracleCase;

/// What the UCR suite and UCR-MON find in series of up to 650,000 samples.
public final class SearchOracle {
    private SearchOracle() {}

    /// @return whether the case is of a kind that is checked here
    public static boolean check(OracleCase one) {
        if (!one.kind().equals("subsequence_dtw_search")) {
            return false;
        }
        double[] series = OracleCase.numbers(one.text("input", "series_file"));
        int m = one.integer("params", "query_len");
        double[] query = Arrays.copyOf(OracleCase.numbers(one.text("input", "query_file")), m);
        int radius = (int) Math.floor(one.number("params", "window_ratio") * m);
        SearchResult found = SubsequenceSearch.in(series).search(query, SearchSettings.dtw(radius));
        Match best = found.matches().getFirst();
        double distance = one.number("expected", "distance");
        assertThat(best.start()).as(one.id()).isEqualTo(one.integer("expected", "location"));
        assertThat(best.distance())
                .as(one.id())
                .isCloseTo(distance, within(5e-6 * Math.max(1, distance)));
        return true;
    }
}

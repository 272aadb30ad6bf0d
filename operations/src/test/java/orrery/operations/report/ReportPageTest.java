package orrery.operations.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import orrery.agent.Agent;
import orrery.operations.Runs;
import orrery.operations.replay.Latencies;
import orrery.timeline.ManualClock;

class ReportPageTest {
    private static final String NASTY = "<script>\"&'";

    private static String page(String name, Map<String, Double> costs, double... demand) {
        ManualClock clock = ManualClock.startingAt(1_767_571_200_000_000_000L);
        Agent agent = Runs.agent(Runs.configuration(Runs.PLAIN), 10, clock);
        Overview overview = new Overview(agent.last());
        Latencies latencies = new Latencies();
        for (double one : demand) {
            clock.advance(60_000_000_000L);
            var decision = agent.decide(clock.nanoTime(), one);
            overview.add(decision);
            latencies.record(decision);
        }
        RunReport report =
                new RunReport(
                        demand.length,
                        demand.length / 3,
                        costs,
                        Map.of("agent", 0L),
                        Map.of("hpa", 2.5),
                        0,
                        1,
                        0,
                        latencies.percentiles(),
                        List.of(),
                        Optional.of(name),
                        name,
                        "0".repeat(64),
                        List.of(new RunReport.RuleVerdict(name, true, Optional.empty(), 0)),
                        Map.of(name, new RunReport.MemoryUse(1 << 20, 3 << 20)),
                        name,
                        List.of(name));
        return new String(
                ReportPage.of(
                        new ReportPage.Content(
                                report,
                                overview,
                                name,
                                "a: G true # " + name,
                                latencies.histograms())),
                UTF_8);
    }

    private static void wellFormed(String page) {
        assertThat(page).startsWith("<!doctype html>").endsWith("</html>\n");
        assertThat(page).doesNotContain("NaN", "Infinity", "null", "<script");
        for (String tag : List.of("svg", "table", "tbody", "main", "details", "pre", "tr", "td")) {
            assertThat(count(page, "<" + tag + "[ >]"))
                    .as(tag)
                    .isEqualTo(count(page, "</" + tag + ">"));
        }
    }

    private static long count(String page, String pattern) {
        return Pattern.compile(pattern).matcher(page).results().count();
    }

    private static final Map<String, Double> COSTS = Map.of("agent", 100.0, "hpa", 1_234.0);

    @Test
    void needsNothingFromElsewhere() {
        String page = page("demand.csv", COSTS, Runs.demand(300, 1));
        wellFormed(page);
        assertThat(page)
                .doesNotContainIgnoringCase("http:", "https:", "src=", "@import", "url(", "href=");
        assertThat(page).contains("Replay of demand.csv", "1,234", "What the gate stopped");
    }

    @Test
    void escapesWhatItIsGiven() {
        String page = page(NASTY, COSTS, 5, 6, 7);
        assertThat(page).doesNotContain(NASTY).contains("&lt;script&gt;&quot;&amp;");
        wellFormed(page);
    }

    @Test
    void standsForNoDecisionOneAndTwo() {
        wellFormed(page("none", COSTS));
        wellFormed(page("one", COSTS, 5));
        wellFormed(page("missing", COSTS, Double.NaN));
        wellFormed(page("two", COSTS, 5, 6));
        wellFormed(page("free", Map.of("agent", 0.0), 0, 0));
    }

    @Test
    void isTheSameInAnyCountry() {
        Locale here = Locale.getDefault();
        double[] demand = Runs.demand(1, 1);
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(page("x", COSTS, demand)).contains("1,234").doesNotContain("1.234");
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(page("x", COSTS, demand))
                    .contains("viewBox=\"0 0 1000 360\"")
                    .doesNotContainPattern("[\u0660-\u0669]");
        } finally {
            Locale.setDefault(here);
        }
    }
}

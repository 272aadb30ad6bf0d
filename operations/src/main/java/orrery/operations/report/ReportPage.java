package orrery.operations.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orrery.schedule.timing.LatencyHistogram;
import orrery.schedule.timing.Percentiles;

/// `report.html`: one self-contained page about a replay; no script, nothing loaded from elsewhere.
public final class ReportPage {
    private final StringBuilder html = new StringBuilder();

    private ReportPage() {}

    /// What the page is made from.
    ///
    /// @param input what was replayed, as it is called
    /// @param rules the rule file
    /// @param stages histogram by stage, `total` last
    public record Content(
            RunReport report,
            Overview overview,
            String input,
            String rules,
            Map<String, LatencyHistogram> stages) {}

    /// The page as UTF-8.
    public static byte[] of(Content content) {
        ReportPage page = new ReportPage();
        page.head(content);
        page.costs(content.report());
        page.course(content);
        page.stopped(content);
        page.weights(content.overview());
        page.latencies(content);
        page.memory(content.report());
        page.foot(content);
        return page.html.toString().getBytes(UTF_8);
    }

    private void head(Content content) {
        RunReport report = content.report();
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\">")
                .append("<title>Orrery replay</title><style>")
                .append(style())
                .append("</style></head><body><main><h1>Replay of ")
                .append(Svg.escape(content.input()))
                .append("</h1><p>")
                .append(summary(report))
                .append("</p>");
        report.notes()
                .forEach(note ->
                        html.append("<p class=\"note\">").append(Svg.escape(note)).append("</p>"));
    }

    private static String summary(RunReport report) {
        long breaches = report.breaches().getOrDefault("agent", 0L);
        String kept =
                breaches == 0
                        ? "No rule was broken."
                        : String.format(
                                Locale.ROOT,
                                "<strong>%,d decisions broke a rule.</strong>",
                                breaches);
        return String.format(
                Locale.ROOT,
                "%,d decisions; costs count from decision %,d on. %s The gate repaired %,d proposals and denied %,d.",
                report.rows(),
                report.scoredFrom(),
                kept,
                report.repaired(),
                report.denied());
    }

    private void costs(RunReport report) {
        double greatest =
                Math.max(
                        Double.MIN_NORMAL,
                        report.costs().values().stream()
                                .mapToDouble(Double::doubleValue)
                                .max()
                                .orElse(1));
        html.append("<h2>What it costs</h2><table><thead><tr><th>policy</th><th>cost</th><th></th>")
                .append("<th title=\"(cost - floor) / (Orrery's cost - floor)\">R</th>")
                .append("<th>rule breaches</th></tr></thead><tbody>");
        report.costs()
                .forEach((policy, cost) ->
                        html.append(
                                String.format(
                                        Locale.ROOT,
                                        "<tr class=\"%s\"><td>%s</td><td>%s</td><td class=\"bar\"><div style=\"width:%s%%\"></div></td><td>%s</td><td>%s</td></tr>",
                                        policy,
                                        RunReport.policyInWords(policy),
                                        number("%,.0f", cost),
                                        number("%.1f", 100 * cost / greatest),
                                        optional("%.2f", report.ratios().get(policy)),
                                        whole(report.breaches().get(policy)))));
        html.append("</tbody></table><p>R = (cost − floor) / (Orrery’s cost − floor): how many ")
                .append("times more a policy wastes above what the rules themselves cost. ")
                .append("Best expert: ")
                .append(Svg.escape(report.bestExpert().orElse("none")))
                .append("; best HPA: ")
                .append(Svg.escape(report.bestAutoscaler()))
                .append(" (target/stabilisation).</p>");
    }

    private void course(Content content) {
        Overview overview = content.overview();
        long scored = content.report().scoredFrom() / overview.decisionsPerStretch();
        List<Overview.Stretch> stretches = overview.stretches();
        html.append("<h2>What happened</h2>")
                .append(ReportCharts.course(stretches, Math.min(scored, stretches.size() - 1L)));
        if (overview.decisionsPerStretch() > 1) {
            html.append(
                    String.format(
                            Locale.ROOT,
                            "<p>Thinned: each place stands for %,d decisions, drawn from least to greatest.</p>",
                            overview.decisionsPerStretch()));
        }
    }

    private void stopped(Content content) {
        html.append("<h2>What the gate stopped</h2>");
        rules(content.report());
        Overview overview = content.overview();
        if (overview.stopped().isEmpty()) {
            html.append("<p>Nothing: every proposal held every rule.</p>");
            return;
        }
        html.append(
                        String.format(
                                Locale.ROOT,
                                "<details open><summary>%,d decisions</summary>",
                                overview.stoppedCount()))
                .append("<div class=\"scroll\"><table><thead><tr><th>decision</th><th>time</th>")
                .append("<th>in force</th><th>proposed</th><th>chosen</th><th>ruling</th>")
                .append("<th>rule</th></tr></thead><tbody>");
        for (Overview.Stopped stop : overview.stopped()) {
            String time =
                    java.time.Instant.ofEpochSecond(Math.floorDiv(stop.timeNs(), 1_000_000_000L))
                            .toString();
            html.append(
                    String.format(
                            Locale.ROOT,
                            "<tr><td>%d</td><td>%s</td><td>%d</td><td>%d</td><td>%d</td><td>%s</td><td>%s</td></tr>",
                            stop.number(),
                            time,
                            stop.current(),
                            stop.proposed(),
                            stop.chosen(),
                            stop.denied() ? "denied" : "repaired",
                            Svg.escape(stop.rule())));
        }
        html.append("</tbody></table></div></details>");
        if (overview.stoppedCount() > overview.stopped().size()) {
            html.append(
                    String.format(
                            Locale.ROOT,
                            "<p>The first %,d are shown; all are in decisions.jsonl.</p>",
                            overview.stopped().size()));
        }
    }

    private void rules(RunReport report) {
        html.append("<table><thead><tr><th>rule</th><th>held</th><th>least margin</th>")
                .append("<th>at decision</th></tr></thead><tbody>");
        for (RunReport.RuleVerdict rule : report.rules()) {
            html.append(
                    String.format(
                            Locale.ROOT,
                            "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>",
                            Svg.escape(rule.rule()),
                            rule.holds() ? "yes" : "<strong>no</strong>",
                            optional("%.3g", rule.robustness().orElse(Double.NaN)),
                            rule.robustness().isPresent() ? rule.atRecord() : "–"));
        }
        html.append("</tbody></table>");
    }

    private void memory(RunReport report) {
        html.append("<h2>What it may hold</h2><table><thead><tr><th>component</th>")
                .append("<th>memory at most, MiB</th><th>limit, MiB</th></tr></thead><tbody>");
        report.memory()
                .forEach((component, use) ->
                        html.append(
                                String.format(
                                        Locale.ROOT,
                                        "<tr><td>%s</td><td>%.2f</td><td>%d</td></tr>",
                                        Svg.escape(component),
                                        use.bytes() / (double) (1 << 20),
                                        use.limitBytes() >> 20)));
        html.append("</tbody></table><p>Of the operating system: ")
                .append(Svg.escape(report.operatingSystem()))
                .append(".</p>");
    }

    private void weights(Overview overview) {
        if (overview.families().isEmpty()) {
            return;
        }
        html.append("<h2>Whom the levels trusted</h2>")
                .append(ReportCharts.weights(overview.stretches(), overview.families()));
    }

    private void latencies(Content content) {
        html.append("<h2>How long it took</h2>")
                .append(ReportCharts.latencies(content.stages()))
                .append("<table><thead><tr><th>stage</th><th>p50</th><th>p99</th><th>p99.9</th>")
                .append("<th>max</th></tr></thead><tbody>");
        for (Map.Entry<String, Percentiles> stage : content.report().latencyNs().entrySet()) {
            Percentiles times = stage.getValue();
            html.append(
                    String.format(
                            Locale.ROOT,
                            "<tr><td>%s</td><td>%,d ns</td><td>%,d ns</td><td>%,d ns</td><td>%,d ns</td></tr>",
                            stage.getKey(),
                            times.p50Ns(),
                            times.p99Ns(),
                            times.p999Ns(),
                            times.maxNs()));
        }
        html.append(
                String.format(
                        Locale.ROOT,
                        "</tbody></table><p>%,d decisions took longer than the deadline.</p>",
                        content.report().missedDeadlines()));
    }

    private void foot(Content content) {
        html.append("<h2>The rules</h2><pre>")
                .append(Svg.escape(content.rules()))
                .append("</pre><p class=\"small\">configuration ")
                .append(content.report().configurationHash())
                .append(". Check this run: <code>orrery verify</code> with its folder.</p>")
                .append("</main></body></html>\n");
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String optional(String format, @org.jspecify.annotations.Nullable Double value) {
        return value == null || value.isNaN() ? "–" : number(format, value);
    }

    private static String whole(@org.jspecify.annotations.Nullable Long value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%,d", value);
    }

    private static String style() {
        try (InputStream css = ReportPage.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new IllegalStateException("report.css is missing from the jar");
            }
            return new String(css.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("report.css cannot be read", e);
        }
    }
}

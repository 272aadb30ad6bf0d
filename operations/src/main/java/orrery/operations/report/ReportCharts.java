package orrery.operations.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import orrery.schedule.timing.LatencyHistogram;

/// The pictures of a report page.
final class ReportCharts {
    private static final int WIDTH = 1000;
    private static final int LEFT = 60;
    private static final int RIGHT = 990;
    private static final List<String> REGIMES =
            List.of("point", "periodic", "chaotic", "stochastic", "unknown");

    private ReportCharts() {}

    /// Demand and capacity over time, with the label of the dynamics below.
    static String course(List<Overview.Stretch> stretches, long scoredStretch) {
        int bottom = 300;
        Svg svg = new Svg(WIDTH, 360, "Demand and capacity over time");
        double greatest = 1;
        for (Overview.Stretch stretch : stretches) {
            greatest = Math.max(greatest, stretch.capacityGreatest());
            double demand = stretch.demandGreatest();
            greatest = Double.isNaN(demand) ? greatest : Math.max(greatest, demand);
        }
        Scale y = Scale.from(greatest, 10, bottom);
        y.grid(svg, LEFT, RIGHT);
        int n = stretches.size();
        double[] x = new double[n];
        double[][] levels = new double[4][n];
        double known = 0;
        for (int i = 0; i < n; i++) {
            Overview.Stretch stretch = stretches.get(i);
            x[i] = place(i, n);
            known = Double.isNaN(stretch.demandLeast()) ? known : stretch.demandLeast();
            levels[0][i] = y.at(known);
            known = Double.isNaN(stretch.demandGreatest()) ? known : stretch.demandGreatest();
            levels[1][i] = y.at(known);
            levels[2][i] = y.at(stretch.capacityLeast());
            levels[3][i] = y.at(stretch.capacityGreatest());
        }
        svg.rectangle(LEFT, 10, place((int) scoredStretch, n) - LEFT, bottom - 10, "warm");
        svg.band(x, levels[2], levels[3], "capacityBand").curve(x, levels[3], "capacity");
        svg.band(x, levels[0], levels[1], "demandBand").curve(x, levels[1], "demand");
        for (int i = 0; i < n; i++) {
            double from = i == 0 ? LEFT : (x[i - 1] + x[i]) / 2;
            double to = i == n - 1 ? RIGHT : (x[i] + x[i + 1]) / 2;
            svg.rectangle(from, 312, to - from + 0.5, 14, "regime " + stretches.get(i).regime());
        }
        svg.label(LEFT - 6, 323, "end", "regime");
        timeAxis(svg, stretches, 345);
        return svg.end() + legend(List.of("demand", "capacity", "warm-up"), REGIMES);
    }

    /// Share of the weight that each family of experts has, over time.
    static String weights(List<Overview.Stretch> stretches, List<String> families) {
        Svg svg = new Svg(WIDTH, 240, "Weights of the experts over time");
        Scale y = Scale.from(1, 10, 200);
        y.grid(svg, LEFT, RIGHT);
        int n = stretches.size();
        double[] x = new double[n];
        double[] below = new double[n];
        double[] low = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = place(i, n);
            low[i] = y.at(0);
        }
        for (int family = 0; family < families.size(); family++) {
            double[] high = new double[n];
            for (int i = 0; i < n; i++) {
                below[i] += stretches.get(i).weight(family);
                high[i] = y.at(below[i]);
            }
            svg.band(x, low, high, "share s" + family % 10);
            low = high;
        }
        timeAxis(svg, stretches, 225);
        StringBuilder keys = new StringBuilder("<p class=\"legend\">");
        for (int family = 0; family < families.size(); family++) {
            keys.append(
                    String.format(
                            Locale.ROOT,
                            "<span class=\"key k%d\"></span>%s ",
                            family % 10,
                            Svg.escape(families.get(family))));
        }
        return svg.end() + keys + "</p>";
    }

    /// How often each stage took how long: one row a stage, a column a quarter of an octave.
    static String latencies(Map<String, LatencyHistogram> stages) {
        int rows = stages.size();
        Svg svg = new Svg(WIDTH, 40 + 34 * rows, "Measured time of each stage");
        int row = 0;
        for (Map.Entry<String, LatencyHistogram> stage : stages.entrySet()) {
            histogram(svg, stage.getKey(), stage.getValue(), 8 + 34 * row++);
        }
        for (int power = 1; power <= 7; power++) {
            double at = logPlace(Math.pow(10, power));
            svg.line(at, 4, at, 8 + 34 * rows, "grid");
            svg.label(at, 28 + 34 * rows, "middle", duration(Math.pow(10, power)));
        }
        return svg.end();
    }

    private static void histogram(Svg svg, String name, LatencyHistogram times, double top) {
        svg.label(LEFT + 22, top + 20, "end", name);
        double ratio = Math.pow(2, 0.25);
        long before = 0;
        for (double edge = 10; edge < 2e7; edge *= ratio) {
            long until = times.countAtMost((long) edge);
            double share = times.count() == 0 ? 0 : (double) (until - before) / times.count();
            before = until;
            if (share > 0) {
                double height = Math.max(1, 28 * Math.sqrt(share));
                double from = logPlace(edge / ratio);
                svg.rectangle(
                        from, top + 28 - height, logPlace(edge) - from - 0.5, height, "latency");
            }
        }
    }

    private static double logPlace(double ns) {
        double share = Math.log10(Math.max(1, ns) / 10) / 6.3;
        return LEFT + 30 + share * (RIGHT - LEFT - 30);
    }

    private static String duration(double ns) {
        if (ns < 1e3) {
            return String.format(Locale.ROOT, "%.0f ns", ns);
        }
        return ns < 1e6
                ? String.format(Locale.ROOT, "%.0f µs", ns / 1e3)
                : String.format(Locale.ROOT, "%.0f ms", ns / 1e6);
    }

    private static double place(int index, int count) {
        return LEFT + (RIGHT - LEFT) * (count < 2 ? 0 : (double) index / (count - 1));
    }

    private static void timeAxis(Svg svg, List<Overview.Stretch> stretches, double y) {
        int n = stretches.size();
        for (int tick = 0; tick < 5 && n > 0; tick++) {
            int index = tick * (n - 1) / 4;
            String when =
                    java.time.Instant.ofEpochSecond(
                                    Math.floorDiv(
                                            stretches.get(index).firstTimeNs(), 1_000_000_000L))
                            .toString();
            String anchor = tick == 0 ? "start" : tick == 4 ? "end" : "middle";
            svg.label(place(index, n), y, anchor, when.substring(0, 16).replace('T', ' '));
        }
    }

    private static String legend(List<String> curves, List<String> regimes) {
        StringBuilder text = new StringBuilder("<p class=\"legend\">");
        curves.forEach(name ->
                text.append(
                        String.format(
                                Locale.ROOT,
                                "<span class=\"key %s\"></span>%s ",
                                name.replace("-", ""),
                                name)));
        regimes.forEach(name ->
                text.append(
                        String.format(
                                Locale.ROOT, "<span class=\"key r%s\"></span>%s ", name, name)));
        return text.append("</p>").toString();
    }

    /// A vertical axis from 0.
    private record Scale(double greatest, double step, double top, double bottom) {
        static Scale from(double greatest, double top, double bottom) {
            double rough = greatest / 4;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double digit = rough / power;
            double step = power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
            return new Scale(Math.ceil(greatest / step) * step, step, top, bottom);
        }

        double at(double value) {
            return bottom - (bottom - top) * value / greatest;
        }

        void grid(Svg svg, double left, double right) {
            for (double value = 0; value <= greatest + step / 2; value += step) {
                svg.line(left, at(value), right, at(value), "grid");
                svg.label(left - 6, at(value) + 4, "end", tick(value));
            }
        }

        private String tick(double value) {
            return step >= 1
                    ? String.format(Locale.ROOT, "%.0f", value)
                    : String.format(Locale.ROOT, "%.2f", value);
        }
    }
}

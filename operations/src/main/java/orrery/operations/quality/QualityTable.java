package orrery.operations.quality;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orrery.agent.Agent;
import orrery.agent.AgentPorts;
import orrery.agent.act.ImmediateActuator;
import orrery.agent.safety.ReactionWatch;
import orrery.loop.halt.KillSwitch;
import orrery.operations.baseline.Baselines;
import orrery.operations.baseline.CostRates;
import orrery.operations.configuration.Configuration;
import orrery.operations.replay.Assembly;
import orrery.operations.replay.Progress;
import orrery.operations.report.JsonText;
import orrery.solve.formula.Specification;
import orrery.timeline.ManualClock;
import orrery.timeline.NanoClock;

/// Decision quality on recorded traces, all prepared alike and run with one configuration: the
/// costs of the agent and of every baseline, the floor-regret ratios, and their geometric means.
public final class QualityTable {
    private static final long STEP_NS = 300_000_000_000L;
    private static final List<String> RATIOS =
            List.of("hpaGate", "staticP999", "hpaBest", "bestStatic", "bestExpert");
    private static final String RULES =
            """
            bounds:    G (min_replicas <= replicas & replicas <= max_replicas)
            ramp-up:   G (up <= step_up)
            ramp-down: G (sum_past[0,3](down) <= step_down)
            cool-down: G (down > 0 -> !O[0,2] shortage)
            """;

    private final List<Row> rows;

    /// @param breaches of the agent
    private record Row(String name, Map<String, Double> costs, long breaches, String bestExpert) {
        double ratio(String baseline) {
            double floor = costs.getOrDefault("floor", Double.NaN);
            double cost = costs.getOrDefault(baseline, Double.NaN);
            return (cost - floor) / (costs.getOrDefault("agent", Double.NaN) - floor);
        }
    }

    private QualityTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /// @param files CSV with a header and the value in the last column
    /// @throws orrery.timeline.Refusal NOT_A_NUMBER, EMPTY
    public static QualityTable of(List<Path> files, Progress progress) {
        List<Row> rows = new ArrayList<>();
        for (Path file : files) {
            progress.goesOn("traces", rows.size(), files.size());
            rows.add(run(Trace.read(file)));
        }
        return new QualityTable(rows);
    }

    private static Row run(Trace trace) {
        List<String> overrides =
                List.of(
                        "lean-agentic.spec=quality.spec",
                        "capacity.max=" + trace.max(),
                        "capacity.step_up=" + trace.stepUp(),
                        "capacity.step_down=" + trace.stepDown());
        Configuration configuration = Configuration.parse("", "quality", Path.of("."), overrides);
        Specification rules = Assembly.rules(configuration, RULES);
        ManualClock clock = ManualClock.startingAt(0);
        int initial = Assembly.initial(configuration.capacity(), trace.demand()[0]);
        AgentPorts ports =
                new AgentPorts(
                        new ImmediateActuator(),
                        clock,
                        NanoClock.system(),
                        new KillSwitch(),
                        Runnable::run);
        Agent agent = Agent.withRules(rules, Assembly.agent(configuration, initial, false), ports);
        Baselines baselines =
                new Baselines(
                        new Baselines.Setup(
                                configuration.capacity().min(),
                                trace.max(),
                                trace.stepUp(),
                                new CostRates(10, 0.1),
                                initial,
                                (long) (trace.demand().length * 0.3)),
                        rules.where(rule -> !ReactionWatch.isAbout(rule)),
                        agent.last());
        for (double demand : trace.demand()) {
            clock.advance(STEP_NS);
            baselines.step(agent.decide(clock.nanoTime(), demand));
        }
        return new Row(
                trace.name(),
                baselines.costs(),
                baselines.breaches().getOrDefault("agent", 0L),
                baselines.bestExpert());
    }

    /// Geometric mean of a ratio over the traces where it is above 0.
    public double geometricMean(String baseline) {
        double sum = 0;
        int counted = 0;
        for (Row row : rows) {
            double ratio = row.ratio(baseline);
            if (ratio > 0 && Double.isFinite(ratio)) {
                sum += Math.log(ratio);
                counted++;
            }
        }
        return counted == 0 ? Double.NaN : Math.exp(sum / counted);
    }

    /// The least ratio over all traces.
    public double least(String baseline) {
        return rows.stream().mapToDouble(row -> row.ratio(baseline)).min().orElse(Double.NaN);
    }

    /// Rule breaches of the agent on all traces.
    public long breaches() {
        return rows.stream().mapToLong(Row::breaches).sum();
    }

    /// The table as text, a list of cells a row, the header first.
    public List<List<String>> rows() {
        List<List<String>> table = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("trace"));
        if (!rows.isEmpty()) {
            header.addAll(rows.getFirst().costs().keySet());
        }
        RATIOS.forEach(name -> header.add("R " + name));
        header.add("breaches");
        header.add("best expert");
        table.add(header);
        for (Row row : rows) {
            List<String> cells = new ArrayList<>(List.of(row.name()));
            row.costs().values().forEach(cost -> cells.add(number("%.0f", cost)));
            RATIOS.forEach(name -> cells.add(number("%.2f", row.ratio(name))));
            cells.add(String.valueOf(row.breaches()));
            cells.add(row.bestExpert());
            table.add(cells);
        }
        List<String> means = new ArrayList<>(List.of("geometric mean"));
        for (int i = 1; i < header.size() - RATIOS.size() - 2; i++) {
            means.add("");
        }
        RATIOS.forEach(name -> means.add(number("%.2f", geometricMean(name))));
        means.add(String.valueOf(breaches()));
        means.add("");
        table.add(means);
        return table;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /// The table as one JSON object.
    public String json() {
        return JsonText.object(out -> {
            out.writeArrayPropertyStart("traces");
            for (Row row : rows) {
                out.writeStartObject();
                out.writeStringProperty("trace", row.name());
                out.writeObjectPropertyStart("costs");
                row.costs().forEach((name, cost) -> JsonText.number(name, cost, out));
                out.writeEndObject();
                out.writeObjectPropertyStart("ratios");
                RATIOS.forEach(name -> JsonText.number(name, row.ratio(name), out));
                out.writeEndObject();
                out.writeNumberProperty("breaches", row.breaches());
                out.writeStringProperty("bestExpert", row.bestExpert());
                out.writeEndObject();
            }
            out.writeEndArray();
            Map<String, Double> means = new LinkedHashMap<>();
            RATIOS.forEach(name -> means.put(name, geometricMean(name)));
            out.writeObjectPropertyStart("geometricMeans");
            means.forEach((name, mean) -> JsonText.number(name, mean, out));
            out.writeEndObject();
            JsonText.number("leastAgainstBestExpert", least("bestExpert"), out);
            out.writeNumberProperty("breaches", breaches());
        });
    }
}

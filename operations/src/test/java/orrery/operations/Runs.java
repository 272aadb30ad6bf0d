package orrery.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import orrery.agent.Agent;
import orrery.agent.AgentPorts;
import orrery.agent.act.ImmediateActuator;
import orrery.loop.halt.KillSwitch;
import orrery.operations.configuration.Configuration;
import orrery.operations.replay.Assembly;
import orrery.operations.run.RulesFile;
import orrery.testkit.FaultyStorage;
import orrery.timeline.ManualClock;
import orrery.timeline.NanoClock;

/// Small runs for tests: rules, configurations, demand, and ways to look at what a run left.
public final class Runs {
    /// The rules of the example; the reaction has time enough on any machine.
    public static final String RULES =
            """
            bounds:    G (min_replicas <= replicas & replicas <= max_replicas)
            ramp-up:   G (up <= step_up)
            ramp-down: G (sum_past[0,3](down) <= step_down)
            cool-down: G (down > 0 -> !O[0,2] shortage)
            reaction:  G (decide -> F[0,100s] (acted | dropped))
            """;

    /// Overrides that leave out the slow parts.
    public static final List<String> PLAIN =
            List.of("strange-loop.enabled=false", "temporal-attractor-studio.enabled=false");

    /// Overrides that leave learners and dynamics on, but few of each.
    public static final List<String> SMALL =
            List.of(
                    "strange-loop.experts=[\"last\", \"season\", \"advice\"]",
                    "strange-loop.quantiles=[0.8]",
                    "temporal-compare.history=256",
                    "temporal-attractor-studio.window=64",
                    "temporal-attractor-studio.hop=256");

    private Runs() {}

    public static RulesFile rules() {
        return RulesFile.of(RULES);
    }

    /// A deadline that no machine misses, and what else is said.
    public static Configuration configuration(List<String> some, String... more) {
        List<String> overrides = new ArrayList<>();
        overrides.add("lean-agentic.spec=rules.spec");
        overrides.add("nanosecond-scheduler.latency_budget_ns=50000000000");
        overrides.addAll(some);
        overrides.addAll(List.of(more));
        return Configuration.parse("", "run.toml", Path.of("/conf"), overrides);
    }

    /// An agent of a replay, and its clock.
    public static Agent agent(Configuration configuration, int initial, ManualClock clock) {
        return Agent.withRules(
                Assembly.rules(configuration, RULES),
                Assembly.agent(configuration, initial, false),
                new AgentPorts(
                        new ImmediateActuator(),
                        clock,
                        NanoClock.system(),
                        new KillSwitch(),
                        Runnable::run));
    }

    /// Demand of a day that comes again, with noise and a burst now and then.
    public static double[] demand(int samples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] demand = new double[samples];
        for (int i = 0; i < samples; i++) {
            double season = 10 + 6 * Math.sin(i * 2 * Math.PI / 48) + random.nextDouble();
            demand[i] = random.nextInt(40) == 0 ? 2 * season : season;
        }
        return demand;
    }

    public static List<String> lines(Path folder) {
        return read(folder.resolve("decisions.jsonl")).lines().toList();
    }

    /// The records without what was measured.
    public static List<String> records(Path folder) {
        return lines(folder).stream().map(Runs::withoutTimes).toList();
    }

    public static List<String> records(FaultyStorage storage) {
        String text = new String(storage.content("decisions.jsonl"), UTF_8);
        return text.lines().map(Runs::withoutTimes).toList();
    }

    private static String withoutTimes(String line) {
        return line.substring(0, line.indexOf(",\"ns\":{"));
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts what is on a disk in memory into a folder.
    public static Path copy(FaultyStorage storage, Path folder) {
        try {
            Files.createDirectories(folder);
            for (String name : storage.names()) {
                Files.write(folder.resolve(name), storage.content(name));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Copies a folder as a killed process would have left it.
    public static Path copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package orrery.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import orrery.agent.Decision;
import orrery.agent.Guarantees;
import orrery.journal.Storage;
import orrery.operations.configuration.Configuration;
import orrery.operations.input.DemandSource;
import orrery.operations.input.Input;
import orrery.operations.input.Surroundings;
import orrery.operations.live.Arming;
import orrery.operations.live.LiveRun;
import orrery.operations.metrics.MetricsServer;
import orrery.operations.replay.Assembly;
import orrery.operations.replay.Progress;
import orrery.operations.replay.Replay;
import orrery.operations.report.Explanation;
import orrery.operations.report.RunReport;
import orrery.operations.run.RulesFile;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;

/// The main job, step by step: replay a recorded stream, verify the record (see `orrery.verify`),
/// run live in shadow, run armed. Every command of the command line is one call here.
public final class Operations {
    private Operations() {}

    /// Replays recorded demand into a run folder.
    ///
    /// @param file takes the place of the configured input; `-` is standard input
    /// @return empty if `progress` stopped it
    /// @throws Refusal for bad input, see {@link Replay#run}
    public static Optional<RunReport> replay(
            Configuration configuration,
            Optional<String> file,
            Path out,
            int threads,
            Progress progress) {
        try (Input input = Input.open(configuration, file, System.in)) {
            return new Replay(
                            configuration,
                            rules(configuration),
                            input.name(),
                            input::source,
                            threads)
                    .run(Storage.folder(out), progress);
        }
    }

    /// Entries of the configuration that a `--source` stands for.
    ///
    /// @param source `stdin`, `tail:FILE` or `machine`
    public static List<String> sourceOverrides(String source) {
        if (source.startsWith("tail:")) {
            String absolute = Path.of(source.substring(5)).toAbsolutePath().toString();
            return List.of("input.kind=\"tail\"", "input.path=\"" + absolute + "\"");
        }
        if (source.equals("stdin") || source.equals("machine")) {
            return List.of("input.kind=\"" + source + "\"");
        }
        throw new Refusal(
                        Refusal.Code.SYNTAX,
                        "the source is '" + source + "'",
                        "use stdin, tail:FILE or machine")
                .at("--source");
    }

    /// Whether commands may leave the program, see {@link Arming}.
    public static void requireReplayed(Configuration configuration, Path replayed) {
        Arming.require(configuration, rules(configuration), replayed);
    }

    /// Whether some behaviour is known that satisfies all rules, found within
    /// `max_solving_time_ms`. Where not, it is unknown: commands must not leave the program.
    ///
    /// @throws Refusal CONTRADICTION if there is none
    public static boolean rulesEstablished(Configuration configuration) {
        return Assembly.checkedRules(configuration, rules(configuration).text(), NanoClock.system())
                .established();
    }

    /// A live run that is ready to begin, or to go on, in a folder.
    public static LiveRun liveRun(Configuration configuration, Path out, boolean armed) {
        return new LiveRun(configuration, rules(configuration), out, armed);
    }

    /// Runs it on the configured source until that ends or the run is stopped, and serves its figures
    /// meanwhile where `[metrics]` says so.
    ///
    /// @throws Refusal as {@link MetricsServer#of}, before the first decision
    public static Guarantees runLive(
            LiveRun run, Configuration configuration, Consumer<Decision> told) {
        Optional<MetricsServer> metrics = MetricsServer.of(configuration);
        try (DemandSource source =
                Input.live(configuration, Optional.empty(), Surroundings.ofThisMachine())) {
            return run.run(
                    source,
                    (decision, held) -> {
                        metrics.ifPresent(server -> server.meters().observe(decision, held));
                        told.accept(decision);
                    });
        } finally {
            metrics.ifPresent(MetricsServer::close);
        }
    }

    /// The content of `report.json` of a replay.
    ///
    /// @throws Refusal MISSING
    public static String reportJson(Path folder) {
        return read(folder.resolve("report.json"), "replay first, or name the run folder").strip();
    }

    /// The record of one decision, as it stands in the run folder.
    ///
    /// @throws Refusal MISSING, OUT_OF_RANGE
    public static String recordJson(Path folder, long record) {
        Path file = folder.resolve("decisions.jsonl");
        if (!Files.isRegularFile(file)) {
            throw missing(file, "name a run folder");
        }
        try (Stream<String> lines = Files.lines(file, UTF_8)) {
            return lines.skip(Math.max(0, record))
                    .findFirst()
                    .filter(line -> record >= 0)
                    .orElseThrow(() ->
                            new Refusal(
                                            Refusal.Code.OUT_OF_RANGE,
                                            "there is no record " + record,
                                            "records are numbered from 0")
                                    .at(file.toString()));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// Why a decision was made, in words.
    ///
    /// @throws Refusal MISSING, OUT_OF_RANGE
    public static String explain(Path folder, long record) {
        return Explanation.of(recordJson(folder, record), rulesOf(folder));
    }

    private static String rulesOf(Path folder) {
        return read(folder.resolve("rules.spec"), "name a run folder");
    }

    private static RulesFile rules(Configuration configuration) {
        return RulesFile.read(configuration.resolve(configuration.leanAgentic().spec()));
    }

    private static String read(Path file, String advice) {
        if (!Files.isRegularFile(file)) {
            throw missing(file, advice);
        }
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Refusal missing(Path file, String advice) {
        return new Refusal(Refusal.Code.MISSING, "there is no such file", advice)
                .at(file.toString());
    }

    private static Refusal unreadable(Path file, IOException cause) {
        Refusal refusal =
                new Refusal(
                                Refusal.Code.IO,
                                "it cannot be read: " + cause.getMessage(),
                                "check the file and its rights")
                        .at(file.toString());
        refusal.initCause(cause);
        return refusal;
    }
}

package orrery.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import orrery.agent.Decision;
import orrery.agent.Guarantees;
import orrery.operations.Operations;
import orrery.operations.configuration.Configuration;
import orrery.operations.live.LiveRun;
import orrery.operations.report.JsonText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Decide on a live stream: standard input, a growing file, or this machine's own load.",
            "In shadow nothing is commanded; --arm lets commands out, after a replay and a verify",
            "with the same configuration and rules. Stop with Ctrl-C, SIGTERM, 'orrery kill', or a",
            "file named KILL in the run folder."
        })
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private RunOptions options = new RunOptions();

    @SuppressWarnings("UnusedVariable") // that it is there is what counts
    @Option(names = "--live", required = true, description = "say that this is meant: a live run")
    private boolean live;

    @ArgGroup private Mode mode = new Mode();

    @Option(
            names = "--source",
            paramLabel = "stdin|tail:FILE|machine",
            description = "where samples come from, instead of the configured input")
    private Optional<String> source = Optional.empty();

    @Option(names = "--out", paramLabel = "FOLDER", description = "run folder (default: live)")
    private Path out = Path.of("live");

    @Option(
            names = "--replayed",
            paramLabel = "FOLDER",
            description = "folder of the replay that arming relies on (default: run)")
    private Path replayed = Path.of("run");

    @Option(names = "--json", description = "print each decision as a JSON object")
    private boolean json;

    /// Shadow or armed.
    static final class Mode {
        @Option(names = "--shadow", description = "only say what would be done (default)")
        private boolean shadow;

        @Option(names = "--arm", description = "command the configured actuator")
        private boolean arm;
    }

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<String> overrides = source.map(Operations::sourceOverrides).orElse(List.of());
        Configuration configuration = options.load(overrides);
        if (mode.arm) {
            Operations.requireReplayed(configuration, replayed);
            if (!Operations.rulesEstablished(configuration)) {
                console.say("orrery: not established: whether the rules go together [UNKNOWN]");
                console.say("  raise temporal-neural-solver.max_solving_time_ms, or run in shadow");
                return ExitCode.UNKNOWN.number();
            }
            console.say("armed: commands go to the configured actuator");
        } else if (mode.shadow) {
            console.say("shadow: nothing is commanded");
        }
        LiveRun run = Operations.liveRun(configuration, out, mode.arm);
        try (var _ = Interrupts.stopping(run::stop)) {
            Guarantees held = Operations.runLive(run, configuration, this::show);
            console.say(
                    "%,d decisions, %,d rule breaches, %,d beyond the deadline; verify: orrery verify %s"
                            .formatted(
                                    held.decisions(),
                                    held.ruleBreaches() + held.reactionBreaches(),
                                    held.missedDeadlines(),
                                    out));
            console.say("operating system: " + run.operatingSystem());
            return held.held() ? ExitCode.YES.number() : ExitCode.NO.number();
        }
    }

    private void show(Decision decision) {
        if (json) {
            console.print(JsonText.of(decision));
            return;
        }
        console.print(
                "%d  demand %.2f  in force %d  chosen %d  %s  %s  %s"
                        .formatted(
                                decision.number(),
                                decision.demand(),
                                decision.current(),
                                decision.chosen(),
                                decision.ruling().word(),
                                decision.rule().isEmpty() ? "-" : decision.rule(),
                                decision.outcome().word()));
    }
}

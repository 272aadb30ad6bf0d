package orrery.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import orrery.operations.adversary.AttackResult;
import orrery.operations.adversary.GateAttack;
import orrery.operations.adversary.Mutation;
import orrery.operations.quality.QualityTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure what Orrery claims of itself.",
        synopsisSubcommandLabel = "<what>",
        subcommands = {BenchCommand.Gate.class, BenchCommand.Quality.class})
final class BenchCommand {
    @Command(
            name = "gate",
            mixinStandardHelpOptions = true,
            description = {
                "Attack the gate with random hostile runs, judged by brute force. Exit 1 if an action",
                "broke a rule. With --mutation a fault is planted, which must be found."
            })
    static final class Gate implements Callable<Integer> {
        private final Console console;

        @Option(
                names = "--runs",
                paramLabel = "N",
                description = "runs of 63 decisions (default: 1000000)")
        private long runs = 1_000_000;

        @Option(names = "--seed", paramLabel = "N", description = "seed (default: 1)")
        private long seed = 1;

        @Option(names = "--threads", paramLabel = "N", description = "threads (default: all CPUs)")
        private int threads = Runtime.getRuntime().availableProcessors();

        @Option(
                names = "--mutation",
                paramLabel = "FAULT",
                description = "plant a fault: ${COMPLETION-CANDIDATES} (default: none)")
        private Mutation mutation = Mutation.NONE;

        @Option(names = "--json", description = "print the result as one JSON object")
        private boolean json;

        Gate(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            AttackResult result =
                    new GateAttack(mutation, seed)
                            .run(runs, threads, done -> console.progress("attacking", done, runs));
            if (json) {
                console.print(result.json());
            } else {
                console.print(
                        "%,d runs, %,d decisions, %,d actions, %,d breaches"
                                .formatted(
                                        result.runs(),
                                        result.decisions(),
                                        result.actions(),
                                        result.breaches()));
                result.first().ifPresent(words -> console.print("first: " + words));
                if (result.breaches() == 0) {
                    console.print(
                            "a breach per decision is below %.1e with 95 %% confidence"
                                    .formatted(result.upperBound95()));
                }
            }
            return result.breaches() == 0 ? ExitCode.YES.number() : ExitCode.NO.number();
        }
    }

    @Command(
            name = "quality",
            mixinStandardHelpOptions = true,
            description = {
                "Replay demand traces, prepared alike, against every baseline: a row a trace and the",
                "geometric means. See docs/reference/quality.md for the preparation."
            })
    static final class Quality implements Callable<Integer> {
        private final Console console;

        @Parameters(
                arity = "1..*",
                paramLabel = "FILE",
                description = "CSV files with a header and the value in the last column")
        private List<Path> files = List.of();

        @Option(names = "--json", description = "print the table as one JSON object")
        private boolean json;

        Quality(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            QualityTable table =
                    QualityTable.of(
                            files,
                            (what, done, all) -> {
                                console.progress(what, done, all);
                                return true;
                            });
            if (json) {
                console.print(table.json());
                return ExitCode.YES.number();
            }
            Table text = new Table();
            table.rows().forEach(cells -> text.row(cells.toArray(new String[0])));
            console.print(text.text());
            return ExitCode.YES.number();
        }
    }
}

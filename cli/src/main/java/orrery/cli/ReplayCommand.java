package orrery.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import orrery.operations.Operations;
import orrery.operations.configuration.Configuration;
import orrery.operations.replay.Progress;
import orrery.operations.report.JsonText;
import orrery.operations.report.RunReport;
import orrery.timeline.Refusal;
import orrery.verify.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Replay a recorded stream: what the agent would have done and what it would have cost,",
            "against what others would have done. Writes a run folder that 'verify' re-checks."
        })
final class ReplayCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private RunOptions options = new RunOptions();

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "CSV or JSON lines file (or - for standard input) instead of the"
                            + " configured input")
    private Optional<String> input = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "run folder; an earlier replay in it is replaced (default: run)")
    private Path out = Path.of("run");

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "1 or 2; same results (default: 2)")
    private int threads = 2;

    @Option(names = "--json", description = "print the report as one JSON object")
    private boolean json;

    ReplayCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        requireThreads();
        requireVersion();
        Configuration configuration = options.load(List.of());
        AtomicBoolean interrupted = new AtomicBoolean();
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            Optional<RunReport> report =
                    replay(
                            configuration,
                            (what, done, all) -> {
                                console.progress(what, done, all);
                                return !interrupted.get();
                            });
            if (report.isEmpty()) {
                console.say(
                        "orrery: interrupted; " + out + " holds the decisions so far, unfinished");
                return ExitCode.INTERRUPTED.number();
            }
            print(report.get());
            return ExitCode.YES.number();
        }
    }

    /// Replays; an input that is too short is refused by its name.
    private Optional<RunReport> replay(Configuration configuration, Progress progress) {
        try {
            return Operations.replay(configuration, input, out, threads, progress);
        } catch (Refusal refusal) {
            if (refusal.code() != Refusal.Code.TOO_SHORT || refusal.place().isPresent()) {
                throw refusal;
            }
            String name =
                    input.or(() -> configuration.input().path())
                            .filter(given -> !given.equals("-"))
                            .orElse("standard input");
            throw refusal.at(name);
        }
    }

    private void requireThreads() {
        if (threads < 1 || threads > 2) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, threads + " threads", "use 1 or 2")
                    .at("--threads");
        }
    }

    /// A run of another version is not replaced: this one cannot tell what would be lost.
    private void requireVersion() {
        try {
            Verifier.requireVersion(out);
        } catch (Refusal refusal) {
            throw new Refusal(
                            refusal.code(),
                            refusal.found(),
                            "give the replay another folder with --out, or move this one away")
                    .at(out.toString());
        }
    }

    private void print(RunReport report) {
        if (json) {
            console.print(JsonText.of(report));
            return;
        }
        console.print(
                "%,d decisions; costs from decision %,d on"
                        .formatted(report.rows(), report.scoredFrom()));
        console.print("");
        Table table = new Table().row("policy", "cost", "R", "rule breaches");
        report.costs()
                .forEach((policy, cost) ->
                        table.row(
                                RunReport.policyInWords(policy),
                                "%,.0f".formatted(cost),
                                ratio(report, policy),
                                breaches(report, policy)));
        console.print(table.text());
        console.print("");
        console.print(
                "R = (cost - floor) / (Orrery's cost - floor): above 1 the baseline wastes more.");
        console.print(
                "%,d proposals were repaired and %,d denied by the gate; %,d of %,d decisions took"
                                .formatted(
                                        report.repaired(),
                                        report.denied(),
                                        report.missedDeadlines(),
                                        report.rows())
                        + " longer than the deadline.");
        for (String note : report.notes()) {
            console.print("note: " + note);
        }
        console.print(
                "report: " + out.resolve("report.html") + "   check it: orrery verify " + out);
    }

    private static String ratio(RunReport report, String policy) {
        Double ratio = report.ratios().get(policy);
        return ratio == null ? "" : "%.2f".formatted(ratio);
    }

    private static String breaches(RunReport report, String policy) {
        Long breaches = report.breaches().get(policy);
        return breaches == null ? "" : "%,d".formatted(breaches);
    }
}

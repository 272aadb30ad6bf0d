package orrery.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import orrery.operations.report.VerificationText;
import orrery.verify.Finding;
import orrery.verify.Verification;
import orrery.verify.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Re-check a run folder with code that shares nothing with the agent: rules, deadlines,",
            "hash chain, figures. Exit 0: all holds. 1: something does not, and which record."
        })
final class VerifyCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "run folder (default: run)")
    private Path folder = Path.of("run");

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        AtomicBoolean interrupted = new AtomicBoolean();
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            Verification result =
                    Verifier.verify(
                            folder,
                            (records, done, all) -> {
                                console.progress("verifying", done, all);
                                return !interrupted.get();
                            });
            if (json) {
                console.print(VerificationText.json(result));
            } else {
                print(result);
            }
            if (!result.complete()) {
                return ExitCode.INTERRUPTED.number();
            }
            return switch (result.verdict()) {
                case HOLDS -> ExitCode.YES.number();
                case FAILS -> ExitCode.NO.number();
                case UNKNOWN -> ExitCode.UNKNOWN.number();
            };
        }
    }

    private void print(Verification result) {
        for (Finding finding : result.findings()) {
            console.print(finding.toString());
        }
        long more = result.findingCount() - result.findings().size();
        if (more > 0) {
            console.print("... and %,d more".formatted(more));
        }
        Table table = new Table().row("rule", "verdict", "least robustness", "at record");
        for (Verification.RuleResult rule : result.rules()) {
            table.row(
                    rule.rule(),
                    word(rule.verdict()),
                    Double.isFinite(rule.robustness())
                            ? String.valueOf(rule.robustness() + 0.0)
                            : "-",
                    rule.atRecord().isPresent() ? "" + rule.atRecord().getAsLong() : "-");
        }
        console.print(table.text());
        console.print(
                "%s: %,d records, %,d findings; %,d decisions beyond the deadline"
                        .formatted(
                                word(result.verdict()),
                                result.records(),
                                result.findingCount(),
                                result.figures().missedDeadlines()));
    }

    private static String word(Verification.Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> "holds";
            case FAILS -> "fails";
            case UNKNOWN -> "unknown";
        };
    }
}

package orrery.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import orrery.operations.Operations;
import orrery.verify.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Print the figures of a replay, and where its page is.")
final class ReportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "run folder (default: run)")
    private Path folder = Path.of("run");

    @Option(names = "--json", description = "print report.json")
    private boolean json;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Verifier.requireVersion(folder);
        String report = Operations.reportJson(folder);
        console.print(report);
        if (!json) {
            console.say("the page is " + folder.resolve("report.html"));
        }
        return ExitCode.YES.number();
    }
}

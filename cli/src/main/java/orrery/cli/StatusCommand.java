package orrery.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import orrery.operations.live.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Say how a live run stands. Exit 0: it runs. 1: it has ended or was killed.")
final class StatusCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "run folder (default: live)")
    private Path folder = Path.of("live");

    @Option(names = "--json", description = "print the status as one JSON object")
    private boolean json;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunControl.Status status = RunControl.status(folder);
        if (json) {
            console.print(status.json());
        } else {
            status.fields().forEach((name, value) -> console.print(name + ": " + value));
        }
        return status.running() ? ExitCode.YES.number() : ExitCode.NO.number();
    }
}

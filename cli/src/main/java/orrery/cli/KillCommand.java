package orrery.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import orrery.operations.live.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description = {
            "Stop all actions of a live run with its next decision, by its kill file. The run goes on",
            "deciding and recording; it acts again only when it is restarted without the file."
        })
final class KillCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "run folder (default: live)")
    private Path folder = Path.of("live");

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    KillCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path file = RunControl.kill(folder);
        console.print(
                json
                        ? "{\"killed\":true}"
                        : "killed: " + file + " is there; remove it to let a restarted run act");
        return ExitCode.YES.number();
    }
}

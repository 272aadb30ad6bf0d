package orrery.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import orrery.operations.live.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = {
            "Ask a live run to put back the learners' parameters that were in force before their last",
            "change of themselves. Exit 1: there is no such change."
        })
final class RollbackCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "run folder (default: live)")
    private Path folder = Path.of("live");

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    RollbackCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean asked = RunControl.rollBack(folder);
        String words =
                asked
                        ? "asked; the run rolls back before its next decision"
                        : "nothing to roll back: no change of parameters is in force";
        console.print(json ? "{\"rolledBack\":" + asked + "}" : words);
        return asked ? ExitCode.YES.number() : ExitCode.NO.number();
    }
}

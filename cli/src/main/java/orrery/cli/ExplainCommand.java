package orrery.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import orrery.operations.Operations;
import orrery.verify.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Say why a decision was made: what was seen, proposed, checked and done.")
final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "run folder")
    private Path folder = Path.of("run");

    @Parameters(index = "1", paramLabel = "RECORD", description = "number of the decision, from 0")
    private long record;

    @Option(names = "--json", description = "print the record itself")
    private boolean json;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Verifier.requireVersion(folder);
        console.print(
                json ? Operations.recordJson(folder, record) : Operations.explain(folder, record));
        return ExitCode.YES.number();
    }
}

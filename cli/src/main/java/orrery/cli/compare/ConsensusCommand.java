package orrery.cli.compare;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.compare.profile.ConsensusMotif;
import orrery.compare.profile.ProfileSettings;
import orrery.operations.report.JsonText;
import orrery.operations.series.SeriesFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "consensus",
        mixinStandardHelpOptions = true,
        description = {
            "The window that has something like it in every series: of all windows the one of the",
            "least radius that holds a window of each. Series are files as in 'compare profile'."
        })
public final class ConsensusCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "2..*", paramLabel = "T", description = "the series")
    private List<String> files = List.of();

    @Option(names = "--column", paramLabel = "NAME", description = "column of CSV files")
    private Optional<String> column = Optional.empty();

    @Option(names = "--m", required = true, paramLabel = "M", description = "samples of a window")
    private int window;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    public ConsensusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<double[]> series =
                files.stream().map(file -> new SeriesFile(file, System.in).series(column)).toList();
        ConsensusMotif found = ConsensusMotif.of(series, ProfileSettings.ofWindow(window));
        boolean none = found.radius() == Double.POSITIVE_INFINITY;
        if (json) {
            console.print(
                    JsonText.object(out -> {
                        if (!none) {
                            out.writeNumberProperty("series", found.series());
                            out.writeNumberProperty("start", found.start());
                            out.writeNumberProperty("radius", found.radius());
                        }
                    }));
        } else if (!none) {
            console.print(
                    "window %d of %s, radius %s"
                            .formatted(
                                    found.start(),
                                    files.get(found.series()),
                                    Double.toString(found.radius())));
        }
        return (none ? ExitCode.NO : ExitCode.YES).number();
    }
}

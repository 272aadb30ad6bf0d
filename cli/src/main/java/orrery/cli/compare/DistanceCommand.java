package orrery.cli.compare;

import java.util.Optional;
import java.util.concurrent.Callable;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.compare.distance.Comparison;
import orrery.compare.distance.Distance;
import orrery.compare.distance.LockStep;
import orrery.compare.distance.Samples;
import orrery.operations.report.JsonText;
import orrery.operations.series.SeriesFile;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "distance",
        mixinStandardHelpOptions = true,
        description = {
            "How unlike two series are. A series is a file with one number a line, a column of a CSV",
            "file with a header (--column), or - for the standard input."
        })
public final class DistanceCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "the one series")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "the other series")
    private String second = "";

    @Option(names = "--measure", paramLabel = "M", description = "the measure (default: euclidean)")
    private String measure = "euclidean";

    @Option(names = "--column", paramLabel = "NAME", description = "column of a CSV file")
    private Optional<String> column = Optional.empty();

    @Option(
            names = "--normalise",
            paramLabel = "HOW",
            description = "none, or z: mean 0 and deviation 1 (default: none)")
    private Normalise normalise = Normalise.NONE;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    enum Normalise {
        NONE,
        Z
    }

    public DistanceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Distance distance = named(measure);
        Comparison found = distance.compare(series(first), series(second));
        if (json) {
            console.print(
                    JsonText.object(out -> {
                        out.writeStringProperty("measure", measure);
                        out.writeNumberProperty("distance", found.distance());
                        out.writeNumberProperty("cost", found.cost());
                    }));
        } else {
            console.print(Double.toString(found.distance()));
        }
        return ExitCode.YES.number();
    }

    private double[] series(String name) {
        double[] samples = new SeriesFile(name, System.in).series(column);
        return normalise == Normalise.Z ? Samples.zNormalised(samples) : samples;
    }

    private static Distance named(String measure) {
        return switch (measure) {
            case "euclidean" -> new LockStep.Euclidean();
            case "squared-euclidean" -> new LockStep.SquaredEuclidean();
            case "manhattan" -> new LockStep.Manhattan();
            case "chebyshev" -> new LockStep.Chebyshev();
            case "cosine" -> new LockStep.Cosine();
            case "correlation" -> new LockStep.Correlation();
            default ->
                    throw new Refusal(
                                    Refusal.Code.UNKNOWN_KEY,
                                    "there is no measure \"" + measure + "\"",
                                    "see orrery compare distance --help")
                            .at("--measure");
        };
    }
}

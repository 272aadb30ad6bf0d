package orrery.cli.compare;

import java.util.Optional;
import java.util.concurrent.Callable;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.compare.correlate.CrossCorrelation;
import orrery.compare.correlate.LagCorrelation;
import orrery.operations.report.JsonText;
import orrery.operations.series.SeriesFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

@Command(
        name = "correlate",
        mixinStandardHelpOptions = true,
        description = {
            "Whether two series go together, and at which lag. At lag l, sample i of A stands beside",
            "sample i - l of B: A follows B where l is positive. Prints lag, coefficient, p-value."
        })
public final class CorrelateCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "the one series")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "the other series")
    private String second = "";

    @Option(
            names = "--max-lag",
            paramLabel = "L",
            description = "most samples that B is moved, either way (default: 0)")
    private int lagMax;

    @Option(names = "--column", paramLabel = "NAME", description = "column of A in a CSV file")
    private Optional<String> column = Optional.empty();

    @Option(
            names = "--column-b",
            paramLabel = "NAME",
            description = "column of B in a CSV file (default: that of A)")
    private Optional<String> columnB = Optional.empty();

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    public CorrelateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        double[] a = new SeriesFile(first, System.in).series(column);
        double[] b = new SeriesFile(second, System.in).series(columnB.or(() -> column));
        CrossCorrelation found = CrossCorrelation.of(a, b, lagMax);
        if (json) {
            console.print(JsonText.object(out -> write(found, out)));
            return ExitCode.YES.number();
        }
        for (LagCorrelation one : found.lags()) {
            console.print(one.lag() + " " + one.coefficient() + " " + one.pValue());
        }
        console.say(
                "best: lag "
                        + found.best().lag()
                        + ", coefficient "
                        + found.best().coefficient()
                        + ", p-value over all lags "
                        + found.bestPValue());
        return ExitCode.YES.number();
    }

    private static void write(CrossCorrelation found, JsonGenerator out) {
        number("correlation", found.best().coefficient(), out);
        out.writeNumberProperty("lag", found.best().lag());
        number("pValue", found.bestPValue(), out);
        out.writeArrayPropertyStart("lags");
        for (LagCorrelation one : found.lags()) {
            out.writeStartObject();
            out.writeNumberProperty("lag", one.lag());
            out.writeNumberProperty("samples", one.samples());
            out.writeNumberProperty("product", one.product());
            number("coefficient", one.coefficient(), out);
            number("pValue", one.pValue(), out);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    // What is not known is null.
    private static void number(String name, double value, JsonGenerator out) {
        if (Double.isFinite(value)) {
            out.writeNumberProperty(name, value);
        } else {
            out.writeNullProperty(name);
        }
    }
}

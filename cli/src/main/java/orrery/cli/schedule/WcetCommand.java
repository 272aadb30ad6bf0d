package orrery.cli.schedule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Table;
import orrery.operations.report.JsonText;
import orrery.operations.series.SeriesFile;
import orrery.schedule.execution.BoundEstimator;
import orrery.schedule.execution.BoundSettings;
import orrery.schedule.execution.BoundWarning;
import orrery.schedule.execution.ExecutionBound;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

@Command(
        name = "wcet",
        mixinStandardHelpOptions = true,
        description = {
            "A probabilistic bound on an execution time, from measured ones in the order they came.",
            "It is a statement about chance, not a proof; what is doubtful about it is listed.",
            "Exit code 0 with a bound, 3 if none is established."
        })
public final class WcetCommand implements Callable<Integer> {
    private static final double EXACT_MAX = 1L << 53;

    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = {
                "execution times in nanoseconds: one a line, a CSV file with a header (--column),",
                "or - for the standard input"
            })
    private String file = "";

    @Option(names = "--column", paramLabel = "NAME", description = "column of a CSV file")
    private Optional<String> column = Optional.empty();

    @Option(
            names = "--exceedance",
            paramLabel = "P",
            description = "probability with which a job may take longer (default: 1e-6)")
    private double exceedance = BoundSettings.defaults().exceedance();

    @Option(
            names = "--confidence",
            paramLabel = "C",
            description = "that the true value is not above the bound (default: 0.95)")
    private double confidence = BoundSettings.defaults().confidence();

    @Option(
            names = "--margin",
            paramLabel = "M",
            description = "at least so many times the longest time (default: 1.1)")
    private double margin = BoundSettings.defaults().margin();

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    public WcetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        BoundSettings settings = new BoundSettings(exceedance, confidence, margin);
        double[] times = new SeriesFile(file, System.in).series(column);
        ExecutionBound bound = BoundEstimator.with(settings).estimate(nanoseconds(times));
        console.print(json ? JsonText.object(out -> write(out, bound)) : table(bound));
        return (bound.boundNs().isPresent() ? ExitCode.YES : ExitCode.UNKNOWN).number();
    }

    private long[] nanoseconds(double[] times) {
        long[] ns = new long[times.length];
        for (int i = 0; i < times.length; i++) {
            if (!(Math.abs(times[i]) <= EXACT_MAX)) {
                throw new Refusal(
                                Refusal.Code.NOT_A_NUMBER,
                                "an execution time of " + times[i] + " ns",
                                "give every time, in nanoseconds, at most 2^53")
                        .at(file + ": time " + (i + 1));
            }
            ns[i] = Math.round(times[i]);
        }
        return ns;
    }

    private void write(JsonGenerator out, ExecutionBound bound) {
        bound.boundNs()
                .ifPresentOrElse(
                        ns -> out.writeNumberProperty("bound", ns),
                        () -> out.writeNullProperty("bound"));
        out.writeNumberProperty("confidence", confidence);
        out.writeStringProperty("method", name(bound.method()));
        out.writeArrayPropertyStart("warnings");
        for (BoundWarning warning : BoundWarning.values()) {
            if (bound.warnings().contains(warning)) {
                out.writeString(name(warning));
            }
        }
        out.writeEndArray();
        out.writeNumberProperty("exceedance", exceedance);
        number(out, "estimate", bound.estimateNs());
        out.writeNumberProperty("longest", bound.tail().maxNs());
        out.writeNumberProperty("samples", bound.tail().samples());
        number(out, "threshold", bound.tail().thresholdNs());
        out.writeNumberProperty("exceedances", bound.tail().exceedances());
        number(out, "shape", bound.tail().shape());
    }

    private static void number(JsonGenerator out, String name, double value) {
        if (Double.isFinite(value)) {
            out.writeNumberProperty(name, value);
        } else {
            out.writeNullProperty(name);
        }
    }

    private static String table(ExecutionBound bound) {
        String warnings =
                String.join(
                        ", ",
                        Arrays.stream(BoundWarning.values())
                                .filter(bound.warnings()::contains)
                                .map(WcetCommand::name)
                                .toList());
        return new Table()
                .row(
                        "bound",
                        bound.boundNs().isPresent()
                                ? bound.boundNs().getAsLong() + " ns"
                                : "not established")
                .row("method", name(bound.method()))
                .row("longest seen", bound.tail().maxNs() + " ns")
                .row("samples", Integer.toString(bound.tail().samples()))
                .row("warnings", warnings.isEmpty() ? "none" : warnings)
                .text();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

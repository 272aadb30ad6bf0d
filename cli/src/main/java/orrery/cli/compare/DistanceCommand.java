package orrery.cli.compare;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.compare.distance.Comparison;
import orrery.compare.distance.Samples;
import orrery.compare.profile.ProfileDistance;
import orrery.compare.profile.ProfileSettings;
import orrery.compare.warping.Alignment;
import orrery.compare.warping.Channels;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.ElasticDistance;
import orrery.operations.report.JsonText;
import orrery.operations.series.SeriesFile;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

@Command(
        name = "distance",
        mixinStandardHelpOptions = true,
        description = {
            "How unlike two series are. A series is a file with one number a line, a column of a CSV",
            "file with a header (--column, several for several channels), or - for standard input."
        })
public final class DistanceCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "the one series")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "the other series")
    private String second = "";

    @Mixin private MeasureOptions options = new MeasureOptions();

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "column of CSV files; several make a series of several channels")
    private List<String> columns = List.of();

    @Option(
            names = "--channels",
            paramLabel = "HOW",
            description = "several channels: dependent or independent (default: dependent)")
    private Channels channels = Channels.DEPENDENT;

    @Option(
            names = "--normalise",
            paramLabel = "HOW",
            description = "none, or z: mean 0 and deviation 1 (default: none)")
    private Normalise normalise = Normalise.NONE;

    @Option(
            names = "--cutoff",
            paramLabel = "D",
            description = "give up, with exit code 1, when the distance is above D")
    private double cutoff = Double.POSITIVE_INFINITY;

    @Option(
            names = "--m",
            paramLabel = "M",
            description = "for --measure mpdist (series made of the same parts): window length")
    private Optional<Integer> window = Optional.empty();

    @Option(names = "--path", description = "print the pairs of an optimal alignment, too")
    private boolean path;

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
        double[][] x = series(first);
        double[][] y = series(second);
        Optional<Elastic> elastic = options.elastic();
        if (elastic.isEmpty()) {
            return lockStep(x, y);
        }
        ElasticDistance distance =
                options.elastic(elastic.get(), Math.max(x[0].length, y[0].length));
        Comparison found = distance.compare(x, y, channels, cutoff);
        if (!path || found.abandoned()) {
            return print(found, Optional.empty());
        }
        if (channels == Channels.INDEPENDENT && x.length > 1) {
            throw new Refusal(
                            Refusal.Code.NOT_PERMITTED,
                            "one path of channels that are warped each on its own",
                            "use --channels dependent")
                    .at("--path");
        }
        return print(found, Optional.of(distance.align(x, y)));
    }

    private int lockStep(double[][] x, double[][] y) {
        if (path || x.length > 1) {
            throw new Refusal(
                            Refusal.Code.NOT_PERMITTED,
                            (path ? "a path of " : "several channels with ") + options.name(),
                            "use an elastic measure")
                    .at("--measure");
        }
        if (options.name().equals("mpdist")) {
            return print(sharedWindows(x[0], y[0]), Optional.empty());
        }
        return print(options.lockStep().compare(x[0], y[0], cutoff), Optional.empty());
    }

    // MPdist; windows are normalised, whatever the series are.
    private Comparison sharedWindows(double[] x, double[] y) {
        int m =
                window.orElseThrow(() ->
                        new Refusal(
                                        Refusal.Code.MISSING,
                                        "mpdist compares windows",
                                        "say of how many samples with --m")
                                .at("--m"));
        double distance = ProfileDistance.between(x, y, ProfileSettings.ofWindow(m));
        long cells = 2L * (x.length - m + 1) * (y.length - m + 1);
        return distance > cutoff
                ? Comparison.abandoned(cells)
                : Comparison.unrooted(distance, cells);
    }

    private double[][] series(String name) {
        SeriesFile file = new SeriesFile(name, System.in);
        double[][] samples =
                columns.isEmpty()
                        ? new double[][] {file.series(Optional.empty())}
                        : file.channels(columns);
        if (normalise == Normalise.Z) {
            for (int c = 0; c < samples.length; c++) {
                Samples.requireFinite(samples[c], name, Samples.LENGTH_MAX);
                samples[c] = Samples.zNormalised(samples[c]);
            }
        }
        return samples;
    }

    private int print(Comparison found, Optional<Alignment> way) {
        if (json) {
            console.print(
                    JsonText.object(out -> {
                        out.writeStringProperty("measure", options.name());
                        number("distance", found.distance(), out);
                        number("cost", found.cost(), out);
                        way.ifPresent(pairs -> pairs(pairs, out));
                    }));
        } else if (found.abandoned()) {
            console.print("more than " + cutoff);
        } else {
            console.print(Double.toString(found.distance()));
            way.ifPresent(pairs -> {
                for (int k = 0; k < pairs.length(); k++) {
                    console.print(pairs.x(k) + " " + pairs.y(k));
                }
            });
        }
        return found.abandoned() ? ExitCode.NO.number() : ExitCode.YES.number();
    }

    private static void number(String name, double value, JsonGenerator out) {
        if (Double.isFinite(value)) {
            out.writeNumberProperty(name, value);
        } else {
            out.writeNullProperty(name);
        }
    }

    private static void pairs(Alignment way, JsonGenerator out) {
        out.writeArrayPropertyStart("path");
        for (int k = 0; k < way.length(); k++) {
            out.writeStartArray();
            out.writeNumber(way.x(k));
            out.writeNumber(way.y(k));
            out.writeEndArray();
        }
        out.writeEndArray();
    }
}

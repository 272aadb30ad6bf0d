package orrery.cli.compare;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.compare.ComparatorSettings;
import orrery.compare.TemporalComparator;
import orrery.compare.TemporalComparator.Similar;
import orrery.operations.report.JsonText;
import orrery.operations.series.LabelledSeries;
import orrery.operations.series.SeriesFile;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "similar",
        mixinStandardHelpOptions = true,
        description = {
            "Find the series of a set that are within a distance of a query, the nearest first.",
            "Prints index, label and distance. Exit 1 if nothing is alike."
        })
public final class SimilarCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--query", required = true, paramLabel = "Q", description = "the query")
    private String query = "";

    @Option(
            names = "--query-column",
            paramLabel = "NAME",
            description = "column of the query, where it is a CSV file")
    private Optional<String> column = Optional.empty();

    @Option(
            names = "--in",
            required = true,
            paramLabel = "SET",
            description = "the set, as in the UCR archive: a label and samples a line")
    private String in = "";

    @Mixin private MeasureOptions options = new MeasureOptions();

    @Option(
            names = "--threshold",
            required = true,
            paramLabel = "D",
            description = "largest distance of what is alike")
    private double threshold;

    @Option(names = "-k", paramLabel = "K", description = "most matches (default: all)")
    private int most = Integer.MAX_VALUE;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    public SimilarCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (most < 1) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, "k is " + most, "use 1 or more").at("-k");
        }
        double[] wanted = new SeriesFile(query, System.in).series(column);
        LabelledSeries set = new SeriesFile(in, System.in).labelled();
        List<Similar> found = similar(wanted, set);
        print(found.subList(0, Math.min(most, found.size())), set);
        return found.isEmpty() ? ExitCode.NO.number() : ExitCode.YES.number();
    }

    // The files are in memory already, and bounded: no budget beside them.
    private List<Similar> similar(double[] wanted, LabelledSeries set) {
        int longest = wanted.length;
        for (double[] one : set.all()) {
            longest = Math.max(longest, one.length);
        }
        TemporalComparator comparator =
                TemporalComparator.of(
                        ComparatorSettings.usual()
                                .withLength(Math.clamp(longest, 1, 100_000))
                                .withMemory(Long.MAX_VALUE));
        for (int i = 0; i < set.size(); i++) {
            comparator.add(Integer.toString(i), set.series(i));
        }
        return comparator.findSimilar(wanted, threshold, options.algorithm(longest));
    }

    private void print(List<Similar> found, LabelledSeries set) {
        if (!json) {
            for (Similar one : found) {
                String label = set.label(Integer.parseInt(one.name()));
                console.print(one.name() + " " + label + " " + one.distance());
            }
            return;
        }
        console.print(
                JsonText.object(out -> {
                    out.writeArrayPropertyStart("matches");
                    for (Similar one : found) {
                        int index = Integer.parseInt(one.name());
                        out.writeStartObject();
                        out.writeNumberProperty("index", index);
                        out.writeStringProperty("label", set.label(index));
                        out.writeNumberProperty("distance", one.distance());
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                }));
    }
}

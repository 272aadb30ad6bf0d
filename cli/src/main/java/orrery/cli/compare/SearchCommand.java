package orrery.cli.compare;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Interrupts;
import orrery.compare.search.Match;
import orrery.compare.search.Pruned;
import orrery.compare.search.SearchResult;
import orrery.compare.search.SearchSettings;
import orrery.compare.search.SubsequenceSearch;
import orrery.operations.report.JsonText;
import orrery.operations.series.SeriesFile;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = {
            "Find the windows of a long series that are most like a query, exactly. Prints start and",
            "distance, the nearest first. Exit 1 if there is none."
        })
public final class SearchCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--query", required = true, paramLabel = "Q", description = "the query")
    private String query = "";

    @Option(names = "--in", required = true, paramLabel = "T", description = "the long series")
    private String in = "";

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "column of the long series, where it is a CSV file")
    private Optional<String> column = Optional.empty();

    @Option(
            names = "--query-column",
            paramLabel = "NAME",
            description = "column of the query, where it is a CSV file")
    private Optional<String> queryColumn = Optional.empty();

    @Option(
            names = "--query-length",
            paramLabel = "M",
            description = "take only the first M samples of the query")
    private Optional<Integer> length = Optional.empty();

    @Option(
            names = "--measure",
            paramLabel = "M",
            description = "dtw or euclidean, of normalised windows (default: dtw)")
    private Measure measure = Measure.DTW;

    @Option(
            names = "--radius",
            paramLabel = "R",
            description = "Sakoe-Chiba window in samples (default: 5 %% of the query)")
    private Optional<Integer> radius = Optional.empty();

    @Option(
            names = "--window-fraction",
            paramLabel = "W",
            description = "the same as a share of the query of m samples: floor(W m)")
    private Optional<Double> fraction = Optional.empty();

    @Option(
            names = "--normalise",
            paramLabel = "HOW",
            description = "z, or none where level and scale count (default: z)")
    private Normalise normalise = Normalise.Z;

    @Option(names = "-k", paramLabel = "K", description = "most matches (default: 1)")
    private Optional<Integer> neighbours = Optional.empty();

    @Option(names = "--range", paramLabel = "D", description = "all matches up to distance D")
    private Optional<Double> range = Optional.empty();

    @Option(
            names = "--exclusion",
            paramLabel = "E",
            description =
                    "matches start more than E samples apart (default: a quarter of the query)")
    private Optional<Integer> exclusion = Optional.empty();

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    enum Measure {
        DTW,
        EUCLIDEAN
    }

    enum Normalise {
        NONE,
        Z
    }

    public SearchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        double[] series = new SeriesFile(in, System.in).series(column);
        double[] wanted = cut(new SeriesFile(query, System.in).series(queryColumn));
        SubsequenceSearch search = SubsequenceSearch.in(series);
        AtomicBoolean interrupted = new AtomicBoolean();
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            SearchResult found =
                    search.search(
                            wanted,
                            settings(wanted.length),
                            (done, all) -> {
                                console.progress("searching", done, all);
                                return !interrupted.get();
                            });
            print(found);
            if (!found.complete()) {
                console.say("orrery: interrupted; these are the matches so far");
                return ExitCode.INTERRUPTED.number();
            }
            return found.matches().isEmpty() ? ExitCode.NO.number() : ExitCode.YES.number();
        }
    }

    private double[] cut(double[] samples) {
        int m = length.orElse(samples.length);
        if (m < 1 || m > samples.length) {
            throw new Refusal(
                            Refusal.Code.OUT_OF_RANGE,
                            "the query has " + samples.length + " samples",
                            "use 1 to " + samples.length)
                    .at("--query-length");
        }
        return java.util.Arrays.copyOf(samples, m);
    }

    private SearchSettings settings(int m) {
        SearchSettings settings =
                measure == Measure.DTW ? SearchSettings.dtw(radius(m)) : SearchSettings.euclidean();
        if (normalise == Normalise.NONE) {
            settings = settings.withoutNormalising();
        }
        if (range.isPresent()) {
            settings = settings.within(range.get());
        }
        if (neighbours.isPresent()) {
            settings = settings.nearest(neighbours.get());
        }
        return exclusion.isPresent() ? settings.apart(exclusion.get()) : settings;
    }

    private int radius(int m) {
        double share = fraction.orElse(0.05);
        if (radius.isPresent() && fraction.isPresent()) {
            throw new Refusal(
                            Refusal.Code.NOT_PERMITTED,
                            "two windows",
                            "give one of --radius and --window-fraction")
                    .at("--radius");
        }
        if (!(share >= 0 && share <= 1)) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, "the share is " + share, "use 0 to 1")
                    .at("--window-fraction");
        }
        return radius.orElse((int) Math.floor(share * m));
    }

    private void print(SearchResult found) {
        if (json) {
            console.print(JsonText.object(out -> write(found, out)));
            return;
        }
        for (Match match : found.matches()) {
            console.print(match.start() + " " + match.distance());
        }
    }

    private static void write(SearchResult found, JsonGenerator out) {
        out.writeArrayPropertyStart("matches");
        for (Match match : found.matches()) {
            out.writeStartObject();
            out.writeNumberProperty("start", match.start());
            out.writeNumberProperty("distance", match.distance());
            out.writeEndObject();
        }
        out.writeEndArray();
        Pruned pruned = found.pruned();
        out.writeObjectPropertyStart("pruned");
        out.writeNumberProperty("windows", pruned.windows());
        out.writeNumberProperty("invalid", pruned.invalid());
        out.writeNumberProperty("keogh", pruned.keogh());
        out.writeNumberProperty("improved", pruned.improved());
        out.writeNumberProperty("warping", pruned.warping());
        out.writeNumberProperty("exact", pruned.exact());
        out.writeEndObject();
        out.writeBooleanProperty("complete", found.complete());
    }
}

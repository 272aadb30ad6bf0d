package orrery.cli.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Interrupts;
import orrery.compare.stream.MatchListener;
import orrery.compare.stream.MatchSettings;
import orrery.compare.stream.NormalisedMatcher;
import orrery.compare.stream.OnlineTemplates;
import orrery.compare.stream.StreamMatcher;
import orrery.operations.report.JsonText;
import orrery.operations.series.SeriesFile;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        description = {
            "Find a query in a stream under dynamic time warping, while it comes (SPRING). Prints a",
            "JSON object a match and line: start, end (inclusive), distance (squared, no root) and the",
            "sample at which it was certain. With --normalise z by shape; with --confidence where a",
            "window is nearer than such a share of this stream's windows. Exit 1 if there is no match."
        })
public final class MatchCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--query",
            required = true,
            paramLabel = "Q",
            description = "series to be found; several times for several")
    private List<String> queries = List.of();

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            description = "largest distance: sum of squared differences, without root")
    private Optional<Double> epsilon = Optional.empty();

    @Option(
            names = "--confidence",
            paramLabel = "C",
            description =
                    "in place of --epsilon: windows with confidence C or more, 0 to 1 (as 0.95), by"
                            + " Euclidean distance of normalised windows")
    private Optional<Double> confidence = Optional.empty();

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "--confidence: windows of the stream to compare with (default: 999)")
    private int sampled = 999;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "--confidence: which windows these are (default: 0)")
    private long seed;

    @Option(
            names = "--normalise",
            paramLabel = "HOW",
            description =
                    "none, or z: query and windows of its length to mean 0 and deviation 1"
                            + " (default: none)")
    private Normalise normalise = Normalise.NONE;

    @Option(
            names = "--radius",
            paramLabel = "R",
            description = "--normalise z: Sakoe-Chiba window (default: 5 %% of the query)")
    private Optional<Integer> radius = Optional.empty();

    @Option(
            names = "--in",
            paramLabel = "F",
            description = "the stream: one number a line; - is stdin (default: -)")
    private String in = "-";

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description =
                    "column of the stream, where it is a CSV file; several for several channels")
    private List<String> columns = List.of();

    @Option(
            names = "--query-column",
            paramLabel = "NAME",
            description = "column of the queries, where they are CSV files; as many as --column")
    private List<String> queryColumns = List.of();

    @Option(
            names = "--min-ratio",
            paramLabel = "R",
            description = "least length of a match by that of its query (default: 0)")
    private double ratioMin;

    @Option(
            names = "--max-ratio",
            paramLabel = "R",
            description = "largest length of a match by that of its query (default: no limit)")
    private double ratioMax = Double.POSITIVE_INFINITY;

    enum Normalise {
        NONE,
        Z
    }

    /// What looks at each sample.
    private interface Search {
        void add(double[] sample);

        void end();
    }

    public MatchCommand(Console console) {
        this.console = console;
    }

    // Scripts may say it here as everywhere.
    @Option(names = "--json", description = "as without: matches are always JSON")
    void json(boolean asked) {}

    @Override
    public Integer call() {
        long[] found = {0};
        Search search = search(found);
        AtomicBoolean interrupted = new AtomicBoolean();
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            // Line by line, so that a match is printed as soon as it is certain.
            new SampleLines(in, columns).read(() -> !interrupted.get(), search::add);
            search.end();
        }
        if (interrupted.get()) {
            return ExitCode.INTERRUPTED.number();
        }
        return found[0] == 0 ? ExitCode.NO.number() : ExitCode.YES.number();
    }

    private Search search(long[] found) {
        if (confidence.isPresent() == epsilon.isPresent()) {
            throw new Refusal(
                            confidence.isPresent()
                                    ? Refusal.Code.NOT_PERMITTED
                                    : Refusal.Code.MISSING,
                            "what counts as near is said "
                                    + (epsilon.isPresent() ? 2 : 0)
                                    + " times",
                            "give one of --epsilon and --confidence")
                    .at("--epsilon");
        }
        List<double[][]> wanted = queries();
        boolean several = Math.max(1, columns.size()) > 1;
        if (several && (confidence.isPresent() || normalise == Normalise.Z)) {
            throw new Refusal(
                            Refusal.Code.NOT_PERMITTED,
                            columns.size()
                                    + " channels with "
                                    + (confidence.isPresent() ? "--confidence" : "--normalise z"),
                            "give one --column, or --epsilon without --normalise")
                    .at("--column");
        }
        if (confidence.isPresent()) {
            return surprising(wanted, confidence.get(), found);
        }
        return normalise == Normalise.Z
                ? byShape(wanted, epsilon.orElseThrow(), found)
                : asItIs(wanted, epsilon.orElseThrow(), found);
    }

    private List<double[][]> queries() {
        List<double[][]> wanted = new ArrayList<>();
        for (String query : queries) {
            SeriesFile file = new SeriesFile(query, System.in);
            wanted.add(
                    queryColumns.isEmpty()
                            ? new double[][] {file.series(Optional.empty())}
                            : file.channels(queryColumns));
            if (wanted.getLast().length != Math.max(1, columns.size())) {
                throw new Refusal(
                                Refusal.Code.LENGTH_MISMATCH,
                                "a query of " + wanted.getLast().length + " channels",
                                "give as many --query-column as --column")
                        .at(query);
            }
        }
        return wanted;
    }

    private Search asItIs(List<double[][]> wanted, double within, long[] found) {
        StreamMatcher matcher =
                StreamMatcher.ofChannels(wanted, new MatchSettings(within, ratioMin, ratioMax));
        MatchListener listener =
                (query, start, end, distance, reportedAt) -> {
                    found[0]++;
                    print(query, start, end, distance, reportedAt);
                };
        return new Search() {
            @Override
            public void add(double[] sample) {
                matcher.add(sample, listener);
            }

            @Override
            public void end() {
                matcher.end(listener);
            }
        };
    }

    private Search byShape(List<double[][]> wanted, double within, long[] found) {
        if (ratioMin != 0 || ratioMax != Double.POSITIVE_INFINITY) {
            throw new Refusal(
                            Refusal.Code.NOT_PERMITTED,
                            "a ratio of lengths with --normalise z",
                            "leave it out: these matches have the length of their query")
                    .at("--min-ratio");
        }
        List<NormalisedMatcher> matchers = new ArrayList<>();
        List<MatchListener> listeners = new ArrayList<>();
        for (int q = 0; q < wanted.size(); q++) {
            int number = q;
            double[] query = wanted.get(q)[0];
            int samples = radius.orElse((int) Math.floor(0.05 * query.length));
            matchers.add(NormalisedMatcher.of(query, samples, within));
            listeners.add((_, start, end, distance, reportedAt) -> {
                found[0]++;
                print(number, start, end, distance, reportedAt);
            });
        }
        return new Search() {
            @Override
            public void add(double[] sample) {
                for (int q = 0; q < matchers.size(); q++) {
                    matchers.get(q).add(sample[0], listeners.get(q));
                }
            }

            @Override
            public void end() {
                for (int q = 0; q < matchers.size(); q++) {
                    matchers.get(q).end(listeners.get(q));
                }
            }
        };
    }

    private Search surprising(List<double[][]> wanted, double least, long[] found) {
        if (!(least >= 0 && least <= 1)) {
            throw new Refusal(
                            Refusal.Code.OUT_OF_RANGE,
                            "the confidence is " + least,
                            "use 0 to 1, for example 0.95")
                    .at("--confidence");
        }
        List<OnlineTemplates> templates = new ArrayList<>();
        for (int q = 0; q < wanted.size(); q++) {
            templates.add(
                    OnlineTemplates.of(
                            List.of(wanted.get(q)[0]), sampled, new SplittableRandom(seed + q)));
        }
        long[] tick = {0};
        return new Search() {
            @Override
            public void add(double[] sample) {
                for (int q = 0; q < templates.size(); q++) {
                    OnlineTemplates template = templates.get(q);
                    template.add(sample[0]);
                    if (template.confidence(0) >= least) {
                        found[0]++;
                        print(q, tick[0], wanted.get(q)[0].length, template);
                    }
                }
                tick[0]++;
            }

            @Override
            public void end() {}
        };
    }

    private void print(int query, long start, long end, double distance, long reportedAt) {
        console.print(
                JsonText.object(out -> {
                    named(query, out);
                    out.writeNumberProperty("start", start);
                    out.writeNumberProperty("end", end);
                    out.writeNumberProperty("distance", distance);
                    out.writeNumberProperty("reportedAt", reportedAt);
                }));
    }

    // Squared, as all distances of matches.
    private void print(int query, long end, int length, OnlineTemplates template) {
        console.print(
                JsonText.object(out -> {
                    named(query, out);
                    out.writeNumberProperty("start", end - length + 1);
                    out.writeNumberProperty("end", end);
                    out.writeNumberProperty(
                            "distance", template.distance(0) * template.distance(0));
                    out.writeNumberProperty("confidence", template.confidence(0));
                    out.writeNumberProperty("reportedAt", end);
                }));
    }

    private void named(int query, JsonGenerator out) {
        if (queries.size() > 1) {
            out.writeStringProperty("query", queries.get(query));
        }
    }
}

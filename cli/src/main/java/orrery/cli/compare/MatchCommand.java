package orrery.cli.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Interrupts;
import orrery.compare.stream.MatchListener;
import orrery.compare.stream.MatchSettings;
import orrery.compare.stream.StreamMatcher;
import orrery.operations.input.Decimal;
import orrery.operations.report.JsonText;
import orrery.operations.series.SeriesFile;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        description = {
            "Find a query in a stream under dynamic time warping, while it comes (SPRING). Prints a",
            "JSON object a match and line: start, end (inclusive), distance (squared, no root) and the",
            "sample at which it was certain. Exit 1 if there is no match."
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
            required = true,
            paramLabel = "E",
            description = "largest distance: sum of squared differences, without root")
    private double epsilon;

    @Option(
            names = "--in",
            paramLabel = "F",
            description = "the stream: one number a line; - is stdin (default: -)")
    private String in = "-";

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "column of the stream, where it is a CSV file")
    private Optional<String> column = Optional.empty();

    @Option(
            names = "--query-column",
            paramLabel = "NAME",
            description = "column of the queries, where they are CSV files")
    private Optional<String> queryColumn = Optional.empty();

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

    public MatchCommand(Console console) {
        this.console = console;
    }

    // Scripts may say it here as everywhere.
    @Option(names = "--json", description = "as without: matches are always JSON")
    void json(boolean asked) {}

    @Override
    public Integer call() {
        List<double[]> wanted = new ArrayList<>();
        for (String query : queries) {
            wanted.add(new SeriesFile(query, System.in).series(queryColumn));
        }
        StreamMatcher matcher =
                StreamMatcher.of(wanted, new MatchSettings(epsilon, ratioMin, ratioMax));
        long[] found = {0};
        MatchListener listener =
                (query, start, end, distance, reportedAt) -> {
                    found[0]++;
                    console.print(
                            JsonText.object(out -> {
                                if (queries.size() > 1) {
                                    out.writeStringProperty("query", queries.get(query));
                                }
                                out.writeNumberProperty("start", start);
                                out.writeNumberProperty("end", end);
                                out.writeNumberProperty("distance", distance);
                                out.writeNumberProperty("reportedAt", reportedAt);
                            }));
                };
        AtomicBoolean interrupted = new AtomicBoolean();
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            if (column.isPresent()) {
                for (double sample : new SeriesFile(in, System.in).series(column)) {
                    matcher.add(sample, listener);
                }
            } else {
                TextLines lines = new TextLines(in);
                lines.read(text -> follow(text, lines.place(), matcher, listener, interrupted));
            }
            matcher.end(listener);
        }
        if (interrupted.get()) {
            return ExitCode.INTERRUPTED.number();
        }
        return found[0] == 0 ? ExitCode.NO.number() : ExitCode.YES.number();
    }

    // Line by line, so that a match is printed as soon as it is certain.
    private static long follow(
            BufferedReader text,
            String place,
            StreamMatcher matcher,
            MatchListener listener,
            AtomicBoolean interrupted)
            throws IOException {
        long number = 0;
        for (String line = text.readLine();
                line != null && !interrupted.get();
                line = text.readLine()) {
            number++;
            if (!line.isBlank()) {
                try {
                    char[] digits = line.toCharArray();
                    matcher.add(Decimal.parse(digits, 0, digits.length), listener);
                } catch (Refusal refusal) {
                    throw refusal.at(place + ":" + number);
                }
            }
        }
        return number;
    }
}

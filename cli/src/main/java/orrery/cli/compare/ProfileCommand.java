package orrery.cli.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Interrupts;
import orrery.compare.profile.DistanceProfile;
import orrery.compare.profile.MatrixProfile;
import orrery.compare.profile.MultiProfile;
import orrery.compare.profile.ProfileJoin;
import orrery.compare.profile.ProfileSettings;
import orrery.compare.profile.StreamingProfile;
import orrery.operations.report.JsonText;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = {
            "The matrix profile: for each window of a series its nearest neighbour, in the same or",
            "in another series. Prints rows index,distance,neighbour; where there is none they end",
            "in Infinity,-1. Ctrl-C or --timeout end it with the answer so far. Several --column: a",
            "row for each number of channels. --query: the distances of one query. --stream: while",
            "samples come, the nearest earlier window of each new one."
        })
public final class ProfileCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private ProfileOptions options = new ProfileOptions();

    @Option(
            names = "--with",
            paramLabel = "B",
            description = "another series to look for neighbours in")
    private Optional<String> with = Optional.empty();

    @Option(
            names = {"-k", "--k"},
            paramLabel = "K",
            description = "neighbours of each window, a row each (default: 1)")
    private int neighbours = 1;

    @Option(
            names = "--query",
            paramLabel = "Q",
            description = "only the distance of each window from this one; without --m, --with")
    private Optional<String> query = Optional.empty();

    @Option(names = "--stream", description = "read samples as they come, print each window's row")
    private boolean stream;

    @Option(
            names = "--history",
            paramLabel = "N",
            description = "--stream: samples kept (default: 10000)")
    private int history = 10_000;

    @Option(names = "--out", paramLabel = "F", description = "write the rows into this file")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    public ProfileCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<String> columns = options.input().columns();
        boolean several = columns.size() > 1;
        int modes = (query.isPresent() ? 1 : 0) + (stream ? 1 : 0) + (several ? 1 : 0);
        if (modes > 1 || (modes == 1 && (with.isPresent() || neighbours != 1))) {
            throw new Refusal(
                            Refusal.Code.NOT_PERMITTED,
                            "a profile of two kinds",
                            "give one of --query, --stream, several --column, and --with or --k")
                    .at("compare profile");
        }
        if (stream) {
            return stream();
        }
        if (several) {
            return channels();
        }
        double[] series = options.series();
        if (query.isPresent()) {
            return query(series, options.series(query.get()));
        }
        ProfileSettings settings = options.settings().withNeighbours(neighbours);
        ProfileJoin join =
                with.isPresent()
                        ? ProfileJoin.between(series, options.series(with.get()), settings)
                        : ProfileJoin.self(series, settings);
        return options.run(join, console, this::print);
    }

    private int query(double[] series, double[] wanted) {
        DistanceProfile found =
                options.normalised()
                        ? DistanceProfile.zNormalised(wanted, series)
                        : DistanceProfile.euclidean(wanted, series);
        print(
                new Rows("index,distance", found.size(), 1, wanted.length),
                (i, _) -> i + "," + found.distance(i),
                (i, _, text) -> {
                    text.writeNumberProperty("index", i);
                    distance(found.distance(i), text);
                });
        return ExitCode.YES.number();
    }

    private int channels() {
        AtomicBoolean interrupted = new AtomicBoolean();
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            MultiProfile found =
                    MultiProfile.of(
                            options.input().channels(),
                            options.settings(),
                            (done, all) -> {
                                console.progress("profile, windows", done, all);
                                return !interrupted.get();
                            });
            print(
                    new Rows(
                            "index,channels,distance,neighbour",
                            found.size(),
                            found.channels(),
                            found.window()),
                    (i, c) ->
                            "%d,%d,%s,%d"
                                    .formatted(
                                            i,
                                            c + 1,
                                            found.distance(c + 1, i),
                                            found.neighbour(c + 1, i)),
                    (i, c, text) -> {
                        text.writeNumberProperty("index", i);
                        text.writeNumberProperty("channels", c + 1);
                        distance(found.distance(c + 1, i), text);
                        neighbour(found.neighbour(c + 1, i), text);
                    });
        }
        if (interrupted.get()) {
            console.say("orrery: interrupted; the rows hold the best so far");
            return ExitCode.INTERRUPTED.number();
        }
        return ExitCode.YES.number();
    }

    // A row is printed as soon as its window is complete.
    private int stream() {
        StreamingProfile profile =
                StreamingProfile.keeping(history, options.settings(), options.simd());
        AtomicBoolean interrupted = new AtomicBoolean();
        if (!json) {
            console.print("index,distance,neighbour");
        }
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            options.input()
                    .lines()
                    .read(
                            () -> !interrupted.get(),
                            sample -> {
                                profile.add(sample[0]);
                                newest(profile);
                            });
        }
        return (interrupted.get() ? ExitCode.INTERRUPTED : ExitCode.YES).number();
    }

    private void newest(StreamingProfile profile) {
        long window = profile.end() - 1;
        if (window < profile.first()) {
            return;
        }
        double distance = profile.leftDistance(window);
        long left = profile.left(window);
        if (json) {
            console.print(
                    JsonText.object(text -> {
                        text.writeNumberProperty("index", window);
                        distance(distance, text);
                        neighbour(left, text);
                    }));
        } else {
            console.print(window + "," + distance + "," + left);
        }
    }

    /// What a table has: `ranks` rows for each of `windows` windows of m samples.
    private record Rows(String header, int windows, int ranks, int m) {}

    private interface Row {
        String of(int window, int rank);
    }

    private interface JsonRow {
        void write(int window, int rank, JsonGenerator text);
    }

    private void print(Rows table, Row row, JsonRow jsonRow) {
        out.ifPresent(file -> write(file, rows -> print(table, row, rows)));
        if (json) {
            console.print(
                    JsonText.object(text -> {
                        text.writeNumberProperty("m", table.m());
                        text.writeNumberProperty("windows", table.windows());
                        if (out.isEmpty()) {
                            print(table, jsonRow, text);
                        }
                    }));
        } else if (out.isPresent()) {
            console.print("%,d windows: %s".formatted(table.windows(), out.get()));
        } else {
            PrintWriter rows = console.resultWriter();
            print(table, row, rows);
            rows.flush();
        }
    }

    private static void print(Rows table, Row row, PrintWriter rows) {
        rows.write(table.header() + "\n");
        for (int i = 0; i < table.windows(); i++) {
            for (int rank = 0; rank < table.ranks(); rank++) {
                rows.write(row.of(i, rank) + "\n");
            }
        }
    }

    private static void print(Rows table, JsonRow row, JsonGenerator text) {
        text.writeArrayPropertyStart("profile");
        for (int i = 0; i < table.windows(); i++) {
            for (int rank = 0; rank < table.ranks(); rank++) {
                text.writeStartObject();
                row.write(i, rank, text);
                text.writeEndObject();
            }
        }
        text.writeEndArray();
    }

    private static void distance(double distance, JsonGenerator text) {
        if (Double.isFinite(distance)) {
            text.writeNumberProperty("distance", distance);
        } else {
            text.writeNullProperty("distance");
        }
    }

    private static void neighbour(long neighbour, JsonGenerator text) {
        if (neighbour < 0) {
            text.writeNullProperty("neighbour");
        } else {
            text.writeNumberProperty("neighbour", neighbour);
        }
    }

    private boolean print(MatrixProfile profile) {
        out.ifPresent(file -> write(file, rows -> print(profile, rows)));
        if (json) {
            console.print(JsonText.object(text -> print(profile, text)));
        } else if (out.isPresent()) {
            console.print("%,d windows: %s".formatted(profile.size(), out.get()));
        } else {
            PrintWriter rows = console.resultWriter();
            print(profile, rows);
            rows.flush();
        }
        return true;
    }

    private static void write(Path file, Consumer<PrintWriter> table) {
        try (PrintWriter rows = new PrintWriter(Files.newBufferedWriter(file))) {
            table.accept(rows);
            if (rows.checkError()) {
                throw new IOException("the file could not be written to its end");
            }
        } catch (IOException e) {
            Refusal refusal =
                    new Refusal(
                            Refusal.Code.IO,
                            "the file cannot be written",
                            "give a file in a folder that exists and has room");
            refusal.initCause(e);
            throw refusal.at(file.toString());
        }
    }

    private static void print(MatrixProfile profile, PrintWriter rows) {
        rows.write("index,distance,neighbour\n");
        for (int i = 0; i < profile.size(); i++) {
            for (int rank = 0; rank < profile.settings().neighbours(); rank++) {
                rows.write(
                        i
                                + ","
                                + profile.distance(i, rank)
                                + ","
                                + profile.neighbour(i, rank)
                                + "\n");
            }
        }
    }

    private void print(MatrixProfile profile, JsonGenerator text) {
        text.writeNumberProperty("m", profile.settings().window());
        text.writeNumberProperty("windows", profile.size());
        text.writeNumberProperty("explored", profile.explored());
        if (out.isPresent()) {
            return;
        }
        text.writeArrayPropertyStart("profile");
        for (int i = 0; i < profile.size(); i++) {
            for (int rank = 0; rank < profile.settings().neighbours(); rank++) {
                text.writeStartObject();
                text.writeNumberProperty("index", i);
                distance(profile.distance(i, rank), text);
                neighbour(profile.neighbour(i, rank), text);
                text.writeEndObject();
            }
        }
        text.writeEndArray();
    }
}

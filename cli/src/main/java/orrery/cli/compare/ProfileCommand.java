package orrery.cli.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import orrery.cli.Console;
import orrery.compare.profile.MatrixProfile;
import orrery.compare.profile.ProfileJoin;
import orrery.compare.profile.ProfileSettings;
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
            "in Infinity,-1. Ctrl-C or --timeout end it with the answer so far."
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

    @Option(names = "--out", paramLabel = "F", description = "write the rows into this file")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    public ProfileCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        double[] series = options.series();
        ProfileSettings settings = options.settings().withNeighbours(neighbours);
        ProfileJoin join =
                with.isPresent()
                        ? ProfileJoin.between(series, options.series(with.get()), settings)
                        : ProfileJoin.self(series, settings);
        return options.run(join, console, this::print);
    }

    private boolean print(MatrixProfile profile) {
        out.ifPresent(file -> write(profile, file));
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

    private static void write(MatrixProfile profile, Path file) {
        try (PrintWriter rows = new PrintWriter(Files.newBufferedWriter(file))) {
            print(profile, rows);
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
                int neighbour = profile.neighbour(i, rank);
                text.writeStartObject();
                text.writeNumberProperty("index", i);
                if (neighbour < 0) {
                    text.writeNullProperty("distance");
                    text.writeNullProperty("neighbour");
                } else {
                    text.writeNumberProperty("distance", profile.distance(i, rank));
                    text.writeNumberProperty("neighbour", neighbour);
                }
                text.writeEndObject();
            }
        }
        text.writeEndArray();
    }
}

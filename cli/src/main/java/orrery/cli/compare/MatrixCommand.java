package orrery.cli.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Interrupts;
import orrery.compare.warping.DistanceMatrix;
import orrery.operations.report.JsonText;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "matrix",
        mixinStandardHelpOptions = true,
        description = {
            "The distances of the series of a file from each other, or from those of another file:",
            "a row for each series, comma separated."
        })
public final class MatrixCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private SeriesSetOptions options = new SeriesSetOptions();

    @Option(
            names = "--with",
            paramLabel = "B",
            description = "a column for each series of this file; elastic measures only")
    private Optional<String> with = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "same answer bit for bit whatever the number (default: 1)")
    private int threads = 1;

    @Option(names = "--out", paramLabel = "F", description = "write the rows into this file")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    public MatrixCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        double[][] series = options.series();
        AtomicBoolean interrupted = new AtomicBoolean();
        try (var _ = Interrupts.stopping(() -> interrupted.set(true))) {
            Optional<DistanceMatrix> matrix =
                    with.isPresent()
                            ? options.between(
                                    series,
                                    options.series(with.get()),
                                    threads,
                                    console,
                                    interrupted)
                            : options.within(series, threads, console, interrupted);
            if (matrix.isEmpty()) {
                console.say("orrery: interrupted; there is no result");
                return ExitCode.INTERRUPTED.number();
            }
            print(matrix.get());
            return ExitCode.YES.number();
        }
    }

    private void print(DistanceMatrix matrix) {
        out.ifPresent(file -> write(matrix, file));
        if (json) {
            printJson(matrix);
        } else if (out.isPresent()) {
            console.print(
                    "%,d by %,d distances: %s"
                            .formatted(matrix.rows(), matrix.columns(), out.get()));
        } else {
            PrintWriter rows = console.resultWriter();
            print(matrix, rows);
            rows.flush();
        }
    }

    private void printJson(DistanceMatrix matrix) {
        console.print(
                JsonText.object(text -> {
                    text.writeStringProperty("measure", options.name());
                    text.writeNumberProperty("rows", matrix.rows());
                    text.writeNumberProperty("columns", matrix.columns());
                    if (out.isPresent()) {
                        return;
                    }
                    text.writeArrayPropertyStart("distances");
                    for (int i = 0; i < matrix.rows(); i++) {
                        text.writeStartArray();
                        for (int j = 0; j < matrix.columns(); j++) {
                            text.writeNumber(matrix.distance(i, j));
                        }
                        text.writeEndArray();
                    }
                    text.writeEndArray();
                }));
    }

    private static void write(DistanceMatrix matrix, Path file) {
        try (PrintWriter rows = new PrintWriter(Files.newBufferedWriter(file))) {
            print(matrix, rows);
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

    private static void print(DistanceMatrix matrix, PrintWriter rows) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < matrix.rows(); i++) {
            row.setLength(0);
            for (int j = 0; j < matrix.columns(); j++) {
                row.append(j == 0 ? "" : ",").append(matrix.distance(i, j));
            }
            rows.write(row.append('\n').toString());
        }
    }
}

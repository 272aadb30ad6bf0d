package orrery.operations.series;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import orrery.timeline.Refusal;

/// A file of numbers: one number a line, comma separated values with a header, or series with
/// labels as the UCR archive has them.
///
/// Text is UTF-8, with or without a byte order mark. A number is a finite decimal; `NaN`, `NA`,
/// `null` or an empty field of a row is a missing value and becomes NaN, which the measure that
/// gets it may refuse. An empty line is refused unless only empty lines follow.
///
/// Cost: time and memory in the size of the file; at most [#SAMPLES_MAX] numbers, and
/// [#LINE_MAX] characters a row of comma separated values. Threads: immutable; each call reads the file anew.
///
/// @param name path as the user wrote it, or `-` for the standard input
/// @param standardInput what `-` stands for
public record SeriesFile(String name, InputStream standardInput) {
    /// Most numbers of one file: 512 MiB of them.
    public static final int SAMPLES_MAX = 1 << 26;

    /// Most characters of one row of comma separated values.
    public static final int LINE_MAX = 1 << 24;

    /// One series: the column of that name, or the only number of each line. A file with one
    /// column may have a header.
    ///
    /// @return at least one sample, NaN where one is missing
    /// @throws Refusal MISSING (file or column), EMPTY, NOT_A_NUMBER, SYNTAX, TOO_LONG, LIMIT or
    ///     IO, each with the place
    public double[] series(Optional<String> column) {
        return column.isPresent()
                ? channels(List.of(column.get()))[0]
                : read(new NumberLines(this));
    }

    /// One series of several channels: the columns of those names.
    ///
    /// @return by channel, then by time
    /// @throws Refusal as [#series]
    public double[][] channels(List<String> columns) {
        return read(new CsvColumns(this, columns));
    }

    /// Series with labels: a line holds a label and then the samples, separated by tabs, or by
    /// commas where there is no tab. Missing values at the end of a line are cut off: so the UCR
    /// archive writes series of unequal length.
    ///
    /// @return at least one series, each with at least one sample
    /// @throws Refusal as [#series]
    public LabelledSeries labelled() {
        return read(new LabelledLines(this, true));
    }

    /// Series without labels, one a line: otherwise as [#labelled()].
    ///
    /// @return at least one series, each with at least one sample
    /// @throws Refusal as [#series]
    public double[][] lines() {
        return read(new LabelledLines(this, false)).all();
    }

    /// How one format is read.
    interface Format<R> {
        R read(BufferedReader text) throws IOException;
    }

    private <R> R read(Format<R> format) {
        try (BufferedReader text = open()) {
            return format.read(text);
        } catch (CharacterCodingException e) {
            Refusal refusal =
                    new Refusal(
                            Refusal.Code.SYNTAX,
                            "there are bytes that are no text",
                            "save the file as UTF-8");
            refusal.initCause(e);
            throw refusal.at(place());
        } catch (IOException e) {
            Refusal refusal =
                    new Refusal(
                            Refusal.Code.IO,
                            "reading failed: " + e,
                            "check that the file can be read");
            refusal.initCause(e);
            throw refusal.at(place());
        }
    }

    private BufferedReader open() throws IOException {
        InputStream bytes = name.equals("-") ? standardInput : Files.newInputStream(existing());
        BufferedReader text =
                new BufferedReader(
                        new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
        text.mark(1);
        if (text.read() != '\ufeff') {
            text.reset();
        }
        return text;
    }

    private Path existing() {
        Path path = Path.of(name);
        if (Files.isDirectory(path) || !Files.isReadable(path)) {
            throw new Refusal(
                            Refusal.Code.MISSING,
                            Files.isDirectory(path) ? "this is a folder" : "there is no such file",
                            "give the path of a file with numbers, or - for the standard input")
                    .at(place());
        }
        return path;
    }

    /// The name for messages.
    String place() {
        return name.equals("-") ? "standard input" : name;
    }

    String place(long line) {
        return place() + ":" + line;
    }

    String place(long line, long column) {
        return place(line) + ":" + column;
    }

    Refusal empty() {
        return new Refusal(
                        Refusal.Code.EMPTY, "there is no number", "give one number a line or more")
                .at(place());
    }

    Refusal tooLong(long line) {
        return new Refusal(
                        Refusal.Code.TOO_LONG,
                        "there are more than " + SAMPLES_MAX + " numbers",
                        "cut the file into parts")
                .at(place(line));
    }
}

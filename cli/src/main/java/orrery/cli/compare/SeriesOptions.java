package orrery.cli.compare;

import java.util.Optional;
import orrery.operations.series.SeriesFile;
import picocli.CommandLine.Option;

/// The options that name the one series a command works on.
final class SeriesOptions {
    @Option(
            names = "--in",
            required = true,
            paramLabel = "T",
            description = {
                "the series: a file with one number a line, a CSV file with a header (--column), or"
                        + " - for the standard input"
            })
    private String in = "";

    @Option(names = "--column", paramLabel = "NAME", description = "column of a CSV file")
    private Optional<String> column = Optional.empty();

    /// Reads it.
    double[] series() {
        return series(in);
    }

    /// Reads another file, the same column of it.
    double[] series(String file) {
        return new SeriesFile(file, System.in).series(column);
    }
}

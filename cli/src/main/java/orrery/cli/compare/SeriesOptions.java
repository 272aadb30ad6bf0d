package orrery.cli.compare;

import java.util.List;
import orrery.operations.series.SeriesFile;
import orrery.timeline.Refusal;
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
    private List<String> columns = List.of();

    /// Reads it.
    double[] series() {
        return series(in);
    }

    /// Reads another file, the same column of it.
    double[] series(String file) {
        if (columns.size() > 1) {
            throw new Refusal(
                            Refusal.Code.NOT_PERMITTED,
                            columns.size() + " columns",
                            "give one: this works on a series of one channel")
                    .at("--column");
        }
        return new SeriesFile(file, System.in).series(columns.stream().findFirst());
    }

    /// Reads it as a series of as many channels as there are columns.
    double[][] channels() {
        return columns.isEmpty()
                ? new double[][] {series()}
                : new SeriesFile(in, System.in).channels(columns);
    }

    /// The columns asked for; none where the file has no header.
    List<String> columns() {
        return columns;
    }

    /// The same series, a sample at a time.
    SampleLines lines() {
        if (columns.size() > 1) {
            series();
        }
        return new SampleLines(in, columns);
    }
}

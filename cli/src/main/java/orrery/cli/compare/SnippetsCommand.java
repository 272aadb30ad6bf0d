package orrery.cli.compare;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.cli.Table;
import orrery.compare.profile.Snippets;
import orrery.operations.report.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "snippets",
        mixinStandardHelpOptions = true,
        description = {
            "The parts of a series that stand for all of it, best first, each with the share of",
            "the series that is nearest to it."
        })
public final class SnippetsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private SeriesOptions input = new SeriesOptions();

    @Option(
            names = "--length",
            required = true,
            paramLabel = "L",
            description = "samples of a part, at most half of the series")
    private int length;

    @Option(
            names = "--m",
            paramLabel = "M",
            description = "samples of the windows that parts are compared by (default: L/2)")
    private Optional<Integer> window = Optional.empty();

    @Option(
            names = {"-k", "--k"},
            paramLabel = "K",
            description = "parts wanted (default: 2)")
    private int count = 2;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    public SnippetsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        double[] series = input.series();
        int samples = window.orElse(Math.max(1, length / 2));
        List<Snippets.Snippet> found = Snippets.of(series, length, samples, count);
        if (json) {
            console.print(
                    JsonText.object(out -> {
                        out.writeArrayPropertyStart("snippets");
                        for (Snippets.Snippet snippet : found) {
                            out.writeStartObject();
                            out.writeNumberProperty("start", snippet.start());
                            out.writeNumberProperty("share", snippet.share());
                            out.writeNumberProperty("area", snippet.area());
                            out.writeEndObject();
                        }
                        out.writeEndArray();
                    }));
        } else {
            Table table = new Table().row("start", "share", "area");
            for (Snippets.Snippet snippet : found) {
                table.row(
                        Integer.toString(snippet.start()),
                        Double.toString(snippet.share()),
                        Double.toString(snippet.area()));
            }
            console.print(table.text());
        }
        return ExitCode.YES.number();
    }
}

package orrery.cli.compare;

import java.util.List;
import java.util.concurrent.Callable;
import orrery.cli.Console;
import orrery.cli.Table;
import orrery.compare.profile.Discord;
import orrery.compare.profile.ProfileJoin;
import orrery.operations.report.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "discords",
        mixinStandardHelpOptions = true,
        description = {
            "The windows of a series that are least like any other. No two of them overlap or",
            "touch. Ctrl-C or --timeout end it with the answer so far."
        })
public final class DiscordsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private ProfileOptions options = new ProfileOptions();

    @Option(
            names = {"-k", "--k"},
            paramLabel = "K",
            description = "windows wanted (default: 3)")
    private int count = 3;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    public DiscordsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ProfileJoin join = ProfileJoin.self(options.series(), options.settings());
        return options.run(join, console, profile -> print(profile.discords(count)));
    }

    private boolean print(List<Discord> discords) {
        if (json) {
            console.print(
                    JsonText.object(out -> {
                        out.writeArrayPropertyStart("discords");
                        for (Discord discord : discords) {
                            out.writeStartObject();
                            out.writeNumberProperty("start", discord.start());
                            out.writeNumberProperty("distance", discord.distance());
                            out.writeEndObject();
                        }
                        out.writeEndArray();
                    }));
        } else {
            Table table = new Table().row("start", "distance");
            for (Discord discord : discords) {
                table.row(Integer.toString(discord.start()), Double.toString(discord.distance()));
            }
            console.print(table.text());
        }
        return !discords.isEmpty();
    }
}

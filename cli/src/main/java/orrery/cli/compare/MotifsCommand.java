package orrery.cli.compare;

import java.util.List;
import java.util.concurrent.Callable;
import orrery.cli.Console;
import orrery.cli.Table;
import orrery.compare.profile.Motif;
import orrery.compare.profile.ProfileJoin;
import orrery.operations.report.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "motifs",
        mixinStandardHelpOptions = true,
        description = {
            "The pairs of windows of a series that are most alike. A window within the exclusion of",
            "one of a pair is in no later pair. Ctrl-C or --timeout end it with the answer so far."
        })
public final class MotifsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private ProfileOptions options = new ProfileOptions();

    @Option(
            names = {"-k", "--k"},
            paramLabel = "K",
            description = "pairs wanted (default: 3)")
    private int count = 3;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    public MotifsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ProfileJoin join = ProfileJoin.self(options.series(), options.settings());
        return options.run(join, console, profile -> print(profile.motifs(count)));
    }

    private boolean print(List<Motif> motifs) {
        if (json) {
            console.print(
                    JsonText.object(out -> {
                        out.writeArrayPropertyStart("motifs");
                        for (Motif motif : motifs) {
                            out.writeStartObject();
                            out.writeNumberProperty("a", motif.a());
                            out.writeNumberProperty("b", motif.b());
                            out.writeNumberProperty("distance", motif.distance());
                            out.writeEndObject();
                        }
                        out.writeEndArray();
                    }));
        } else {
            Table table = new Table().row("a", "b", "distance");
            for (Motif motif : motifs) {
                table.row(
                        Integer.toString(motif.a()),
                        Integer.toString(motif.b()),
                        Double.toString(motif.distance()));
            }
            console.print(table.text());
        }
        return !motifs.isEmpty();
    }
}

package orrery.cli.compare;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import orrery.cli.Console;
import orrery.cli.Table;
import orrery.compare.profile.Motif;
import orrery.compare.profile.MotifSet;
import orrery.compare.profile.ProfileJoin;
import orrery.compare.search.Match;
import orrery.operations.report.JsonText;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "motifs",
        mixinStandardHelpOptions = true,
        description = {
            "The pairs of windows of a series that are most alike. A window within the exclusion of",
            "one of a pair is in no later pair. With --radius, all occurrences of each pattern.",
            "Ctrl-C or --timeout end it with the answer so far."
        })
public final class MotifsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private ProfileOptions options = new ProfileOptions();

    @Option(
            names = {"-k", "--k"},
            paramLabel = "K",
            description = "pairs, or patterns, wanted (default: 3)")
    private int count = 3;

    @Option(
            names = "--radius",
            paramLabel = "R",
            description = "all windows up to distance R from each pattern, in place of pairs")
    private Optional<Double> radius = Optional.empty();

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    public MotifsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        double[] series = options.series();
        if (count < 1) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, count + " motifs", "ask for 1 or more")
                    .at("--k");
        }
        ProfileJoin join = ProfileJoin.self(series, options.settings());
        return options.run(
                join,
                console,
                profile ->
                        radius.isPresent()
                                ? printSets(
                                        MotifSet.of(series, profile, radius.get())
                                                .limit(count)
                                                .toList())
                                : print(profile.motifs(count)));
    }

    private boolean printSets(List<MotifSet> sets) {
        if (json) {
            console.print(
                    JsonText.object(out -> {
                        out.writeArrayPropertyStart("sets");
                        for (MotifSet set : sets) {
                            out.writeStartArray();
                            for (Match match : set.matches()) {
                                out.writeStartObject();
                                out.writeNumberProperty("start", match.start());
                                out.writeNumberProperty("distance", match.distance());
                                out.writeEndObject();
                            }
                            out.writeEndArray();
                        }
                        out.writeEndArray();
                    }));
            return !sets.isEmpty();
        }
        Table table = new Table().row("set", "start", "distance");
        for (int i = 0; i < sets.size(); i++) {
            for (Match match : sets.get(i).matches()) {
                table.row(
                        Integer.toString(i),
                        Integer.toString(match.start()),
                        Double.toString(match.distance()));
            }
        }
        console.print(table.text());
        return !sets.isEmpty();
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

package orrery.cli.compare;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import orrery.cli.Console;
import orrery.cli.ExitCode;
import orrery.compare.edit.EditDistance;
import orrery.compare.edit.EditMeasure;
import orrery.compare.edit.EditScript;
import orrery.compare.edit.EditWeights;
import orrery.compare.edit.Symbols;
import orrery.operations.report.JsonText;
import orrery.timeline.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

@Command(
        name = "edit",
        mixinStandardHelpOptions = true,
        description = {
            "How many edits lead from one text to another. Where both A and B are names of files,",
            "their contents are compared; --text says that they are texts. Exit 1 over --limit."
        })
public final class EditCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "the one text, file, or - for stdin")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "the other text or file")
    private String second = "";

    @Option(
            names = "--measure",
            paramLabel = "M",
            description = {
                "levenshtein, osa, damerau, indel, lcs, hamming, jaro, jaro-winkler, prefix, postfix",
                "(default: levenshtein)"
            })
    private String measure = "levenshtein";

    @Option(names = "--tokens", description = "compare words by white space, not characters")
    private boolean tokens;

    @Option(names = "--utf16", description = "compare UTF-16 units (Java's char), not code points")
    private boolean utf16;

    @Option(names = "--text", description = "A and B are texts, even where files have their names")
    private boolean text;

    @Option(
            names = "--ops",
            description = "print the edits, too (not for jaro, jaro-winkler, prefix, postfix)")
    private boolean ops;

    @Option(names = "--limit", paramLabel = "D", description = "give up over distance D")
    private Optional<Double> limit = Optional.empty();

    @Option(
            names = "--weights",
            split = ",",
            paramLabel = "N",
            description = "price of insert,delete,replace and, if allowed, swap")
    private double[] weights = {};

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    public EditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean files = !text && isFile(first) && isFile(second);
        Symbols a = symbols(first, files);
        Symbols b = symbols(second, files);
        EditDistance edit = weights.length > 0 ? weighted(weights) : EditDistance.of(named());
        double distance = edit.within(a, b, limit.orElse(Double.POSITIVE_INFINITY));
        boolean within = distance < Double.POSITIVE_INFINITY;
        Optional<EditScript> script =
                ops && within ? Optional.of(edit.script(a, b)) : Optional.empty();
        if (json) {
            console.print(
                    JsonText.object(out -> {
                        out.writeStringProperty(
                                "measure", weights.length == 0 ? measure : "weighted");
                        if (within) {
                            out.writeNumberProperty("distance", distance);
                            out.writeNumberProperty("similarity", edit.similarity(a, b));
                        } else {
                            out.writeNullProperty("distance");
                            out.writeNullProperty("similarity");
                        }
                        if (edit.measure() == EditMeasure.LCS) {
                            out.writeNumberProperty("length", edit.commonLength(a, b));
                        }
                        script.ifPresent(found -> write(found, out));
                    }));
        } else {
            console.print(within ? number(distance) : "over the limit");
            script.ifPresent(this::print);
        }
        return within ? ExitCode.YES.number() : ExitCode.NO.number();
    }

    private static boolean isFile(String name) {
        try {
            return name.equals("-") || Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Symbols symbols(String name, boolean file) {
        String content = name;
        if (file) {
            content =
                    new TextLines(name)
                            .read(lines -> lines.lines().collect(Collectors.joining("\n")));
        }
        if (tokens && utf16) {
            throw new Refusal(
                            Refusal.Code.NOT_PERMITTED,
                            "words and UTF-16 units at once",
                            "use --tokens or --utf16")
                    .at("--utf16");
        }
        if (utf16) {
            return Symbols.utf16(content);
        }
        return tokens ? Symbols.words(content) : Symbols.text(content);
    }

    private EditMeasure named() {
        for (EditMeasure known : EditMeasure.values()) {
            if (known.text().equals(measure.toLowerCase(Locale.ROOT).replace('_', '-'))) {
                return known;
            }
        }
        throw new Refusal(
                        Refusal.Code.UNKNOWN_KEY,
                        "there is no measure \"" + measure + "\"",
                        "see orrery compare edit --help")
                .at("--measure");
    }

    private static EditDistance weighted(double[] prices) {
        if (prices.length != 3 && prices.length != 4) {
            throw new Refusal(
                            Refusal.Code.LENGTH_MISMATCH,
                            prices.length + " weights",
                            "give insert,delete,replace or insert,delete,replace,swap")
                    .at("--weights");
        }
        double swap = prices.length == 4 ? prices[3] : Double.POSITIVE_INFINITY;
        return EditDistance.weighted(new EditWeights(prices[0], prices[1], prices[2], swap));
    }

    private static void write(EditScript script, JsonGenerator out) {
        out.writeArrayPropertyStart("ops");
        for (EditScript.Run run : script.runs()) {
            if (run.kind() != EditScript.Kind.KEEP) {
                out.writeStartObject();
                out.writeStringProperty("op", word(run.kind()));
                out.writeNumberProperty("a", run.a());
                out.writeNumberProperty("b", run.b());
                out.writeNumberProperty("length", run.length());
                if (run.kind() == EditScript.Kind.SWAP) {
                    out.writeNumberProperty("lengthA", run.lengthA());
                    out.writeNumberProperty("lengthB", run.lengthB());
                }
                out.writeEndObject();
            }
        }
        out.writeEndArray();
    }

    private void print(EditScript script) {
        for (EditScript.Run run : script.runs()) {
            if (run.kind() != EditScript.Kind.KEEP) {
                String lengths =
                        run.kind() == EditScript.Kind.SWAP
                                ? run.lengthA() + " " + run.lengthB()
                                : Integer.toString(run.length());
                console.print(word(run.kind()) + " " + run.a() + " " + run.b() + " " + lengths);
            }
        }
    }

    private static String word(EditScript.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String number(double value) {
        return value == Math.rint(value) && value < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}

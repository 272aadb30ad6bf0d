package orrery.operations.configuration;

import java.util.ArrayList;
import java.util.List;
import orrery.operations.configuration.internal.NearestWord;
import orrery.timeline.Refusal;

/// A pattern of events in the symbols of the demand: `surge: spike rise within 6`.
///
/// Each sample has symbols: one of `rise`, `fall`, `flat` against the sample before, `shortage`
/// where the demand is over the capacity in force, `spike` where it jumps. A pattern matches where
/// its symbols stand in its order: next to each other, or, with `within n`, spread over at most n
/// samples in all.
///
/// @param name what its count is called among the features
/// @param symbols 1 to 16 symbols
/// @param within how many samples a match may span; as many as there are symbols where not said
public record EventPattern(String name, List<String> symbols, int within) {
    /// The symbols there are.
    public static final List<String> SYMBOLS = List.of("rise", "fall", "flat", "shortage", "spike");

    static final List<EventPattern> STANDARD =
            List.of(
                    parse("rising: rise rise rise"),
                    parse("falling: fall fall fall"),
                    parse("surge: spike rise within 6"),
                    parse("short: shortage shortage"));

    private static final int SYMBOLS_MAX = 16;
    private static final int WITHIN_MAX = 1000;
    private static final String FORM =
            "write \"name: symbol symbol\" or \"name: symbol symbol within 6\"";

    /// @throws Refusal SYNTAX, UNKNOWN_SIGNAL or OUT_OF_RANGE
    public EventPattern {
        symbols = List.copyOf(symbols);
        if (!name.matches("[a-z][a-z0-9_-]{0,31}")) {
            throw new Refusal(
                    Refusal.Code.SYNTAX,
                    "has the pattern name " + Shape.quoted(name),
                    "use small letters, digits, - and _, a letter first, 32 at most");
        }
        if (symbols.isEmpty() || symbols.size() > SYMBOLS_MAX) {
            throw Shape.outOfRange(
                    "a pattern of " + symbols.size() + " symbols", "use 1 to " + SYMBOLS_MAX);
        }
        for (String symbol : symbols) {
            if (!SYMBOLS.contains(symbol)) {
                throw new Refusal(
                        Refusal.Code.UNKNOWN_SIGNAL,
                        "has the symbol " + Shape.quoted(symbol),
                        "use "
                                + String.join(", ", SYMBOLS)
                                + NearestWord.among(SYMBOLS, symbol)
                                        .map(word -> "; did you mean " + word + "?")
                                        .orElse(""));
            }
        }
        if (within < symbols.size() || within > WITHIN_MAX) {
            throw Shape.outOfRange(
                    "a pattern within " + within + " samples",
                    "use " + symbols.size() + " to " + WITHIN_MAX + " samples");
        }
    }

    /// Reads `name: symbol symbol … [within n]`.
    ///
    /// @throws Refusal SYNTAX, UNKNOWN_SIGNAL or OUT_OF_RANGE
    public static EventPattern parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new Refusal(Refusal.Code.SYNTAX, "has the pattern " + Shape.quoted(text), FORM);
        }
        List<String> symbols =
                new ArrayList<>(List.of(text.substring(colon + 1).strip().split("\\s+")));
        symbols.remove("");
        int at = symbols.indexOf("within");
        int within = symbols.size();
        if (at >= 0) {
            if (at != symbols.size() - 2 || !symbols.getLast().matches("[0-9]{1,6}")) {
                throw new Refusal(
                        Refusal.Code.SYNTAX, "has the pattern " + Shape.quoted(text), FORM);
            }
            within = Integer.parseInt(symbols.getLast());
            symbols = symbols.subList(0, at);
        }
        return new EventPattern(text.substring(0, colon).strip(), symbols, within);
    }

    @Override
    public String toString() {
        String steps = name + ": " + String.join(" ", symbols);
        return within == symbols.size() ? steps : steps + " within " + within;
    }

    static Shape<EventPattern> shape() {
        Shape<String> text = Shape.text();
        return new Shape<>(
                text.type(),
                "name: symbols",
                toml -> {
                    String written = text.read(toml);
                    text.check().accept(written);
                    return parse(written);
                },
                _ -> {},
                pattern -> text.printer().apply(pattern.toString()));
    }
}

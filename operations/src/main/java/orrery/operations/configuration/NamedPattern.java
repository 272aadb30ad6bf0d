package orrery.operations.configuration;

import orrery.agent.sense.SampleSymbols;
import orrery.compare.pattern.EventPattern;
import orrery.timeline.Refusal;

/// A pattern of events in the symbols of the demand: `surge: spike -> rise within 6`.
///
/// The symbols are those of {@link SampleSymbols}, the language that of {@link EventPattern}.
///
/// @param name what it is called among the features
/// @param text the pattern
public record NamedPattern(String name, String text) {
    /// @throws Refusal SYNTAX, UNKNOWN_SIGNAL, EMPTY, TOO_LONG or LIMIT
    public NamedPattern {
        if (!name.matches("[a-z][a-z0-9_-]{0,31}")) {
            throw new Refusal(
                    Refusal.Code.SYNTAX,
                    "has the pattern name " + Shape.quoted(name),
                    "use small letters, digits, - and _, a letter first, 32 at most");
        }
        EventPattern.parse(text, SampleSymbols.ALPHABET);
    }

    /// Reads `name: pattern`.
    ///
    /// @throws Refusal as the constructor
    public static NamedPattern parse(String written) {
        int colon = written.indexOf(':');
        if (colon < 0) {
            throw new Refusal(
                    Refusal.Code.SYNTAX,
                    "has the pattern " + Shape.quoted(written),
                    "write \"name: symbol -> symbol within 6\"");
        }
        return new NamedPattern(
                written.substring(0, colon).strip(), written.substring(colon + 1).strip());
    }

    /// The pattern, ready to be matched.
    public EventPattern pattern() {
        return EventPattern.parse(text, SampleSymbols.ALPHABET);
    }

    @Override
    public String toString() {
        return name + ": " + text;
    }

    static Shape<NamedPattern> shape() {
        Shape<String> words = Shape.text();
        return new Shape<>(
                words.type(),
                "name: pattern",
                toml -> {
                    String written = words.read(toml);
                    words.check().accept(written);
                    return parse(written);
                },
                _ -> {},
                pattern -> words.printer().apply(pattern.toString()));
    }
}

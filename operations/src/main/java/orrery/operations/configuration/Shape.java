package orrery.operations.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;
import orrery.operations.configuration.internal.NearestWord;
import orrery.operations.configuration.internal.TimeSpan;
import orrery.timeline.Refusal;

/// How the values of one kind are read from TOML, checked and printed.
///
/// The refusals thrown here begin with "is …": the key puts its name before them.
///
/// @param type what a reader is told the type is
/// @param range what a reader is told the range is
/// @param reader from what TOML gives to the value
/// @param check refuses a value that is out of range
/// @param printer to TOML text that reads back as the same value
record Shape<T>(
        String type,
        String range,
        Function<Object, T> reader,
        Consumer<T> check,
        Function<T, String> printer) {
    private static final int TEXT_LENGTH_MAX = 4096;

    T read(Object toml) {
        return reader.apply(toml);
    }

    /// Whether an override without quotation marks is text.
    boolean isWrittenAsText() {
        return type.equals("text") || type.equals("one of") || type.equals("time span");
    }

    static Shape<Boolean> flag() {
        return new Shape<>(
                "true or false",
                "",
                toml -> {
                    if (toml instanceof Boolean flag) {
                        return flag;
                    }
                    throw wrongType(toml, "true or false");
                },
                _ -> {},
                String::valueOf);
    }

    static Shape<Long> whole(long least, long most) {
        String range = least + " to " + most;
        return new Shape<>(
                "whole number",
                range,
                toml -> {
                    if (toml instanceof Long value) {
                        return value;
                    }
                    throw wrongType(toml, "a whole number");
                },
                value -> {
                    if (value < least || value > most) {
                        throw outOfRange(value.toString(), "use a whole number from " + range);
                    }
                },
                String::valueOf);
    }

    static Shape<Integer> count(int least, int most) {
        Shape<Long> whole = whole(least, most);
        return new Shape<>(
                whole.type,
                whole.range,
                toml -> {
                    Long value = whole.read(toml);
                    whole.check.accept(value);
                    return value.intValue();
                },
                value -> whole.check.accept(value.longValue()),
                String::valueOf);
    }

    /// A whole number, or a word for "none": empty.
    static Shape<OptionalInt> countOrWord(int least, int most, String word) {
        Shape<Integer> count = count(least, most);
        return new Shape<>(
                "whole number or " + quoted(word),
                count.range,
                toml -> toml.equals(word) ? OptionalInt.empty() : OptionalInt.of(count.read(toml)),
                value -> value.ifPresent(count.check::accept),
                value -> value.isPresent() ? String.valueOf(value.getAsInt()) : quoted(word));
    }

    static Shape<Double> real(double least, double most) {
        String range = plain(least) + " to " + plain(most);
        return new Shape<>(
                "number",
                range,
                toml ->
                        switch (toml) {
                            case Double value -> value;
                            case Long value -> (double) value;
                            default -> throw wrongType(toml, "a number");
                        },
                value -> {
                    if (!(value >= least && value <= most)) {
                        throw outOfRange(value.toString(), "use a number from " + range);
                    }
                },
                value -> Double.toString(value + 0.0));
    }

    /// A number over `least`, which is not allowed itself.
    static Shape<Double> realOver(double least, double most) {
        Shape<Double> within = real(least, most);
        String range = "over " + plain(least) + ", to " + plain(most);
        return new Shape<>(
                within.type,
                range,
                within.reader,
                value -> {
                    if (!(value > least && value <= most)) {
                        throw outOfRange(value.toString(), "use a number " + range);
                    }
                },
                within.printer);
    }

    /// One of some names, as text.
    static Shape<String> nameOf(List<String> names) {
        String range = names.stream().map(Shape::quoted).collect(Collectors.joining(", "));
        Shape<String> text = text();
        return new Shape<>(
                text.type,
                range,
                text.reader,
                name -> {
                    if (!names.contains(name)) {
                        throw outOfRange(
                                quoted(name), "use some of " + range + didYouMean(names, name));
                    }
                },
                text.printer);
    }

    private static String didYouMean(List<String> names, String text) {
        return NearestWord.among(names, text)
                .map(name -> "; did you mean " + quoted(name) + "?")
                .orElse("");
    }

    static Shape<String> text() {
        return new Shape<>(
                "text",
                "",
                toml -> {
                    if (toml instanceof String text) {
                        return text;
                    }
                    throw wrongType(toml, "text in quotes");
                },
                text -> {
                    if (text.isEmpty() || text.length() > TEXT_LENGTH_MAX) {
                        throw outOfRange(
                                text.isEmpty() ? "empty" : text.length() + " characters long",
                                "use 1 to " + TEXT_LENGTH_MAX + " characters");
                    }
                },
                Shape::quoted);
    }

    /// Durations in nanoseconds.
    static Shape<Long> span(long leastNs, long mostNs) {
        String range = TimeSpan.print(leastNs) + " to " + TimeSpan.print(mostNs);
        return new Shape<>(
                "time span",
                range,
                toml -> {
                    if (!(toml instanceof String text)) {
                        throw wrongType(toml, "a time span in quotes, like \"10s\"");
                    }
                    OptionalLong ns = TimeSpan.parse(text);
                    return ns.orElseThrow(() ->
                            new Refusal(
                                    Refusal.Code.SYNTAX,
                                    "is " + quoted(text) + ", which is no time span",
                                    "write a whole number and " + TimeSpan.UNITS));
                },
                ns -> {
                    if (ns < leastNs || ns > mostNs) {
                        throw outOfRange(TimeSpan.print(ns), "use " + range);
                    }
                },
                ns -> quoted(TimeSpan.print(ns)));
    }

    static <E extends Enum<E>> Shape<E> oneOf(Class<E> choices) {
        List<String> names = Arrays.stream(choices.getEnumConstants()).map(Shape::name).toList();
        String range = names.stream().map(Shape::quoted).collect(Collectors.joining(", "));
        return new Shape<>(
                "one of",
                range,
                toml -> {
                    if (!(toml instanceof String text)) {
                        throw wrongType(toml, "one of " + range);
                    }
                    int at = names.indexOf(text);
                    if (at >= 0) {
                        return choices.getEnumConstants()[at];
                    }
                    throw outOfRange(quoted(text), "use one of " + range + didYouMean(names, text));
                },
                _ -> {},
                choice -> quoted(name(choice)));
    }

    static <T> Shape<List<T>> listOf(Shape<T> entry, int entriesMax) {
        return new Shape<>(
                "list of " + entry.type,
                entry.range + (entry.range.isEmpty() ? "" : "; ") + "up to " + entriesMax,
                toml -> {
                    if (!(toml instanceof TomlArray array)) {
                        throw wrongType(toml, "a list in [ ]");
                    }
                    List<T> values = new ArrayList<>();
                    for (int i = 0; i < array.size(); i++) {
                        values.add(entry.read(array.get(i)));
                    }
                    return List.copyOf(values);
                },
                list -> {
                    if (list.size() > entriesMax) {
                        throw outOfRange(
                                "a list of " + list.size(),
                                "use at most " + entriesMax + " entries");
                    }
                    list.forEach(entry.check);
                },
                list ->
                        list.stream()
                                .map(entry.printer)
                                .collect(Collectors.joining(", ", "[", "]")));
    }

    /// The same shape with a further condition, which is added to the range.
    Shape<T> where(String further, Consumer<T> condition) {
        String both = range.isEmpty() ? further : range + "; " + further;
        return new Shape<>(type, both, reader, check.andThen(condition), printer);
    }

    /// The same shape where one value can be honoured as yet.
    Shape<T> only(T value, String why) {
        return new Shape<>(
                type,
                "only " + printer.apply(value),
                reader,
                check.andThen(given -> {
                    if (!given.equals(value)) {
                        throw new Refusal(
                                Refusal.Code.NOT_PERMITTED,
                                "is " + printer.apply(given) + ", but " + why,
                                "use " + printer.apply(value) + " or leave the key out");
                    }
                }),
                printer);
    }

    /// The same shape with a word that will be honoured some day and is refused until then.
    Shape<T> later(String word, String why) {
        return new Shape<>(
                type,
                range,
                toml -> {
                    if (toml.equals(word)) {
                        throw new Refusal(
                                Refusal.Code.NOT_PERMITTED,
                                "is " + quoted(word) + ", but " + why,
                                "use one of " + range);
                    }
                    return reader.apply(toml);
                },
                check,
                printer);
    }

    static Refusal outOfRange(String value, String advice) {
        return new Refusal(Refusal.Code.OUT_OF_RANGE, "is " + value, advice);
    }

    static Refusal wrongType(Object toml, String wanted) {
        return new Refusal(
                Refusal.Code.WRONG_TYPE,
                "is "
                        + switch (toml) {
                            case String text -> "the text " + quoted(text);
                            case Boolean flag -> flag.toString();
                            case Long value -> "the whole number " + value;
                            case Double value -> "the number " + value;
                            case TomlArray _ -> "a list";
                            case TomlTable _ -> "a table";
                            default -> "the date or time " + toml;
                        },
                "give " + wanted);
    }

    /// The name of a choice in a configuration: `DROP_AND_COUNT` is `drop-and-count`.
    static String name(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A TOML string.
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                ? Long.toString((long) bound)
                : Double.toString(bound);
    }
}

package orrery.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import orrery.timeline.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// A small JSON text in memory, each value with its place: a record, `manifest.json`, `certificate`
/// or `report.json`. A key that is missing or of another type is refused.
final class JsonObject {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private enum Nothing {
        NULL
    }

    private record Value(Object content, TokenStreamLocation at) {}

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final String file;
    private final TokenStreamLocation at;

    private JsonObject(String file, TokenStreamLocation at) {
        this.file = file;
        this.at = at;
    }

    /// @throws Refusal SYNTAX with file:line:column
    static JsonObject read(String file, byte[] bytes) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Refusal(Refusal.Code.SYNTAX, "no JSON object", "restore the file")
                        .at(file + ":1:1");
            }
            JsonObject object = object(file, parser);
            if (parser.nextToken() != null) {
                throw new Refusal(Refusal.Code.SYNTAX, "text after the object", "restore the file")
                        .at(place(file, parser.currentTokenLocation()));
            }
            return object;
        } catch (JacksonException broken) {
            Refusal refusal =
                    new Refusal(
                            Refusal.Code.SYNTAX,
                            "broken JSON: " + broken.getOriginalMessage(),
                            "restore the file");
            refusal.initCause(broken);
            throw refusal.at(place(file, broken.getLocation()));
        }
    }

    private static String place(String file, TokenStreamLocation at) {
        return file + ":" + at.getLineNr() + ":" + at.getColumnNr();
    }

    private static JsonObject object(String file, JsonParser parser) {
        JsonObject object = new JsonObject(file, parser.currentTokenLocation());
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            TokenStreamLocation at = parser.currentTokenLocation();
            object.values.put(key, new Value(content(file, parser), at));
        }
        return object;
    }

    private static Object content(String file, JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(file, parser);
            case START_ARRAY -> {
                List<Object> entries = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    entries.add(content(file, parser));
                }
                yield entries;
            }
            case VALUE_NUMBER_INT ->
                    parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? (Object) parser.getDoubleValue()
                            : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Nothing.NULL;
            default -> parser.getString();
        };
    }

    Set<String> keys() {
        return values.keySet();
    }

    String text(String key) {
        return as(String.class, key, "a text");
    }

    Optional<String> optionalText(String key) {
        return isNull(key) ? Optional.empty() : Optional.of(text(key));
    }

    /// @throws Refusal OUT_OF_RANGE for another text
    void requireText(String key, String wanted) {
        if (!text(key).equals(wanted)) {
            throw refusal(Refusal.Code.OUT_OF_RANGE, key, "'" + text(key) + "'", "use " + wanted);
        }
    }

    /// One of these names, in lower case and with hyphens.
    ///
    /// @throws Refusal OUT_OF_RANGE for any other
    <E extends Enum<E>> E choice(String key, E[] names) {
        StringJoiner known = new StringJoiner(", ", "use ", "");
        for (E name : names) {
            String word = name.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(text(key))) {
                return name;
            }
            known.add(word);
        }
        throw refusal(Refusal.Code.OUT_OF_RANGE, key, "'" + text(key) + "'", known.toString());
    }

    boolean flag(String key) {
        return as(Boolean.class, key, "true or false");
    }

    /// @throws Refusal OUT_OF_RANGE below 0
    long count(String key) {
        long count = as(Long.class, key, "a whole number");
        if (count < 0) {
            throw refusal(Refusal.Code.OUT_OF_RANGE, key, "" + count, "use 0 or more");
        }
        return count;
    }

    /// @return empty for null
    OptionalLong optionalCount(String key) {
        return isNull(key) ? OptionalLong.empty() : OptionalLong.of(count(key));
    }

    double number(String key) {
        return as(Number.class, key, "a number").doubleValue();
    }

    /// @return empty for null
    Optional<Double> optionalNumber(String key) {
        return isNull(key) ? Optional.empty() : Optional.of(number(key));
    }

    /// A number that is written with a point.
    double decimal(String key) {
        return as(Double.class, key, "a number such as 1.0");
    }

    /// @return NaN for null
    double optionalDecimal(String key) {
        return isNull(key) ? Double.NaN : decimal(key);
    }

    JsonObject object(String key) {
        return as(JsonObject.class, key, "an object");
    }

    List<JsonObject> objects(String key) {
        return entries(key, JsonObject.class, "a list of objects");
    }

    long[] wholes(String key) {
        return entries(key, Long.class, "a list of whole numbers").stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    private <T> List<T> entries(String key, Class<T> type, String wanted) {
        List<?> entries = as(List.class, key, wanted);
        if (!entries.stream().allMatch(type::isInstance)) {
            throw wrongType(key, wanted);
        }
        return entries.stream().<T>map(type::cast).toList();
    }

    /// The values by name, all numbers.
    Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        keys().forEach(key -> numbers.put(key, number(key)));
        return numbers;
    }

    /// @throws Refusal UNKNOWN_KEY for any key but these
    void onlyKeys(Collection<String> known) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                String advice = "version 1 has the keys " + String.join(", ", known);
                throw refusal(Refusal.Code.UNKNOWN_KEY, key, "not a known key", advice);
            }
        }
    }

    /// @throws Refusal UNKNOWN_KEY, MISSING unless these are the keys, in this order
    void onlyKeysInOrder(List<String> known) {
        onlyKeys(known);
        known.forEach(this::value);
        if (!List.copyOf(keys()).equals(known)) {
            String found = "the order of keys " + keys();
            throw new Refusal(Refusal.Code.UNKNOWN_KEY, found, "the order is " + known)
                    .at(place(file, at));
        }
    }

    /// @throws Refusal VERSION unless format and version are these
    void requireFormat(String format) {
        Object version = as(Number.class, "version", "a number");
        if (!text("format").equals(format) || number("version") != 1) {
            String found = text("format") + " version " + version;
            String advice =
                    "use the Orrery of that version; this one reads " + format + " version 1";
            throw new Refusal(Refusal.Code.VERSION, found, advice).at(place(file, at));
        }
    }

    /// @throws Refusal SYNTAX at the first difference unless the text is this object printed
    void requirePrintedAs(String text) {
        String printed = toString();
        int end = Math.min(text.length(), printed.length());
        int same = 0;
        while (same < end && text.charAt(same) == printed.charAt(same)) {
            same++;
        }
        if (text.length() != printed.length() || same < end) {
            throw new Refusal(Refusal.Code.SYNTAX, from(text, same), from(printed, same))
                    .at(file + ":1:" + (same + 1));
        }
    }

    private static String from(String text, int at) {
        return at == text.length()
                ? "the end"
                : text.substring(at, Math.min(text.length(), at + 24));
    }

    /// In the form of a record: no blanks, numbers in their shortest form, texts as they are.
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",", "{", "}");
        values.forEach((key, value) -> text.add("\"" + key + "\":" + printed(value.content())));
        return text.toString();
    }

    private static String printed(Object content) {
        return switch (content) {
            case String text -> "\"" + text + "\"";
            case List<?> entries ->
                    entries.stream()
                            .map(JsonObject::printed)
                            .collect(Collectors.joining(",", "[", "]"));
            case Nothing _ -> "null";
            default -> content.toString();
        };
    }

    /// @return file:line:column of a value
    String place(String key) {
        return place(file, value(key).at());
    }

    private boolean isNull(String key) {
        return value(key).content() == Nothing.NULL;
    }

    private Value value(String key) {
        Value value = values.get(key);
        if (value == null) {
            throw new Refusal(Refusal.Code.MISSING, "no key '" + key + "'", "restore the file")
                    .at(place(file, at));
        }
        return value;
    }

    private <T> T as(Class<T> type, String key, String wanted) {
        Object content = value(key).content();
        if (!type.isInstance(content)) {
            throw wrongType(key, wanted);
        }
        return type.cast(content);
    }

    private Refusal wrongType(String key, String wanted) {
        return new Refusal(Refusal.Code.WRONG_TYPE, key + " is not " + wanted, "restore the file")
                .at(place(key));
    }

    private Refusal refusal(Refusal.Code code, String key, String found, String advice) {
        return new Refusal(code, key + " is " + found, advice).at(place(key));
    }
}

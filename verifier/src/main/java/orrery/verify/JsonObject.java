package orrery.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import orrery.timeline.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// A small JSON file in memory, each value with its place, for `manifest.json`, `certificate` and
/// `report.json`. A key that is missing or of another type is refused.
final class JsonObject {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private enum Nothing {
        NULL
    }

    private record Value(Object content, String place) {}

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final String place;

    private JsonObject(String place) {
        this.place = place;
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
        JsonObject object = new JsonObject(place(file, parser.currentTokenLocation()));
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            String place = place(file, parser.currentTokenLocation());
            object.values.put(key, new Value(content(file, parser), place));
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

    boolean flag(String key) {
        return as(Boolean.class, key, "true or false");
    }

    /// @throws Refusal OUT_OF_RANGE below 0
    long count(String key) {
        long count = as(Long.class, key, "a whole number");
        if (count < 0) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, key + " is " + count, "use 0 or more")
                    .at(value(key).place());
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

    JsonObject object(String key) {
        return as(JsonObject.class, key, "an object");
    }

    List<JsonObject> objects(String key) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object entry : as(List.class, key, "a list")) {
            if (!(entry instanceof JsonObject object)) {
                throw wrongType(key, "a list of objects");
            }
            objects.add(object);
        }
        return objects;
    }

    /// @throws Refusal UNKNOWN_KEY for any key but these
    void onlyKeys(Set<String> known) {
        for (Map.Entry<String, Value> entry : values.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw new Refusal(
                                Refusal.Code.UNKNOWN_KEY,
                                "the key '" + entry.getKey() + "'",
                                "version 1 has the keys " + known)
                        .at(entry.getValue().place());
            }
        }
    }

    /// @throws Refusal VERSION unless format and version are these
    void requireFormat(String format) {
        String found = text("format") + " version " + number("version");
        if (!found.equals(format + " version 1.0")) {
            throw new Refusal(
                            Refusal.Code.VERSION,
                            found,
                            "use the verifier of that version; this one reads " + format + " 1")
                    .at(place);
        }
    }

    private boolean isNull(String key) {
        return value(key).content() == Nothing.NULL;
    }

    private Value value(String key) {
        Value value = values.get(key);
        if (value == null) {
            throw new Refusal(Refusal.Code.MISSING, "no key '" + key + "'", "restore the file")
                    .at(place);
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
        Value value = value(key);
        return new Refusal(Refusal.Code.WRONG_TYPE, key + " is not " + wanted, "restore the file")
                .at(value.place());
    }
}

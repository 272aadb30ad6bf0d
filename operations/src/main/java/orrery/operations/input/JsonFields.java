package orrery.operations.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orrery.timeline.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Takes time, value and key from the top level of JSON objects; all else in them is skipped.
/// Confined.
final class JsonFields {
    private static final int NESTING_MAX = 64;
    private static final char[] NO_TEXT = {};

    private final String time;
    private final Optional<String> valueName;
    private final String value;
    private final boolean hasKey;
    private final String key;
    private final RowFields fields;
    private boolean anyRow;

    JsonFields(Columns columns, RowFields fields) {
        time = columns.time();
        valueName = columns.value();
        value = columns.value().orElse("");
        hasKey = columns.key().isPresent();
        key = columns.key().orElse("");
        this.fields = fields;
    }

    static JsonFactory dialect(int lengthMax) {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(NESTING_MAX)
                                .maxStringLength(lengthMax)
                                .maxNameLength(lengthMax)
                                .maxNumberLength(1000)
                                .build())
                .build();
    }

    /// Takes the object that begins at the parser's token.
    ///
    /// @return whether `into` was set: false for rows of other keys
    /// @throws Refusal what is wrong with it, without a place
    boolean take(JsonParser parser, Row into) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new Refusal(
                    Refusal.Code.SYNTAX,
                    "a line begins with " + Decimal.shown(String.valueOf(parser.getString())),
                    "write one JSON object a line");
        }
        fields.begin();
        List<String> names = anyRow ? List.of() : new ArrayList<>();
        boolean keySeen = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (!anyRow) {
                names.add(name);
            }
            JsonToken token = parser.nextToken();
            boolean scalar = token.isScalarValue();
            if (name.equals(time) && scalar) {
                fields.time(
                        parser.getStringCharacters(),
                        parser.getStringOffset(),
                        parser.getStringLength(),
                        0);
            } else if (valueName.isPresent() && name.equals(value) && scalar) {
                fields.value(
                        parser.getStringCharacters(),
                        parser.getStringOffset(),
                        parser.getStringLength(),
                        0);
            } else if (hasKey && name.equals(key) && scalar) {
                keySeen = true;
                fields.key(
                        parser.getStringCharacters(),
                        parser.getStringOffset(),
                        parser.getStringLength());
            } else {
                parser.skipChildren();
            }
        }
        checkFields(names, keySeen);
        anyRow = true;
        return fields.end(into);
    }

    private void checkFields(List<String> names, boolean keySeen) {
        if (hasKey && !keySeen) {
            if (!anyRow) {
                throw Columns.missing(key, "key", names, "field");
            }
            fields.key(NO_TEXT, 0, 0);
        }
        if (!anyRow && fields.lacksValue()) {
            throw Columns.missing(value, "value", names, "field");
        }
        if (!fields.hasTime()) {
            if (!anyRow) {
                throw Columns.missing(time, "time", names, "field");
            }
            fields.fail(
                    new Refusal(
                            Refusal.Code.MISSING,
                            "a line has no field " + Decimal.shown(time),
                            "give every line its time"),
                    0);
        }
    }

    /// @param line the line of the parser's first character
    static Refusal broken(JacksonException e, String name, long line) {
        TokenStreamLocation location = e.getLocation();
        long at = location == null ? line : line + location.getLineNr() - 1;
        String column = location == null ? "" : ":" + location.getColumnNr();
        String message = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        Refusal refusal =
                e instanceof StreamConstraintsException
                        ? new Refusal(
                                Refusal.Code.LIMIT,
                                message,
                                "shorten it, or raise limits.line_length")
                        : new Refusal(
                                Refusal.Code.SYNTAX,
                                "this is no JSON: " + message,
                                "write one JSON object a line, in UTF-8");
        return refusal.at(name + ":" + at + column);
    }
}

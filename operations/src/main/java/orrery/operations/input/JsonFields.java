package orrery.operations.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import orrery.timeline.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Takes time, value and key from the top level of JSON objects; all else in them is skipped.
/// Confined.
final class JsonFields {
    private static final int NESTING_MAX = 64;
    private static final int NUMBER_LENGTH_MAX = 1_000;
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
                                .maxNumberLength(NUMBER_LENGTH_MAX)
                                .build())
                .build();
    }

    /// Takes the object that is the whole text of the parser.
    ///
    /// @return whether `into` was set: false for rows of other keys
    /// @throws Refusal what is wrong with it, without a place; the fields know the column
    boolean take(JsonParser parser, Row into) {
        fields.begin();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            Refusal refusal =
                    new Refusal(
                            Refusal.Code.SYNTAX,
                            "a line begins with "
                                    + Decimal.shown(String.valueOf(parser.getString())),
                            "write one JSON object a line");
            throw fields.refused(refusal, column(parser));
        }
        List<String> names = anyRow ? List.of() : new ArrayList<>();
        boolean keySeen = false;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            if (!anyRow) {
                names.add(field);
            }
            parser.nextToken();
            keySeen |= hasKey && field.equals(key);
            takeField(field, parser);
        }
        if (parser.nextToken() != null) {
            Refusal refusal =
                    new Refusal(
                            Refusal.Code.SYNTAX,
                            "there is more behind the object",
                            "write one JSON object a line");
            throw fields.refused(refusal, column(parser));
        }
        checkFields(names, keySeen);
        anyRow = true;
        return fields.end(into);
    }

    /// Takes or skips the value at the parser's token.
    private void takeField(String field, JsonParser parser) {
        boolean isTime = field.equals(time);
        boolean isValue = valueName.isPresent() && field.equals(value);
        boolean isKey = hasKey && field.equals(key);
        if (!isTime && !isValue && !isKey) {
            parser.skipChildren();
            return;
        }
        if (!parser.currentToken().isScalarValue()) {
            String what = parser.currentToken() == JsonToken.START_ARRAY ? "a list" : "an object";
            Refusal refusal =
                    new Refusal(
                            Refusal.Code.WRONG_TYPE,
                            "the field " + Decimal.shown(field) + " is " + what,
                            "write a number or a text");
            throw fields.refused(refusal, column(parser));
        }
        char[] text = parser.getStringCharacters();
        int offset = parser.getStringOffset();
        int length = parser.getStringLength();
        if (isTime) {
            fields.time(text, offset, length, column(parser));
        } else if (isValue) {
            fields.value(text, offset, length, column(parser));
        } else {
            fields.key(text, offset, length);
        }
    }

    /// Where the content of the parser's token begins: behind the quote of a text.
    private static long column(JsonParser parser) {
        long column = parser.currentTokenLocation().getColumnNr();
        return parser.currentToken() == JsonToken.VALUE_STRING ? column + 1 : column;
    }

    private void checkFields(List<String> names, boolean keySeen) {
        if (hasKey && !keySeen) {
            if (!anyRow) {
                throw fields.refused(Columns.missing(key, "key", names, "field"), 1);
            }
            fields.key(NO_TEXT, 0, 0);
        }
        if (!anyRow && fields.lacksValue()) {
            throw fields.refused(Columns.missing(value, "value", names, "field"), 1);
        }
        if (!fields.hasTime()) {
            if (!anyRow) {
                throw fields.refused(Columns.missing(time, "time", names, "field"), 1);
            }
            fields.fail(
                    new Refusal(
                            Refusal.Code.MISSING,
                            "a line has no field " + Decimal.shown(time),
                            "give every line its time"),
                    1);
        }
    }

    /// The refusal of a line that the parser could not read.
    Refusal broken(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        long column = location == null ? 0 : Math.max(0, location.getColumnNr());
        if (e instanceof StreamConstraintsException) {
            Refusal refusal =
                    new Refusal(
                            Refusal.Code.LIMIT,
                            "the object is more than "
                                    + NESTING_MAX
                                    + " levels deep, or has a number of more than "
                                    + NUMBER_LENGTH_MAX
                                    + " characters",
                            "write one flat JSON object a line");
            return fields.refused(refusal, column);
        }
        String message = withoutSource(e.getOriginalMessage());
        boolean atEnd =
                e instanceof UnexpectedEndOfInputException
                        || message.startsWith("Unexpected end-of-input");
        String found =
                atEnd ? "the line ends before its JSON object does" : "this is no JSON: " + message;
        Refusal refusal =
                new Refusal(Refusal.Code.SYNTAX, found, "write one JSON object a line, in UTF-8");
        return fields.refused(refusal, column);
    }

    /// The first line of the parser's message, up to where it speaks of its own source.
    private static String withoutSource(@Nullable String message) {
        String line = String.valueOf(message).lines().findFirst().orElse("");
        int source = line.indexOf("[Source");
        if (source < 0) {
            return line;
        }
        int from = line.lastIndexOf('(', source);
        return line.substring(0, from < 0 ? source : from).strip();
    }
}

package orrery.operations.input;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import orrery.operations.configuration.InputSettings;
import orrery.timeline.Refusal;

/// Gathers time, value and key of one row, whatever it is written in, and follows one key.
///
/// Trouble with a time or a value is kept until the key is known: what is wrong in rows of other
/// keys does not matter. Confined.
final class RowFields {
    /// How many keys are listed, and how many rows are read on to find them.
    private static final int KEYS_LISTED_MAX = 5;

    private static final int ROWS_FOR_LIST_MAX = 100;
    private static final int KEYS_KEPT_MAX = 5;

    private final Stamp stamp;
    private final boolean needsValue;
    private final boolean selected;
    private final Counts counts;
    private final Set<String> keys = new LinkedHashSet<>();
    private String followed;
    private boolean anyFollowed;
    private boolean several;
    private int rowsForList;

    private long timeNs;
    private double value;
    private boolean hasTime;
    private boolean hasValue;
    private boolean otherKey;
    private @Nullable Refusal trouble;
    private long troubleColumn;
    private long timeColumn;
    private long valueColumn;

    RowFields(InputSettings settings, Columns columns, Counts counts) {
        stamp = new Stamp(settings.timeUnit());
        needsValue = columns.value().isPresent();
        selected = settings.selectKey().isPresent();
        followed = settings.selectKey().orElse("");
        this.counts = counts;
    }

    /// Begins a row; where it lacks a time or a value, they are said to stand at its first column.
    void begin() {
        timeColumn = 1;
        valueColumn = 1;
        hasTime = false;
        hasValue = false;
        otherKey = false;
        trouble = null;
        value = Double.NaN;
    }

    void time(char[] text, int offset, int length, long column) {
        hasTime = true;
        timeColumn = column;
        try {
            timeNs = stamp.parse(text, offset, length);
        } catch (Refusal refusal) {
            fail(refusal, column);
        }
    }

    void value(char[] text, int offset, int length, long column) {
        hasValue = true;
        valueColumn = column;
        try {
            value = Decimal.parse(text, offset, length);
        } catch (Refusal refusal) {
            fail(refusal, column);
        }
    }

    void key(char[] text, int offset, int length) {
        if (!selected && !anyFollowed) {
            followed = new String(text, offset, length);
            anyFollowed = true;
            keys.add(followed);
        }
        otherKey = !isFollowed(text, offset, length);
        if (otherKey && keys.size() < KEYS_KEPT_MAX) {
            keys.add(new String(text, offset, length));
        }
    }

    /// Keeps the first trouble of a row.
    void fail(Refusal refusal, long column) {
        if (trouble == null) {
            trouble = refusal;
            troubleColumn = column;
        }
    }

    /// The refusal, which stands above all other trouble of the row.
    ///
    /// @param column where it is, as `troubleColumn` gives it
    Refusal refused(Refusal refusal, long column) {
        trouble = refusal;
        troubleColumn = column;
        return refusal;
    }

    /// Ends the row.
    ///
    /// @return whether it is to be taken; it was written to `into` then
    /// @throws Refusal what is wrong with it, without a place
    boolean end(Row into) {
        if ((otherKey && !selected) || several) {
            several = true;
            if (++rowsForList > ROWS_FOR_LIST_MAX || keys.size() >= KEYS_LISTED_MAX) {
                throw severalKeys();
            }
            return false;
        }
        if (otherKey) {
            counts.otherKeys++;
            return false;
        }
        if (trouble != null) {
            throw trouble;
        }
        anyFollowed = true;
        into.timeNs = timeNs;
        into.value = value;
        into.filled = false;
        return true;
    }

    /// To be called where the input ends.
    ///
    /// @throws Refusal MISSING where the key to follow was not there, or several without a choice
    void finish() {
        if (several) {
            throw severalKeys();
        }
        if (selected && !anyFollowed && !keys.isEmpty()) {
            throw new Refusal(
                    Refusal.Code.MISSING,
                    "there is no row with the key " + Decimal.shown(followed),
                    "set input.select_key to one that is there: " + String.join(", ", keys));
        }
    }

    boolean hasTime() {
        return hasTime;
    }

    boolean lacksValue() {
        return needsValue && !hasValue;
    }

    /// Character in its line where a part of this row begins, from 1.
    long column(Rows.Part part) {
        return switch (part) {
            case TIME -> timeColumn;
            case VALUE -> valueColumn;
        };
    }

    /// Character in its line where the trouble of this row begins, from 1; 0 if not known.
    long troubleColumn() {
        return trouble == null ? 0 : troubleColumn;
    }

    private boolean isFollowed(char[] text, int offset, int length) {
        if (length != followed.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[offset + i] != followed.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private Refusal severalKeys() {
        Refusal refusal =
                new Refusal(
                        Refusal.Code.MISSING,
                        "there are several keys and none is selected",
                        "set input.select_key to one of " + String.join(", ", keys));
        return refused(refusal, 0);
    }
}

package orrery.operations.input;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orrery.timeline.Refusal;

/// Takes the fields of comma separated rows as the parser finds them, without making strings.
/// The first record is the header. Confined.
final class CsvFields extends AbstractBaseCsvCallbackHandler<CsvFields> {
    private final Columns columns;
    private final RowFields fields;
    private final int lengthMax;

    private List<String> header = List.of();
    private List<String> names = new ArrayList<>();
    private final List<Long> columnOfName = new ArrayList<>();
    private boolean readsHeader = true;
    private int timeAt = -1;
    private int valueAt = -1;
    private int keyAt = -1;
    private long line;
    private int count;
    private long length;
    private long surplusColumn;

    CsvFields(Columns columns, RowFields fields, int lengthMax) {
        this.columns = columns;
        this.fields = fields;
        this.lengthMax = lengthMax;
    }

    /// A parser of the one dialect that is read: commas, double quotes, no comments.
    static CsvReader.CsvReaderBuilder dialect(int lengthMax) {
        return CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(2 * lengthMax);
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        count = 0;
        length = 0;
        if (readsHeader) {
            names = new ArrayList<>();
            columnOfName.clear();
        } else {
            fields.begin();
        }
    }

    // Hot path: no allocation but for the header.
    @Override
    protected void handleField(int index, char[] text, int offset, int size, boolean quoted) {
        long column = length + (quoted ? 2 : 1);
        count++;
        length += size + (quoted ? 3 : 1);
        if (index == header.size()) {
            surplusColumn = column;
        }
        if (readsHeader) {
            columnOfName.add(column);
            names.add(new String(text, offset, size).strip());
        } else if (index == timeAt) {
            fields.time(text, offset, size, column);
        } else if (index == valueAt) {
            fields.value(text, offset, size, column);
        } else if (index == keyAt) {
            fields.key(text, offset, size);
        }
    }

    @Override
    protected CsvFields buildRecord() {
        return this;
    }

    /// Takes the record that was parsed.
    ///
    /// @return whether `into` was set: false for the header and for rows of other keys
    /// @throws Refusal what is wrong with it, without a place
    boolean take(Row into) {
        if (length > lengthMax + 1L) {
            throw fields.refused(tooLong(lengthMax), 0);
        }
        if (readsHeader) {
            useHeader();
            return false;
        }
        if (count != header.size()) {
            fields.fail(
                    new Refusal(
                            Refusal.Code.SYNTAX,
                            "there are " + count + " fields, and " + header.size() + " columns",
                            "give each row one field a column, text with commas in quotes"),
                    count > header.size() ? surplusColumn : length);
        }
        return fields.end(into);
    }

    /// The next record is a header again, as at the start of a new file; one that lacks the columns
    /// is a row, if there was a header before.
    void expectHeader() {
        readsHeader = true;
    }

    /// Whether the record that was parsed in place of a new header is a row of the file before.
    boolean isRowInPlaceOfHeader() {
        return readsHeader && !header.isEmpty() && !columns.areIn(names);
    }

    void keepOldHeader() {
        readsHeader = false;
    }

    boolean hasHeader() {
        return !header.isEmpty() && !readsHeader;
    }

    /// The line that the record began on, from 1.
    long line() {
        return line;
    }

    static Refusal tooLong(int lengthMax) {
        return new Refusal(
                Refusal.Code.LIMIT,
                "a row has more than " + lengthMax + " characters",
                "close its quotes, or raise limits.line_length");
    }

    private void useHeader() {
        timeAt = indexOf(Optional.of(columns.time()), "time");
        valueAt = indexOf(columns.value(), "value");
        keyAt = indexOf(columns.key(), "key");
        header = names;
        readsHeader = false;
    }

    private int indexOf(Optional<String> column, String setting) {
        if (column.isEmpty()) {
            return -1;
        }
        int at = names.indexOf(column.get());
        if (at < 0) {
            throw fields.refused(Columns.missing(column.get(), setting, names, "column"), 1);
        }
        int last = names.lastIndexOf(column.get());
        if (last != at) {
            Refusal refusal =
                    new Refusal(
                            Refusal.Code.SYNTAX,
                            "there are two columns " + Decimal.shown(column.get()),
                            "rename one of them");
            throw fields.refused(refusal, columnOfName.get(last));
        }
        return at;
    }
}

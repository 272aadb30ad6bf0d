package orrery.operations.input;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import orrery.timeline.Refusal;

/// Rows of a file of comma separated values. Memory: two buffers, whatever the file's length.
final class CsvRows implements Rows {
    private final TextFile file;
    private final CsvFields fields;
    private final RowFields rowFields;
    private final int lengthMax;
    private final CsvReader<CsvFields> reader;
    private final CloseableIterator<CsvFields> records;

    CsvRows(TextFile file, Columns columns, RowFields rowFields, int lengthMax) {
        this.file = file;
        this.rowFields = rowFields;
        this.lengthMax = lengthMax;
        fields = new CsvFields(columns, rowFields, lengthMax);
        reader =
                CsvFields.dialect(lengthMax)
                        .build(
                                fields,
                                new InputStreamReader(
                                        file.open(), StandardCharsets.UTF_8.newDecoder()));
        records = reader.iterator();
    }

    @Override
    public Arrival read(Row into) {
        while (advance()) {
            try {
                if (fields.take(into)) {
                    return Arrival.SAMPLE;
                }
            } catch (Refusal refusal) {
                throw refusal.at(place(rowFields.troubleColumn()));
            }
        }
        try {
            rowFields.finish();
        } catch (Refusal refusal) {
            throw refusal.at(file.name());
        }
        return Arrival.END;
    }

    @Override
    public String place() {
        return place(0);
    }

    @Override
    public String place(Part part) {
        return place(rowFields.column(part));
    }

    /// @param column from 1; 0 if it is not known
    private String place(long column) {
        return file.name() + ":" + fields.line() + (column > 0 ? ":" + column : "");
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private boolean advance() {
        try {
            if (!records.hasNext()) {
                return false;
            }
            records.next();
            return true;
        } catch (CsvParseException e) {
            throw broken(e);
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CharacterCodingException
                    ? file.notUtf8()
                    : file.unreadable(e);
        }
    }

    private Refusal broken(CsvParseException e) {
        String message = String.valueOf(e.getMessage());
        if (e.getCause() instanceof CharacterCodingException) {
            return file.notUtf8();
        }
        Refusal refusal =
                message.contains("buffer size")
                        ? CsvFields.tooLong(lengthMax)
                        : new Refusal(
                                Refusal.Code.SYNTAX,
                                "the quotes of a row do not match: " + message,
                                "close each quote, and write a quote inside quotes twice");
        return refusal.at(file.name() + ":" + fields.line());
    }
}

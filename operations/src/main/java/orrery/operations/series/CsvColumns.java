package orrery.operations.series;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import orrery.operations.input.Decimal;
import orrery.timeline.Refusal;

/// Chosen columns of comma separated values with a header.
record CsvColumns(SeriesFile file, List<String> columns) implements SeriesFile.Format<double[][]> {
    @Override
    public double[][] read(BufferedReader text) throws IOException {
        CsvReader<CsvRecord> records =
                CsvReader.builder()
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(SeriesFile.LINE_MAX)
                        .ofCsvRecord(text);
        try {
            return read(records);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw broken(e);
        }
    }

    private double[][] read(Iterable<CsvRecord> records) {
        int[] at = new int[0];
        List<String> header = List.of();
        Samples[] channels = new Samples[columns.size()];
        for (CsvRecord row : records) {
            List<String> fields = row.getFields();
            if (header.isEmpty()) {
                header = fields.stream().map(String::strip).toList();
                at = places(header);
                for (int c = 0; c < channels.length; c++) {
                    channels[c] = new Samples();
                }
                continue;
            }
            if (fields.size() != header.size()) {
                throw new Refusal(
                                Refusal.Code.SYNTAX,
                                "there are "
                                        + fields.size()
                                        + " fields, and "
                                        + header.size()
                                        + " columns",
                                "give each row one field a column, text with commas in quotes")
                        .at(file.place(row.getStartingLineNumber()));
            }
            for (int c = 0; c < channels.length; c++) {
                if (channels[c].isFull()) {
                    throw file.tooLong(row.getStartingLineNumber());
                }
                channels[c].add(number(row, at[c]));
            }
        }
        if (header.isEmpty() || channels[0].size() == 0) {
            throw file.empty();
        }
        double[][] all = new double[channels.length][];
        for (int c = 0; c < all.length; c++) {
            all[c] = channels[c].all();
        }
        return all;
    }

    private int[] places(List<String> header) {
        int[] at = new int[columns.size()];
        for (int c = 0; c < at.length; c++) {
            String wanted = columns.get(c);
            at[c] = header.indexOf(wanted);
            if (at[c] < 0) {
                throw new Refusal(
                                Refusal.Code.MISSING,
                                "there is no column " + Decimal.shown(wanted),
                                "choose one of " + String.join(", ", header))
                        .at(file.place(1));
            }
            if (header.lastIndexOf(wanted) != at[c]) {
                throw new Refusal(
                                Refusal.Code.SYNTAX,
                                "there are two columns " + Decimal.shown(wanted),
                                "rename one of them")
                        .at(file.place(1));
            }
        }
        return at;
    }

    private double number(CsvRecord row, int index) {
        String field = row.getField(index);
        try {
            return Decimal.parse(field.toCharArray(), 0, field.length());
        } catch (Refusal refusal) {
            long column = 1;
            for (int i = 0; i < index; i++) {
                column += row.getField(i).length() + 1L;
            }
            throw refusal.at(file.place(row.getStartingLineNumber(), column));
        }
    }

    private Refusal broken(CsvParseException e) {
        Refusal refusal =
                new Refusal(
                        Refusal.Code.SYNTAX,
                        "a row cannot be read: " + e.getMessage(),
                        "close each quote, and write a quote inside quotes twice");
        refusal.initCause(e);
        return refusal.at(file.place());
    }
}

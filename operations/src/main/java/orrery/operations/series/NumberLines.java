package orrery.operations.series;

import java.io.BufferedReader;
import java.io.IOException;
import orrery.operations.input.Decimal;
import orrery.timeline.Refusal;

/// One number a line; the first line may be a heading.
record NumberLines(SeriesFile file) implements SeriesFile.Format<double[]> {
    @Override
    public double[] read(BufferedReader text) throws IOException {
        Samples samples = new Samples();
        long line = 0;
        long emptyAt = 0;
        for (String row = text.readLine(); row != null; row = text.readLine()) {
            line++;
            if (row.isBlank()) {
                emptyAt = emptyAt == 0 ? line : emptyAt;
                continue;
            }
            if (emptyAt > 0) {
                throw emptyLine(emptyAt);
            }
            if (samples.isFull()) {
                throw file.tooLong(line);
            }
            if (line > 1 || !isHeading(row)) {
                samples.add(number(row, line));
            }
        }
        if (samples.size() == 0) {
            throw file.empty();
        }
        return samples.all();
    }

    // A row of names, or of numbers: several of either mean that a column must be chosen.
    private boolean isHeading(String row) {
        if (row.indexOf(',') >= 0) {
            throw new Refusal(
                            Refusal.Code.SYNTAX,
                            "the first line has several fields: " + Decimal.shown(row.strip()),
                            "choose a column of the header with --column, or give one number a line")
                    .at(file.place(1, row.indexOf(',') + 1L));
        }
        return row.chars().anyMatch(Character::isLetter) && isText(row);
    }

    private static boolean isText(String row) {
        try {
            Decimal.parse(row.toCharArray(), 0, row.length());
            return false;
        } catch (Refusal _) {
            return !row.strip().matches("[+-]?[0-9.].*|(?i)[+-]?inf(inity)?");
        }
    }

    private double number(String row, long line) {
        try {
            return Decimal.parse(row.toCharArray(), 0, row.length());
        } catch (Refusal refusal) {
            int start = 0;
            while (row.charAt(start) <= ' ') {
                start++;
            }
            throw refusal.at(file.place(line, start + 1L));
        }
    }

    private Refusal emptyLine(long line) {
        return new Refusal(
                        Refusal.Code.SYNTAX,
                        "the line is empty",
                        "write NaN where a value is missing, or remove the line")
                .at(file.place(line));
    }
}

package orrery.cli.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import orrery.operations.input.Decimal;
import orrery.timeline.Refusal;

/// Samples read line by line as they come: one number a line, or columns of comma separated values
/// below a header. An empty line is passed over; a missing value is NaN.
final class SampleLines {
    private final TextLines lines;
    private final List<String> columns;
    private int[] places = {};

    SampleLines(String name, List<String> columns) {
        this.lines = new TextLines(name);
        this.columns = columns;
    }

    /// Hands each sample on, by channel and in an array that is used again, until there is no more
    /// or `goOn` says no.
    ///
    /// @throws Refusal NOT_A_NUMBER, LENGTH_MISMATCH or MISSING with the line, or as [TextLines#read]
    void read(BooleanSupplier goOn, Consumer<double[]> take) {
        lines.read(text -> follow(text, goOn, take));
    }

    private long follow(BufferedReader text, BooleanSupplier goOn, Consumer<double[]> take)
            throws IOException {
        long number = 0;
        double[] sample = new double[Math.max(1, columns.size())];
        while (goOn.getAsBoolean()) {
            String line = text.readLine();
            if (line == null) {
                break;
            }
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                if (places.length == 0 && !columns.isEmpty()) {
                    places = header(line);
                    continue;
                }
                parse(line, sample);
                take.accept(sample);
            } catch (Refusal refusal) {
                throw refusal.at(lines.place() + ":" + number);
            }
        }
        return number;
    }

    private int[] header(String line) {
        List<String> names = Arrays.stream(line.split(",", -1)).map(String::strip).toList();
        List<Integer> found = new ArrayList<>();
        for (String column : columns) {
            int at = names.indexOf(column);
            if (at < 0) {
                throw new Refusal(
                        Refusal.Code.MISSING,
                        "no column is named " + column,
                        "the columns are " + String.join(", ", names));
            }
            found.add(at);
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private void parse(String line, double[] sample) {
        if (columns.isEmpty()) {
            sample[0] = number(line);
            return;
        }
        String[] fields = line.split(",", -1);
        for (int c = 0; c < sample.length; c++) {
            if (places[c] >= fields.length) {
                throw new Refusal(
                        Refusal.Code.LENGTH_MISMATCH,
                        "the row has " + fields.length + " fields",
                        "give each row a field for each column of the header");
            }
            sample[c] = number(fields[places[c]]);
        }
    }

    private static double number(String text) {
        char[] digits = text.toCharArray();
        return Decimal.parse(digits, 0, digits.length);
    }
}

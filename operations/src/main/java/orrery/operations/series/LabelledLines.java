package orrery.operations.series;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import orrery.operations.input.Decimal;
import orrery.timeline.Refusal;

/// A label and samples on each line, as in the UCR archive, or samples alone.
record LabelledLines(SeriesFile file, boolean hasLabels)
        implements SeriesFile.Format<LabelledSeries> {
    @Override
    public LabelledSeries read(BufferedReader text) throws IOException {
        List<String> labels = new ArrayList<>();
        List<double[]> series = new ArrayList<>();
        Samples samples = new Samples();
        long line = 0;
        long total = 0;
        for (String row = text.readLine(); row != null; row = text.readLine()) {
            line++;
            if (row.isBlank()) {
                continue;
            }
            samples.clear();
            labels.add(fields(row, line, samples));
            double[] values = samples.trimmed();
            if (values.length == 0) {
                throw new Refusal(
                                Refusal.Code.EMPTY,
                                "the series has no number",
                                hasLabels
                                        ? "write a label and numbers, separated by tabs"
                                        : "write numbers, separated by tabs or commas")
                        .at(file.place(line));
            }
            total += values.length;
            if (total > SeriesFile.SAMPLES_MAX) {
                throw file.tooLong(line);
            }
            series.add(values);
        }
        if (series.isEmpty()) {
            throw file.empty();
        }
        return new LabelledSeries(labels, series.toArray(new double[0][]));
    }

    // The label is returned, the numbers are added.
    private String fields(String row, long line, Samples samples) {
        char separator = row.indexOf('\t') >= 0 ? '\t' : ',';
        char[] text = row.toCharArray();
        int end = hasLabels ? next(text, 0, separator) : -1;
        String label = hasLabels ? row.substring(0, end).strip() : "";
        if (hasLabels && label.isEmpty()) {
            throw new Refusal(
                            Refusal.Code.MISSING,
                            "the label is empty",
                            "begin each line with the label of its series")
                    .at(file.place(line, 1));
        }
        while (end < text.length) {
            int start = end + 1;
            end = next(text, start, separator);
            if (samples.isFull()) {
                throw file.tooLong(line);
            }
            try {
                samples.add(Decimal.parse(text, start, end - start));
            } catch (Refusal refusal) {
                throw refusal.at(file.place(line, start + 1L));
            }
        }
        return label;
    }

    private static int next(char[] text, int from, char separator) {
        int at = from;
        while (at < text.length && text[at] != separator) {
            at++;
        }
        return at;
    }
}

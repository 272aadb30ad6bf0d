package orrery.operations.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import orrery.timeline.Refusal;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

/// A demand trace, prepared like all others: the first 4,500 rows, negatives to 0, scaled so that the
/// median of the positive values is 12 replicas, cut at 1.5 times the 99.95 % quantile.
///
/// @param name of the file, without its ending
/// @param demand in replicas
/// @param max greatest capacity: min(400, ⌈1.2·max⌉ + 2)
/// @param stepUp max(4, ⌊max / 4⌋)
/// @param stepDown max(2, ⌊max / 8⌋), in four steps
record Trace(String name, double[] demand, int max, int stepUp, int stepDown) {
    private static final int ROWS = 4_500;
    private static final double MEDIAN = 12;

    /// Reads the last column of a CSV file with a header.
    static Trace read(Path file) {
        DoubleStream.Builder values = DoubleStream.builder();
        int rows = 0;
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            boolean header = true;
            for (CsvRecord record : csv) {
                if (!header && rows++ < ROWS) {
                    values.add(Double.parseDouble(record.getField(record.getFieldCount() - 1)));
                }
                header = false;
            }
        } catch (IOException | NumberFormatException e) {
            throw new Refusal(
                            Refusal.Code.NOT_A_NUMBER,
                            "row " + rows + " has no number in its last column, or cannot be read",
                            "give CSV files with a header and the value last")
                    .at(file.toString());
        }
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return of(name.replaceFirst("\\.[^.]*$", ""), values.build().toArray());
    }

    static Trace of(String name, double[] raw) {
        double[] demand = Arrays.stream(raw).limit(ROWS).map(v -> Math.max(0, v)).toArray();
        double[] positive = Arrays.stream(demand).filter(v -> v > 0).toArray();
        if (positive.length == 0) {
            throw new Refusal(Refusal.Code.EMPTY, name + " has no positive value", "leave it out");
        }
        double scale = MEDIAN / quantile(positive, 0.5);
        demand = Arrays.stream(demand).map(v -> v * scale).toArray();
        double cut = 1.5 * quantile(demand, 0.9995);
        demand = Arrays.stream(demand).map(v -> Math.min(v, cut)).toArray();
        double greatest = Arrays.stream(demand).max().orElse(0);
        int max = (int) Math.min(400, Math.ceil(1.2 * greatest) + 2);
        return new Trace(name, demand, max, Math.max(4, max / 4), Math.max(2, max / 8));
    }

    /// By linear interpolation between order statistics.
    private static double quantile(double[] values, double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double rank = q * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}

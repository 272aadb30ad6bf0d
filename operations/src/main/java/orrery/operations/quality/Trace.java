package orrery.operations.quality;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import orrery.timeline.Refusal;

/// A demand trace, prepared like all others: the first 4,500 rows, negatives to 0, scaled so that
/// the median of the positive values is 12 replicas, cut at 1.5 times the 99.95 % quantile.
final class Trace {
    private static final int ROWS = 4_500;
    private static final double MEDIAN = 12;

    private final String name;
    private final double[] demand;
    private final int max;

    private Trace(String name, double[] demand, int max) {
        this.name = name;
        this.demand = demand;
        this.max = max;
    }

    /// Name of the file, without its ending.
    String name() {
        return name;
    }

    /// Demand in replicas.
    double[] demand() {
        return demand;
    }

    /// Greatest capacity: min(400, ⌈1.2·greatest⌉ + 2).
    int max() {
        return max;
    }

    /// Most that may be added at once: max(4, ⌊max / 4⌋).
    int stepUp() {
        return Math.max(4, max / 4);
    }

    /// Most that may be removed in four steps: max(2, ⌊max / 8⌋).
    int stepDown() {
        return Math.max(2, max / 8);
    }

    /// Reads the last column of a CSV file with a header.
    ///
    /// @throws Refusal MISSING, IO, NOT_A_NUMBER, EMPTY
    static Trace read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Refusal(
                            Refusal.Code.MISSING,
                            Files.isDirectory(file) ? "this is a folder" : "there is no such file",
                            "give CSV files with a header and the value last")
                    .at(file.toString());
        }
        DoubleStream.Builder values = DoubleStream.builder();
        int rows = 0;
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            boolean header = true;
            for (CsvRecord record : csv) {
                if (!header && rows++ < ROWS) {
                    values.add(finite(record.getField(record.getFieldCount() - 1)));
                }
                header = false;
            }
        } catch (IOException e) {
            throw new Refusal(
                            Refusal.Code.IO,
                            "it cannot be read: " + e.getMessage(),
                            "check the file and its rights")
                    .at(file.toString());
        } catch (NumberFormatException e) {
            throw new Refusal(
                            Refusal.Code.NOT_A_NUMBER,
                            "row " + rows + " has no number in its last column",
                            "give CSV files with a header and the value last")
                    .at(file.toString());
        }
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return of(name.replaceFirst("\\.[^.]*$", ""), values.build().toArray());
    }

    /// @throws NumberFormatException also for what is not finite: it has no place among quantiles
    private static double finite(String field) {
        double value = Double.parseDouble(field);
        if (!Double.isFinite(value)) {
            throw new NumberFormatException(field + " is not finite");
        }
        return value;
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
        return new Trace(name, demand, max);
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

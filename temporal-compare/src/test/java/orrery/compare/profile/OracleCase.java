package orrery.compare.profile;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import orrery.compare.ReferenceFile;

/// A case from outside the project: what other programs found, where its folder is beside it.
record OracleCase(Map<String, Object> fields) {
    /// Skips the test that asks where the folder is not there.
    static Path shared(String name) {
        Optional<Path> path =
                ReferenceFile.shared().map(folder -> folder.resolve(name)).filter(Files::exists);
        String missing = "skipped: there is no shared/" + name + " beside the project";
        if (path.isEmpty()) {
            System.out.println(missing);
        }
        assumeTrue(path.isPresent(), missing);
        return path.orElseThrow();
    }

    /// What is not a number there is NaN or infinite here.
    static List<OracleCase> all(String kind) {
        return ReferenceFile.cases(shared(""), Double.POSITIVE_INFINITY).stream()
                .map(OracleCase::new)
                .filter(one -> one.text("kind").equals(kind))
                .toList();
    }

    /// A file of numbers, one a line.
    static double[] numbers(String file) {
        try (var lines = Files.lines(shared("data/compare/" + file))) {
            return lines.filter(line -> !line.isBlank()).mapToDouble(Double::parseDouble).toArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // what ReferenceFile builds
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked") // what ReferenceFile builds
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    String id() {
        return text("id");
    }

    String text(String... path) {
        return (String) field(path);
    }

    double number(String... path) {
        return (Double) field(path);
    }

    boolean has(String... path) {
        Map<String, Object> at = fields;
        for (int i = 0; i + 1 < path.length; i++) {
            at = map(Objects.requireNonNull(at.get(path[i])));
        }
        return at.containsKey(path[path.length - 1]);
    }

    int integer(String... path) {
        return (int) number(path);
    }

    boolean truth(String... path) {
        return (Boolean) field(path);
    }

    private Object field(String... path) {
        Object at = fields;
        for (String name : path) {
            at = Objects.requireNonNull(map(at).get(name), name);
        }
        return at;
    }

    double[] series(String... path) {
        return row(field(path));
    }

    int[] integers(String... path) {
        double[] row = series(path);
        int[] integers = new int[row.length];
        for (int i = 0; i < row.length; i++) {
            integers[i] = row[i] == Double.POSITIVE_INFINITY ? -1 : (int) row[i];
        }
        return integers;
    }

    double[][] rows(String... path) {
        return list(field(path)).stream().map(OracleCase::row).toArray(double[][]::new);
    }

    private static double[] row(Object list) {
        return list(list).stream().mapToDouble(x -> (Double) x).toArray();
    }
}

package orrery.compare;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What another program found: a case of `oracles/compare.json` in the folder `shared` beside the
/// project, where that is there. Fields are named by their path from the root of the case.
///
/// A null is an infinite number here, and -1 as an integer.
public record OracleCase(Map<String, Object> fields) {
    /// Whether `-Doracles=all` asks for the slow cases, too.
    public static boolean slowToo() {
        return "all".equals(System.getProperty("oracles"));
    }

    /// A file or folder of `shared`; skips the test that asks where it is not there.
    public static Path shared(String name) {
        Optional<Path> path = folder().map(folder -> folder.resolve(name)).filter(Files::exists);
        String missing = "skipped: there is no shared/" + name + " beside the project";
        assumeTrue(path.isPresent(), missing);
        return path.orElseThrow();
    }

    private static Optional<Path> folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path shared = folder.resolve("shared");
            if (Files.isReadable(shared.resolve("oracles/compare.json"))) {
                return Optional.of(shared);
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }

    /// All cases; skips the test where they are not there.
    public static List<OracleCase> all() {
        Path file = shared("oracles/compare.json");
        try (JsonParser parser =
                JsonFactory.builder()
                        .build()
                        .createParser(ObjectReadContext.empty(), file.toFile())) {
            parser.nextToken();
            return list(Objects.requireNonNull(map(value(parser)).get("cases"))).stream()
                    .map(one -> new OracleCase(map(one)))
                    .toList();
        }
    }

    /// The lines of a file of test data that are not blank.
    public static List<String> lines(String file) {
        Path path = shared("data/compare/" + file.replaceFirst("^data/", ""));
        try (var lines = Files.lines(path)) {
            return lines.filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file of numbers, one a line.
    public static double[] numbers(String file) {
        return lines(file).stream().mapToDouble(Double::parseDouble).toArray();
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Double.POSITIVE_INFINITY;
            default -> String.valueOf(parser.getString());
        };
    }

    @SuppressWarnings("unchecked") // what value() builds
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked") // what value() builds
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    public String id() {
        return text("id");
    }

    public String kind() {
        return text("kind");
    }

    public double tolerance() {
        return has("tol") ? number("tol") : 1e-9;
    }

    public String text(String... path) {
        return (String) field(path);
    }

    public double number(String... path) {
        return (Double) field(path);
    }

    /// The number at a path, or another where there is none or a null.
    public double numberOr(double otherwise, String... path) {
        return has(path) && !field(path).equals(Double.POSITIVE_INFINITY)
                ? number(path)
                : otherwise;
    }

    public boolean has(String... path) {
        Map<String, Object> at = fields;
        for (int i = 0; i + 1 < path.length; i++) {
            at = map(Objects.requireNonNull(at.get(path[i])));
        }
        return at.containsKey(path[path.length - 1]);
    }

    public int integer(String... path) {
        return (int) number(path);
    }

    /// Whether the field is there and true.
    public boolean truth(String... path) {
        return has(path) && Boolean.TRUE.equals(field(path));
    }

    private Object field(String... path) {
        Object at = fields;
        for (String name : path) {
            at = Objects.requireNonNull(map(at).get(name), name);
        }
        return at;
    }

    public double[] series(String... path) {
        return row(field(path));
    }

    public int[] integers(String... path) {
        return integersOf(field(path));
    }

    public double[][] rows(String... path) {
        return list(field(path)).stream().map(OracleCase::row).toArray(double[][]::new);
    }

    /// Cases within the case.
    public List<OracleCase> cases(String... path) {
        return list(field(path)).stream().map(one -> new OracleCase(map(one))).toList();
    }

    /// A list whose parts are read with [#integersOf].
    public List<Object> parts(String... path) {
        return list(field(path));
    }

    public static List<Object> partsOf(Object list) {
        return list(list);
    }

    public static int[] integersOf(Object list) {
        double[] row = row(list);
        int[] integers = new int[row.length];
        for (int i = 0; i < row.length; i++) {
            integers[i] = row[i] == Double.POSITIVE_INFINITY ? -1 : (int) row[i];
        }
        return integers;
    }

    private static double[] row(Object list) {
        return list(list).stream().mapToDouble(x -> (Double) x).toArray();
    }
}

package orrery.compare.profile;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A case from outside the project: what other programs found, where its folder is beside it.
record OracleCase(Map<String, Object> fields) {
    /// Skips the test that asks where the folder is not there.
    static Path shared(String name) {
        for (String place : new String[] {"../shared", "../../shared"}) {
            Path path = Path.of(place, name);
            if (Files.exists(path)) {
                return path;
            }
        }
        String missing = "skipped: there is no shared/" + name + " beside the project";
        System.out.println(missing);
        assumeTrue(false, missing);
        throw new IllegalStateException(missing);
    }

    static List<OracleCase> all(String kind) {
        Path file = shared("oracles/compare.json");
        try (JsonParser parser =
                JsonFactory.builder()
                        .build()
                        .createParser(ObjectReadContext.empty(), file.toFile())) {
            parser.nextToken();
            return list(Objects.requireNonNull(map(value(parser)).get("cases"))).stream()
                    .map(one -> new OracleCase(map(one)))
                    .filter(one -> one.text("kind").equals(kind))
                    .toList();
        }
    }

    /// A file of numbers, one a line.
    static double[] numbers(String file) {
        try (var lines = Files.lines(shared("data/compare/" + file))) {
            return lines.filter(line -> !line.isBlank()).mapToDouble(Double::parseDouble).toArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
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
            // What is not a number there is NaN or infinite here.
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

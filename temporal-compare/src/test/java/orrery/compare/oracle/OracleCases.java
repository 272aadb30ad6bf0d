package orrery.compare.oracle;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Values from outside the project, where its folder of oracles is beside it.
final class OracleCases {
    private OracleCases() {}

    /// The cases of a kind; skips the test where the folder is absent.
    static List<Node> of(String kind) {
        Path file = shared().resolve("oracles/compare.json");
        assumeTrue(
                Files.exists(file),
                "skipped: there is no ../shared/oracles/compare.json beside the project");
        try (JsonParser parser =
                JsonFactory.builder()
                        .build()
                        .createParser(ObjectReadContext.empty(), file.toFile())) {
            parser.nextToken();
            return new Node(value(parser))
                    .at("cases").nodes().stream()
                            .filter(one -> one.at("kind").text().equals(kind))
                            .toList();
        }
    }

    /// The folder beside the project, wherever the test is started from.
    static Path shared() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("../shared/oracles"))) {
            folder = folder.getParent();
        }
        return folder == null ? Path.of("shared") : folder.resolve("../shared").normalize();
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> String.valueOf(parser.getString());
        };
    }

    /// A value of the file.
    record Node(@Nullable Object value) {
        Node at(String name) {
            return new Node(((Map<?, ?>) Objects.requireNonNull(value)).get(name));
        }

        boolean isAbsent() {
            return value == null;
        }

        String text() {
            return Objects.requireNonNull(value).toString();
        }

        double number() {
            return (Double) Objects.requireNonNull(value);
        }

        int whole() {
            return (int) number();
        }

        List<Node> nodes() {
            return ((List<?>) Objects.requireNonNull(value)).stream().map(Node::new).toList();
        }

        double[] numbers() {
            return nodes().stream().mapToDouble(Node::number).toArray();
        }

        int[] wholes() {
            return nodes().stream().mapToInt(Node::whole).toArray();
        }
    }
}

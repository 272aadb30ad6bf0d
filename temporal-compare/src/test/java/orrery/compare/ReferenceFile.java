package orrery.compare;

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

/// The file of what other programs found, in the folder `shared` beside the project where it is there.
public final class ReferenceFile {
    private ReferenceFile() {}

    /// The folder `shared`, wherever the test is started from.
    public static Optional<Path> shared() {
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

    /// Its cases: objects are maps, arrays lists, numbers doubles.
    ///
    /// @param absent what stands for null
    public static List<Map<String, Object>> cases(Path shared, Object absent) {
        Path file = shared.resolve("oracles/compare.json");
        try (JsonParser parser =
                JsonFactory.builder()
                        .build()
                        .createParser(ObjectReadContext.empty(), file.toFile())) {
            parser.nextToken();
            Object cases = map(value(parser, absent)).get("cases");
            return ((List<?>) Objects.requireNonNull(cases))
                    .stream().map(ReferenceFile::map).toList();
        }
    }

    private static Object value(JsonParser parser, Object absent) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser, absent));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser, absent));
                }
                yield list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> absent;
            default -> String.valueOf(parser.getString());
        };
    }

    @SuppressWarnings("unchecked") // what value() builds
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}

package orrery.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// Reference values of other programs, in a folder beside the project where it is there.
public final class ReferenceCases {
    private ReferenceCases() {}

    /// One case.
    public record Case(String id, String kind, Map<String, Object> fields) {
        @SuppressWarnings("unchecked")
        public Map<String, Object> input() {
            return (Map<String, Object>) fields.getOrDefault("input", Map.of());
        }

        @SuppressWarnings("unchecked")
        public Map<String, Object> params() {
            return (Map<String, Object>) fields.getOrDefault("params", Map.of());
        }

        public Object expected() {
            return fields.getOrDefault("expected", Double.NaN);
        }

        public double number(String param, DoubleSupplier otherwise) {
            return params().get(param) instanceof Double value && !value.isNaN()
                    ? value
                    : otherwise.getAsDouble();
        }

        public double tolerance() {
            return fields.get("tol") instanceof Double tolerance ? tolerance : 1e-9;
        }

        public double[] series(String name) {
            return numbers(require(input(), name));
        }

        public double[][] channels(String name) {
            List<?> channels = (List<?>) require(input(), name);
            return channels.stream().map(ReferenceCases::numbers).toArray(double[][]::new);
        }
    }

    public static double[] numbers(Object list) {
        return ((List<?>) list).stream().mapToDouble(v -> (Double) v).toArray();
    }

    private static Object require(Map<String, Object> fields, String name) {
        return java.util.Objects.requireNonNull(fields.get(name), name);
    }

    /// The folder `shared` beside the project.
    public static Optional<Path> folder() {
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

    /// All cases; empty where the folder is absent.
    @SuppressWarnings("unchecked")
    public static List<Case> all() {
        Optional<Path> shared = folder();
        if (shared.isEmpty()) {
            return List.of();
        }
        try {
            String text = Files.readString(shared.get().resolve("oracles/compare.json"));
            Map<String, Object> root = (Map<String, Object>) Json.parse(text);
            return ((List<Map<String, Object>>) require(root, "cases"))
                    .stream()
                            .map(c ->
                                    new Case(
                                            (String) require(c, "id"),
                                            (String) require(c, "kind"),
                                            c))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package orrery.compare;

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
        return ReferenceFile.shared();
    }

    /// All cases; empty where the folder is absent.
    public static List<Case> all() {
        return folder()
                .map(shared -> ReferenceFile.cases(shared, Double.NaN))
                .orElse(List.of())
                .stream()
                .map(one ->
                        new Case((String) require(one, "id"), (String) require(one, "kind"), one))
                .toList();
    }
}

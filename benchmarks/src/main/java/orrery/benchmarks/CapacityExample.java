package orrery.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import orrery.operations.configuration.Configuration;
import orrery.operations.replay.Assembly;
import orrery.solve.formula.Specification;

/// The example of `examples/capacity`: its configuration and its five rules, read from the class
/// path.
final class CapacityExample {
    private CapacityExample() {}

    /// @param overrides `section.key=value`
    static Configuration configuration(String... overrides) {
        return Configuration.parse(
                read("capacity.toml"), "capacity.toml", Path.of("."), List.of(overrides));
    }

    static Specification rules(Configuration configuration) {
        return Assembly.rules(configuration, read("capacity.spec"));
    }

    private static String read(String name) {
        try (InputStream in = CapacityExample.class.getResourceAsStream("/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

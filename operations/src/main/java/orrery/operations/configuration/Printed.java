package orrery.operations.configuration;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The lines of the canonical text as they are gathered, section by section.
final class Printed {
    private final SortedMap<String, String> lines = new TreeMap<>();
    private final boolean withSource;

    /// @param withSource whether keys that only describe the source are kept
    Printed(boolean withSource) {
        this.withSource = withSource;
    }

    <T> Printed put(Key<T> key, T value) {
        if (withSource || !key.ofTheSource()) {
            lines.put(key.name(), key.shape().printer().apply(value));
        }
        return this;
    }

    <T> Printed put(Key<T> key, Optional<T> value) {
        value.ifPresent(present -> put(key, present));
        return this;
    }

    String text() {
        StringBuilder out = new StringBuilder();
        lines.forEach((name, value) -> out.append(name).append(" = ").append(value).append('\n'));
        return out.toString();
    }
}

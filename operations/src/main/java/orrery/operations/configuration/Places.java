package orrery.operations.configuration;

import java.util.Map;

/// Where each key of a configuration was written, for refusals that come after it was read.
///
/// All are equal: where a key stands is no part of what a run is told. Threads: immutable.
public final class Places {
    private final String file;
    private final Map<String, String> byKey;

    Places(String file, Map<String, String> byKey) {
        this.file = file;
        this.byKey = Map.copyOf(byKey);
    }

    /// `file:line:column` or `--set section.key`; the name of the file where the key was left out.
    ///
    /// @param key such as `capacity.min`
    public String of(String key) {
        return byKey.getOrDefault(key, file);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Places;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}

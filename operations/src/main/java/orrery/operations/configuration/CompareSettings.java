package orrery.operations.configuration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// `[temporal-compare]`: patterns in the demand: events by symbol and analogues by shape.
///
/// @param enabled off: no pattern and no analogue is looked for
/// @param history how many samples analogues are looked for in
/// @param window length of the newest stretch that analogues are compared with, in samples
/// @param neighbours how many analogues are used
/// @param enableSimd off: the plain kernels, with the same results
/// @param patterns what is looked for in the symbols of the demand
/// @param maxSequenceLength longest stretch that two are compared at, in samples
/// @param memoryMb memory limit in MiB
public record CompareSettings(
        boolean enabled,
        int history,
        int window,
        int neighbours,
        boolean enableSimd,
        List<NamedPattern> patterns,
        int maxSequenceLength,
        int memoryMb) {
    static final Key<Boolean> ENABLED = Key.of("temporal-compare.enabled", Shape.flag(), true);
    static final Key<Integer> HISTORY =
            Key.of("temporal-compare.history", Shape.count(64, 1_000_000), 2048);
    static final Key<Integer> WINDOW = Key.of("temporal-compare.window", Shape.count(2, 256), 8);
    static final Key<Integer> NEIGHBOURS =
            Key.of("temporal-compare.neighbours", Shape.count(1, 256), 12);
    static final Key<Boolean> ENABLE_SIMD =
            Key.of("temporal-compare.enable_simd", Shape.flag(), true);
    private static final List<NamedPattern> STANDARD =
            List.of(
                    NamedPattern.parse("rising: rise -> rise -> rise within 3"),
                    NamedPattern.parse("falling: fall -> fall -> fall within 3"),
                    NamedPattern.parse("surge: spike -> rise within 6"),
                    NamedPattern.parse("short: shortage -> shortage within 2"));

    static final Key<List<NamedPattern>> PATTERNS =
            Key.of("temporal-compare.patterns", Shape.listOf(NamedPattern.shape(), 16), STANDARD);
    static final Key<Integer> MAX_SEQUENCE_LENGTH =
            Key.of("temporal-compare.max_sequence_length", Shape.count(8, 100_000), 1000);
    static final Key<Integer> MEMORY_MB =
            Key.of("temporal-compare.memory_mb", Shape.count(1, 65_536), 100);

    static final List<Key<?>> KEYS =
            List.of(
                    ENABLED,
                    HISTORY,
                    WINDOW,
                    NEIGHBOURS,
                    ENABLE_SIMD,
                    PATTERNS,
                    MAX_SEQUENCE_LENGTH,
                    MEMORY_MB);

    public CompareSettings {
        HISTORY.check(history);
        WINDOW.check(window);
        NEIGHBOURS.check(neighbours);
        patterns = List.copyOf(patterns);
        PATTERNS.check(patterns);
        MAX_SEQUENCE_LENGTH.check(maxSequenceLength);
        MEMORY_MB.check(memoryMb);
        if (window > maxSequenceLength) {
            throw WINDOW.conflict(
                    "is " + window + ", more than max_sequence_length " + maxSequenceLength,
                    "use at most " + maxSequenceLength);
        }
        if (history < 2 * window) {
            throw HISTORY.conflict(
                    "is " + history + ", less than two windows of " + window,
                    "use at least " + 2 * window);
        }
        if (enabled && memory(history, window, neighbours, patterns) > (long) memoryMb << 20) {
            throw MEMORY_MB.tooLittle(
                    memory(history, window, neighbours, patterns), "use a shorter history");
        }
        Set<String> names = new HashSet<>();
        for (NamedPattern pattern : patterns) {
            if (!names.add(pattern.name())) {
                throw PATTERNS.conflict(
                        "has two patterns of the name " + pattern.name(), "rename one of them");
            }
        }
    }

    /// The most memory that the component holds, in bytes; 0 where it is off.
    public long memoryBytes() {
        return enabled ? memory(history, window, neighbours, patterns) : 0;
    }

    /// Two copies of the ring in double, three of it in 32 bits, and rows of 16 lanes a sample of
    /// the window; an answer; a matcher a pattern.
    private static long memory(
            int history, int window, int neighbours, List<NamedPattern> patterns) {
        return 32L * history + 256L * window + 64L * neighbours + 8_192L * patterns.size() + 65_536;
    }

    static CompareSettings from(Entries entries) {
        return new CompareSettings(
                entries.take(ENABLED),
                entries.take(HISTORY),
                entries.take(WINDOW),
                entries.take(NEIGHBOURS),
                entries.take(ENABLE_SIMD),
                entries.take(PATTERNS),
                entries.take(MAX_SEQUENCE_LENGTH),
                entries.take(MEMORY_MB));
    }

    void print(Printed out) {
        out.put(ENABLED, enabled)
                .put(HISTORY, history)
                .put(WINDOW, window)
                .put(NEIGHBOURS, neighbours)
                .put(ENABLE_SIMD, enableSimd)
                .put(PATTERNS, patterns)
                .put(MAX_SEQUENCE_LENGTH, maxSequenceLength)
                .put(MEMORY_MB, memoryMb);
    }
}

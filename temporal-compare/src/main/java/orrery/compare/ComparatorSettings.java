package orrery.compare;

import orrery.timeline.Refusal;

/// The limits of a [TemporalComparator].
///
/// @param cacheEntries distances that are kept, 1 to 2^20; 10,000 by default
/// @param maxSequenceLength most samples or symbols of a sequence, 1 to 100,000; 1,000 by default
/// @param enableSimd off: the plain kernels, with the same results
/// @param memoryBytes most memory, 1 byte or more; 100 MB by default
public record ComparatorSettings(
        int cacheEntries, int maxSequenceLength, boolean enableSimd, long memoryBytes) {
    /// @throws Refusal OUT_OF_RANGE
    public ComparatorSettings {
        require("cacheEntries", cacheEntries, 1 << 20);
        require("maxSequenceLength", maxSequenceLength, 100_000);
        require("memoryBytes", memoryBytes, Long.MAX_VALUE);
    }

    private static void require(String name, long value, long most) {
        if (value < 1 || value > most) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, name + " is " + value, "use 1 to " + most);
        }
    }

    public static ComparatorSettings usual() {
        return new ComparatorSettings(10_000, 1_000, true, 100_000_000);
    }

    public ComparatorSettings withCache(int entries) {
        return new ComparatorSettings(entries, maxSequenceLength, enableSimd, memoryBytes);
    }

    public ComparatorSettings withLength(int most) {
        return new ComparatorSettings(cacheEntries, most, enableSimd, memoryBytes);
    }

    public ComparatorSettings withSimd(boolean enabled) {
        return new ComparatorSettings(cacheEntries, maxSequenceLength, enabled, memoryBytes);
    }

    public ComparatorSettings withMemory(long bytes) {
        return new ComparatorSettings(cacheEntries, maxSequenceLength, enableSimd, bytes);
    }
}

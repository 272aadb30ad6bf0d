package orrery.operations.configuration;

import java.util.List;
import java.util.OptionalInt;

/// `[temporal-attractor-studio]`: what kind of dynamics the demand follows.
///
/// @param enabled off: every regime is `unknown`
/// @param window how many of the newest samples are analysed
/// @param hop how many samples pass between two analyses
/// @param embeddingDimension dimension of the delay space; empty: found from the samples
/// @param enableGpu false: there is no GPU kernel
/// @param memoryMb memory limit in MiB
public record AttractorSettings(
        boolean enabled,
        int window,
        int hop,
        OptionalInt embeddingDimension,
        boolean enableGpu,
        int memoryMb) {
    private static final Shape<OptionalInt> EMBEDDING = Shape.countOrWord(1, 10, "auto");

    static final Key<Boolean> ENABLED =
            Key.of("temporal-attractor-studio.enabled", Shape.flag(), true);
    static final Key<Integer> WINDOW =
            Key.of("temporal-attractor-studio.window", Shape.count(64, 65_536), 512);
    static final Key<Integer> HOP =
            Key.of("temporal-attractor-studio.hop", Shape.count(1, 65_536), 512);
    static final Key<OptionalInt> EMBEDDING_DIMENSION =
            Key.of("temporal-attractor-studio.embedding_dimension", EMBEDDING, OptionalInt.empty());
    static final Key<Boolean> ENABLE_GPU =
            Key.of(
                    "temporal-attractor-studio.enable_gpu",
                    Shape.flag().only(false, "there is no GPU kernel"),
                    false);
    static final Key<Integer> MEMORY_MB =
            Key.of("temporal-attractor-studio.memory_mb", Shape.count(1, 65_536), 200);

    static final List<Key<?>> KEYS =
            List.of(ENABLED, WINDOW, HOP, EMBEDDING_DIMENSION, ENABLE_GPU, MEMORY_MB);

    public AttractorSettings {
        WINDOW.check(window);
        HOP.check(hop);
        EMBEDDING_DIMENSION.check(embeddingDimension);
        ENABLE_GPU.check(enableGpu);
        MEMORY_MB.check(memoryMb);
        if (enabled && memory(window) > (long) memoryMb << 20) {
            throw MEMORY_MB.tooLittle(memory(window), "use a shorter window");
        }
    }

    /// The most memory that the component holds, in bytes; 0 where it is off.
    public long memoryBytes() {
        return enabled ? memory(window) : 0;
    }

    /// Ring, window and the buffers of its analysis: up to 12 doubles a sample in the transform, 10
    /// beside it.
    private static long memory(int window) {
        return 192L * window + 131_072;
    }

    static AttractorSettings from(Entries entries) {
        return new AttractorSettings(
                entries.take(ENABLED),
                entries.take(WINDOW),
                entries.take(HOP),
                entries.take(EMBEDDING_DIMENSION),
                entries.take(ENABLE_GPU),
                entries.take(MEMORY_MB));
    }

    void print(Printed out) {
        out.put(ENABLED, enabled)
                .put(WINDOW, window)
                .put(HOP, hop)
                .put(EMBEDDING_DIMENSION, embeddingDimension)
                .put(ENABLE_GPU, enableGpu)
                .put(MEMORY_MB, memoryMb);
    }
}

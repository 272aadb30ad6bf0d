package orrery.attractor.classify;

import orrery.timeline.Refusal;

/// How a window is analysed: one immutable record, checked.
///
/// @param windowSamples longest window, 64 to 65,536; default 512
/// @param delayMax largest delay, 1 to 1,024 samples; default 64
/// @param dimensionMax largest embedding dimension, 1 to 10; default 6
/// @param embeddingDimension fixed dimension, 1 to dimensionMax, or 0 to choose it; default 0
/// @param references vectors whose neighbours are followed, 64 to 65,536; default 256
public record DynamicsSettings(
        int windowSamples, int delayMax, int dimensionMax, int embeddingDimension, int references) {
    /// Windows shorter than this are never judged.
    public static final int WINDOW_MIN = 64;

    /// @throws Refusal OUT_OF_RANGE for a number outside its range
    public DynamicsSettings {
        check("windowSamples", windowSamples, WINDOW_MIN, 65_536);
        check("delayMax", delayMax, 1, 1_024);
        check("dimensionMax", dimensionMax, 1, 10);
        check("embeddingDimension", embeddingDimension, 0, dimensionMax);
        check("references", references, 64, 65_536);
    }

    /// The defaults.
    public static DynamicsSettings defaults() {
        return new DynamicsSettings(512, 64, 6, 0, 256);
    }

    /// The same for windows of another length.
    public DynamicsSettings withWindow(int samples) {
        return new DynamicsSettings(
                samples, delayMax, dimensionMax, embeddingDimension, references);
    }

    /// The same with a fixed embedding dimension, or 0 to choose it.
    public DynamicsSettings withEmbeddingDimension(int dimension) {
        return new DynamicsSettings(windowSamples, delayMax, dimensionMax, dimension, references);
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    name + " is " + value,
                    "use " + least + " to " + most);
        }
    }
}

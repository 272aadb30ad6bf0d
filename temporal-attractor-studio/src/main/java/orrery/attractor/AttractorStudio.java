package orrery.attractor;

import java.util.concurrent.Executor;
import orrery.attractor.classify.Cadence;
import orrery.attractor.classify.DynamicsAnalyzer;
import orrery.attractor.classify.DynamicsSettings;
import orrery.attractor.classify.StreamingDynamics;

/// What dynamics a series follows, with how sure we are: the way in.
///
/// One window: `analyzer()` gives a {@link DynamicsAnalyzer} that owns its buffers. A stream:
/// `streaming(cadence, executor)` gives a {@link StreamingDynamics} that analyses its last window
/// every `hop` samples off the caller's thread. Both answer with a
/// {@link orrery.attractor.classify.Dynamics}: POINT, PERIODIC, CHAOTIC, STOCHASTIC or UNKNOWN,
/// with the evidence.
///
/// Threads: immutable; what it makes is not thread-safe.
public final class AttractorStudio {
    private final DynamicsSettings settings;

    private AttractorStudio(DynamicsSettings settings) {
        this.settings = settings;
    }

    /// With the default settings: windows of 512 samples.
    public static AttractorStudio withDefaults() {
        return new AttractorStudio(DynamicsSettings.defaults());
    }

    public static AttractorStudio with(DynamicsSettings settings) {
        return new AttractorStudio(settings);
    }

    public DynamicsSettings settings() {
        return settings;
    }

    /// A new analyser of single windows.
    public DynamicsAnalyzer analyzer() {
        return new DynamicsAnalyzer(settings);
    }

    /// A new analyser of a stream.
    ///
    /// @param executor runs the analyses; `Runnable::run` for the caller's own thread
    public StreamingDynamics streaming(Cadence cadence, Executor executor) {
        return new StreamingDynamics(settings, cadence, executor);
    }
}

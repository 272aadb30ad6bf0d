package orrery.agent;

/// A stream of samples, read once from its start to its end.
@FunctionalInterface
public interface SampleFeed {
    /// Hands over all samples in the order of time.
    void forEach(SampleConsumer consumer);

    /// Takes one sample.
    @FunctionalInterface
    interface SampleConsumer {
        /// @param timeNs nanoseconds since 1970
        /// @param demand in replicas; NaN where it is missing
        void accept(long timeNs, double demand);
    }
}

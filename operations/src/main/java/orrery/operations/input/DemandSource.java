package orrery.operations.input;

/// A stream of samples in the order of their times, which strictly increase.
///
/// Threads: confined. Allocation: none a sample for files and the generator; a live source may
/// allocate a few objects a row.
public interface DemandSource extends AutoCloseable {
    /// Waits for the next sample.
    ///
    /// @return false, and `into` as it was, where there are no more or the thread is interrupted
    /// @throws orrery.timeline.Refusal for a row that cannot be taken, at `file:line:column`
    boolean next(Sample into);

    /// The next sample if there is one, without waiting. Files never give IDLE.
    ///
    /// @throws orrery.timeline.Refusal for a row that cannot be taken, at `file:line:column`
    Arrival poll(Sample into);

    InputCounts counts();

    @Override
    void close();
}

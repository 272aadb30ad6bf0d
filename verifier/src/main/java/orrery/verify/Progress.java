package orrery.verify;

/// Told how far the verifier is, about every 10,000 records; its answer can stop it.
@FunctionalInterface
public interface Progress {
    /// @param records records checked so far
    /// @param bytesDone bytes of `decisions.jsonl` read so far
    /// @param bytesTotal size of `decisions.jsonl`
    /// @return false to stop: the verification then ends as incomplete
    boolean goesOn(long records, long bytesDone, long bytesTotal);

    /// Hears nothing and never stops.
    static Progress silent() {
        return (_, _, _) -> true;
    }
}

package orrery.compare.profile;

/// Is told how far a long computation is, and says whether it shall go on.
///
/// Called on the thread that started the computation, every few milliseconds or so.
@FunctionalInterface
public interface Progress {
    /// @param done steps done, 0 to `all`
    /// @param all steps in all
    /// @return false to stop soon and have the answer so far
    boolean goOn(long done, long all);

    /// Goes on to the end.
    static Progress none() {
        return (_, _) -> true;
    }
}

package orrery.operations.replay;

/// Told how far a job is; its answer can stop it.
@FunctionalInterface
public interface Progress {
    /// @param what is being done
    /// @param done of `all`
    /// @return false to stop
    boolean goesOn(String what, long done, long all);

    /// Hears nothing and never stops.
    static Progress silent() {
        return (what, done, all) -> true;
    }
}

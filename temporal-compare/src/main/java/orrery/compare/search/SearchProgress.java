package orrery.compare.search;

/// Told how far a search is; its answer can stop it.
@FunctionalInterface
public interface SearchProgress {
    /// @param done windows or comparisons decided
    /// @param all of them
    /// @return false to stop
    boolean goesOn(long done, long all);

    /// Hears nothing and never stops.
    static SearchProgress silent() {
        return (done, all) -> true;
    }
}

package orrery.compare.mining;

/// Takes patterns one by one; it is called by one thread at a time.
@FunctionalInterface
public interface PatternListener {
    /// @param pattern items, -1 after each set; the array is used again
    /// @param length entries of the array that count
    /// @param support number of sequences that hold the pattern
    /// @return whether to go on
    boolean pattern(int[] pattern, int length, int support);
}

package orrery.compare.stream;

/// Takes the matches of a [StreamMatcher].
@FunctionalInterface
public interface MatchListener {
    /// @param query number of the query
    /// @param start number of the first sample of the match, from 0
    /// @param end number of its last sample
    /// @param distance sum of squared differences along the path, without root
    /// @param reportedAt number of the sample at which it was certain that nothing better overlaps
    void match(int query, long start, long end, double distance, long reportedAt);
}

package orrery.solve.internal;

/// How far back a window reaches: keys from `key - to` to `key - from`, both included.
///
/// @param from the nearer bound, 0 or more
/// @param to the farther bound; {@link #ENDLESS} for none
/// @param capacity the most distinct keys that a window or its approach holds
public record Reach(long from, long to, int capacity) {
    /// No farther bound.
    public static final long ENDLESS = Long.MAX_VALUE;

    /// The least key inside the window of a row.
    long oldest(long key) {
        if (to == ENDLESS) {
            return Long.MIN_VALUE;
        }
        long oldest = key - to;
        return oldest > key ? Long.MIN_VALUE : oldest;
    }

    /// The greatest key inside the window of a row.
    long newest(long key) {
        long newest = key - from;
        return newest > key ? Long.MIN_VALUE : newest;
    }
}

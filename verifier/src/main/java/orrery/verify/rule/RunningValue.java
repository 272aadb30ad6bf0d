package orrery.verify.rule;

import java.util.HashMap;
import java.util.Map;

/// The value of an unbounded past window that ends at each of the latest rows: the entry of row j
/// is what rows 0 to j give together. It stands in for the rows that are no longer kept.
final class RunningValue<T> {
    private final Map<Long, T> latest = new HashMap<>();
    private long rows;

    /// Rows 0 to this one (excluded) have a value.
    long rows() {
        return rows;
    }

    T at(long row) {
        T value = latest.get(row);
        if (value == null) {
            throw new IllegalStateException("the running value of row " + row + " is not kept");
        }
        return value;
    }

    /// @param span how many of the latest rows must stay
    void add(T value, long span) {
        latest.put(rows, value);
        latest.remove(rows - span);
        rows++;
    }
}

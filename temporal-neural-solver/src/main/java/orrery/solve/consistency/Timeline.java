package orrery.solve.consistency;

import java.util.List;
import java.util.stream.IntStream;
import orrery.solve.formula.Interval;

/// The rows of an unrolled behaviour: their sample indexes are fixed, their times are not.
///
/// @param rows how many
/// @param rowsPerSample how many of them share a sample index
record Timeline(int rows, int rowsPerSample) {
    int sample(int row) {
        return row / rowsPerSample;
    }

    /// The rows up to this one that a past window may contain.
    List<Integer> maybePast(Interval interval, int row) {
        return IntStream.rangeClosed(0, row).filter(j -> maybe(interval, j, row)).boxed().toList();
    }

    /// The rows from this one on that a future window may contain.
    List<Integer> maybeFuture(Interval interval, int row) {
        return IntStream.range(row, rows).filter(j -> maybe(interval, row, j)).boxed().toList();
    }

    private boolean maybe(Interval interval, int earlier, int later) {
        if (interval.unit() == Interval.Unit.TIME) {
            return interval.from() == 0 || earlier < later;
        }
        int distance = sample(later) - sample(earlier);
        return distance >= interval.from() && distance <= interval.to();
    }

    /// Whether the window of this row certainly contains the other.
    boolean surely(Interval interval, int row, int other) {
        return interval.unit() == Interval.Unit.SAMPLES || (row == other && interval.from() == 0);
    }

    /// Whether a future window may reach beyond the last row.
    boolean reachesOut(Interval interval, int row) {
        return interval.unit() == Interval.Unit.TIME
                || interval.to() >= sample(rows - 1) - sample(row);
    }
}

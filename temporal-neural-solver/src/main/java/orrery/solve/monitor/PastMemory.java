package orrery.solve.monitor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.solve.formula.Interval;

/// What one temporal node remembers of the rows appended so far.
sealed interface PastMemory permits DelayMemory, MaximumMemory, SinceMemory, SumMemory {
    /// Whether a row of that time still fits into the documented limit.
    boolean fits(long timeNs, long sample);

    /// Writes what the past says to a row of that time into the registers. Changes no state.
    void prepare(long timeNs, long sample);

    /// Appends the row that the registers hold.
    void append(long timeNs, long sample);

    void copyFrom(PastMemory other);

    void writeTo(DataOutput out) throws IOException;

    void readFrom(DataInput in) throws IOException;

    static long key(Interval.Unit unit, long timeNs, long sample) {
        return unit == Interval.Unit.TIME ? timeNs : sample;
    }
}

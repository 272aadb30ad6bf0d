package orrery.solve.monitor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.solve.formula.Interval;
import orrery.solve.internal.Reach;
import orrery.solve.internal.SlidingMaximum;

/// Remembers a window for `O`, `H`, `max_past` and `min_past`; the least is the greatest of the
/// negated values.
final class MaximumMemory implements PastMemory {
    private static final int LEVELS = 4;

    private final Registers registers;
    private final int node;
    private final int body;
    private final boolean least;
    private final Interval.Unit unit;
    private final SlidingMaximum lo;
    private final SlidingMaximum hi;
    private final SlidingMaximum verdict;

    MaximumMemory(Registers registers, PastNode past, Reach reach) {
        this.registers = registers;
        node = past.node();
        body = past.a();
        least = past.least();
        unit = past.interval().unit();
        lo = new SlidingMaximum(reach, Integer.MAX_VALUE);
        hi = new SlidingMaximum(reach, Integer.MAX_VALUE);
        verdict = new SlidingMaximum(reach, LEVELS);
    }

    static long bytes(Reach reach) {
        return 2 * SlidingMaximum.bytes(reach, Integer.MAX_VALUE)
                + SlidingMaximum.bytes(reach, LEVELS);
    }

    @Override
    public boolean fits(long timeNs, long sample) {
        long key = PastMemory.key(unit, timeNs, sample);
        return lo.fits(key) && hi.fits(key) && verdict.fits(key);
    }

    @Override
    public void prepare(long timeNs, long sample) {
        long key = PastMemory.key(unit, timeNs, sample);
        double low = lo.at(key);
        double high = hi.at(key);
        int order = (int) Math.max(Verdict.NO, verdict.at(key));
        registers.pastLo[node] = least ? -high : low;
        registers.pastHi[node] = least ? -low : high;
        registers.pastVerdict[node] = least ? Verdict.YES - order : order;
    }

    @Override
    public void append(long timeNs, long sample) {
        long key = PastMemory.key(unit, timeNs, sample);
        double low = registers.lo[body];
        double high = registers.hi[body];
        int order = registers.verdict[body];
        lo.append(key, least ? -high : low);
        hi.append(key, least ? -low : high);
        verdict.append(key, least ? Verdict.YES - order : order);
    }

    @Override
    public void copyFrom(PastMemory other) {
        MaximumMemory that = (MaximumMemory) other;
        lo.copyFrom(that.lo);
        hi.copyFrom(that.hi);
        verdict.copyFrom(that.verdict);
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        lo.writeTo(out);
        hi.writeTo(out);
        verdict.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        lo.readFrom(in);
        hi.readFrom(in);
        verdict.readFrom(in);
    }
}

package orrery.solve.monitor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.solve.formula.Interval;
import orrery.solve.internal.Reach;
import orrery.solve.internal.SlidingSum;

/// Remembers a window for `sum_past`, `count_past` and `avg_past`.
final class SumMemory implements PastMemory {
    private final Registers registers;
    private final int node;
    private final int body;
    private final Interval.Unit unit;
    private final SlidingSum lo;
    private final SlidingSum hi;

    SumMemory(Registers registers, PastNode past, Reach reach) {
        this.registers = registers;
        node = past.node();
        body = past.a();
        unit = past.interval().unit();
        lo = new SlidingSum(reach);
        hi = new SlidingSum(reach);
    }

    static long bytes(Reach reach) {
        return 2 * SlidingSum.bytes(reach);
    }

    @Override
    public boolean fits(long timeNs, long sample) {
        long key = PastMemory.key(unit, timeNs, sample);
        return lo.fits(key) && hi.fits(key);
    }

    @Override
    public void prepare(long timeNs, long sample) {
        long key = PastMemory.key(unit, timeNs, sample);
        registers.pastLo[node] = Bounds.below(lo.at(key));
        registers.pastHi[node] = Bounds.above(hi.at(key));
        registers.pastVerdict[node] = Verdict.NO;
    }

    @Override
    public void append(long timeNs, long sample) {
        long key = PastMemory.key(unit, timeNs, sample);
        lo.append(key, registers.lo[body]);
        hi.append(key, registers.hi[body]);
    }

    @Override
    public void copyFrom(PastMemory other) {
        SumMemory that = (SumMemory) other;
        lo.copyFrom(that.lo);
        hi.copyFrom(that.hi);
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        lo.writeTo(out);
        hi.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        lo.readFrom(in);
        hi.readFrom(in);
    }
}

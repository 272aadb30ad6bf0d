package orrery.solve.monitor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import orrery.solve.formula.Interval;
import orrery.solve.internal.Reach;
import orrery.solve.internal.SlidingSince;

/// Remembers a window for `S`.
final class SinceMemory implements PastMemory {
    private static final int LEVELS = 4;

    private final Registers registers;
    private final int node;
    private final int left;
    private final int right;
    private final Interval.Unit unit;
    private final SlidingSince lo;
    private final SlidingSince hi;
    private final SlidingSince verdict;

    SinceMemory(Registers registers, PastNode past, Reach reach) {
        this.registers = registers;
        node = past.node();
        left = past.a();
        right = past.b();
        unit = past.interval().unit();
        lo = new SlidingSince(reach, Integer.MAX_VALUE);
        hi = new SlidingSince(reach, Integer.MAX_VALUE);
        verdict = new SlidingSince(reach, LEVELS);
    }

    static long bytes(Reach reach) {
        return 2 * SlidingSince.bytes(reach, Integer.MAX_VALUE) + SlidingSince.bytes(reach, LEVELS);
    }

    @Override
    public boolean fits(long timeNs, long sample) {
        long key = PastMemory.key(unit, timeNs, sample);
        return lo.fits(key) && hi.fits(key) && verdict.fits(key);
    }

    @Override
    public void prepare(long timeNs, long sample) {
        long key = PastMemory.key(unit, timeNs, sample);
        registers.pastLo[node] = lo.at(key);
        registers.pastHi[node] = hi.at(key);
        registers.pastVerdict[node] = (int) Math.max(Verdict.NO, verdict.at(key));
    }

    @Override
    public void append(long timeNs, long sample) {
        long key = PastMemory.key(unit, timeNs, sample);
        lo.append(key, registers.lo[left], registers.lo[right]);
        hi.append(key, registers.hi[left], registers.hi[right]);
        verdict.append(key, registers.verdict[left], registers.verdict[right]);
    }

    @Override
    public void copyFrom(PastMemory other) {
        SinceMemory that = (SinceMemory) other;
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

package orrery.solve.monitor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Remembers the row before: `Y`.
final class DelayMemory implements PastMemory {
    private final Registers registers;
    private final int node;
    private final int body;
    private double lo = Double.NEGATIVE_INFINITY;
    private double hi = Double.NEGATIVE_INFINITY;
    private int verdict = Verdict.NO;

    DelayMemory(Registers registers, int node, int body) {
        this.registers = registers;
        this.node = node;
        this.body = body;
    }

    @Override
    public boolean fits(long timeNs, long sample) {
        return true;
    }

    @Override
    public void prepare(long timeNs, long sample) {
        registers.pastLo[node] = lo;
        registers.pastHi[node] = hi;
        registers.pastVerdict[node] = verdict;
    }

    @Override
    public void append(long timeNs, long sample) {
        lo = registers.lo[body];
        hi = registers.hi[body];
        verdict = registers.verdict[body];
    }

    @Override
    public void copyFrom(PastMemory other) {
        DelayMemory that = (DelayMemory) other;
        lo = that.lo;
        hi = that.hi;
        verdict = that.verdict;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        out.writeDouble(lo);
        out.writeDouble(hi);
        out.writeInt(verdict);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        lo = in.readDouble();
        hi = in.readDouble();
        verdict = in.readInt();
    }
}

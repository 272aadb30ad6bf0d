package orrery.solve.monitor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import orrery.solve.formula.Interval;
import orrery.solve.internal.Reach;
import orrery.solve.internal.SlidingMaximum;
import orrery.solve.internal.SlidingSince;
import orrery.solve.internal.Stored;

/// The instances of one formula with future operators that the rows so far do not settle.
///
/// The rows from the oldest pending instance on are kept with the values of the leaves. Each row
/// evaluates the formula on them again, backward in time with the kernels of the past, where rows
/// not seen yet may be anything: O(pending rows) a row. An instance settles as soon as it is true
/// or false whatever comes, or, unknown, when its horizon has passed.
///
/// Threads: confined. Allocation: none after construction.
final class Obligations {
    private static final int CHANNELS = 3;
    private static final int LEVELS = 4;

    /// Up to so many rows are looked through directly: a queue costs more.
    private static final int FEW = 4;

    private final AheadProgram program;
    private final Registers registers;
    private final boolean firstOnly;
    private final SlidingMaximum[][] maxima;
    private final SlidingSince[][] sinces;
    private final int[] closedUntil;
    // The values of a row stand together: node i of row n is at n · size + i.
    private final int size;
    private final double[] lo;
    private final double[] hi;
    private final int[] verdicts;
    private final long[] times;
    private final long[] samples;
    private final boolean[] settled;
    private int start;
    private int count;
    private boolean idle;
    private int verdict = Verdict.YES;
    private double robustness = Double.POSITIVE_INFINITY;

    Obligations(AheadProgram program, Registers registers, boolean firstOnly) {
        this.program = program;
        this.registers = registers;
        this.firstOnly = firstOnly;
        int length = length(program);
        size = program.size();
        closedUntil = new int[size];
        lo = new double[size * length];
        hi = new double[size * length];
        verdicts = new int[size * length];
        times = new long[length];
        samples = new long[length];
        settled = new boolean[length];
        maxima = new SlidingMaximum[size][0];
        sinces = new SlidingSince[size][0];
        for (int i = 0; i < size; i++) {
            Reach reach = reach(i, program);
            if (program.operation[i] == Operation.ONCE) {
                maxima[i] =
                        new SlidingMaximum[] {
                            new SlidingMaximum(reach, Integer.MAX_VALUE),
                            new SlidingMaximum(reach, Integer.MAX_VALUE),
                            new SlidingMaximum(reach, LEVELS)
                        };
            } else if (program.operation[i] == Operation.SINCE) {
                sinces[i] =
                        new SlidingSince[] {
                            new SlidingSince(reach, Integer.MAX_VALUE),
                            new SlidingSince(reach, Integer.MAX_VALUE),
                            new SlidingSince(reach, LEVELS)
                        };
            }
        }
    }

    private static int length(AheadProgram program) {
        return program.rowsMax + program.rowsMax / 2 + 2;
    }

    private static Reach reach(int i, AheadProgram program) {
        Interval interval = program.interval[i];
        return new Reach(interval.from(), interval.to(), program.rowsMax + 2);
    }

    static long bytes(AheadProgram program) {
        long bytes = (program.size() * 20L + 17) * length(program);
        for (int i = 0; i < program.size(); i++) {
            Reach reach = reach(i, program);
            if (program.operation[i] == Operation.ONCE) {
                bytes += CHANNELS * SlidingMaximum.bytes(reach, Integer.MAX_VALUE);
            } else if (program.operation[i] == Operation.SINCE) {
                bytes += CHANNELS * SlidingSince.bytes(reach, Integer.MAX_VALUE);
            }
        }
        return bytes;
    }

    /// The verdict over the instances that the evaluated row settles, in Kleene's order.
    int verdict() {
        return verdict;
    }

    /// The least margin of the instances that the evaluated row settles.
    double robustness() {
        return robustness;
    }

    /// Whether no instance is pending.
    boolean isEmpty() {
        return count == 0;
    }

    /// Whether the row evaluated last can be kept within the limit.
    boolean fits() {
        if (idle || count < program.rowsMax) {
            return true;
        }
        return settled[start] || settles(program.size() - 1, start);
    }

    /// Evaluates with one more row, whose leaves the registers hold. Settles nothing.
    void evaluate(long timeNs, long sample, boolean first) {
        verdict = Verdict.YES;
        robustness = Double.POSITIVE_INFINITY;
        idle = firstOnly && !first && count == 0;
        if (idle) {
            return;
        }
        int last = start + count;
        times[last] = timeNs;
        samples[last] = sample;
        settled[last] = firstOnly && !first;
        for (int i = 0; i < program.size(); i++) {
            if (program.operation[i] == Operation.CONSTANT) {
                int register = program.a[i];
                lo[last * size + i] = registers.lo[register];
                hi[last * size + i] = registers.hi[register];
                verdicts[last * size + i] = registers.verdict[register];
                closedUntil[i] = last + 1;
            } else {
                evaluate(i, last);
            }
        }
        int root = program.size() - 1;
        for (int row = start; row <= last; row++) {
            if (!settled[row]) {
                note(root, row);
            }
        }
    }

    private boolean settles(int root, int row) {
        return verdicts[row * size + root] != Verdict.OPEN || row < closedUntil[root];
    }

    private void note(int root, int row) {
        if (settles(root, row)) {
            int own = verdicts[row * size + root];
            verdict = Math.min(verdict, own);
            boolean early = own == Verdict.NO && row >= closedUntil[root];
            double margin = early ? hi[row * size + root] : lo[row * size + root];
            robustness = Bounds.least(robustness, margin);
        }
    }

    /// Keeps the row evaluated last and settles what it settles.
    void append() {
        if (idle) {
            return;
        }
        count++;
        int root = program.size() - 1;
        for (int row = start; row < start + count; row++) {
            settled[row] |= settles(root, row);
        }
        while (count > 0 && settled[start]) {
            start++;
            count--;
        }
        if (count == 0) {
            start = 0;
        } else if (start + count >= settled.length) {
            moveToFront();
        }
    }

    private void moveToFront() {
        System.arraycopy(times, start, times, 0, count);
        System.arraycopy(samples, start, samples, 0, count);
        System.arraycopy(settled, start, settled, 0, count);
        System.arraycopy(lo, start * size, lo, 0, count * size);
        System.arraycopy(hi, start * size, hi, 0, count * size);
        System.arraycopy(verdicts, start * size, verdicts, 0, count * size);
        start = 0;
    }

    private void evaluate(int i, int last) {
        int x = program.a[i];
        int y = program.b[i];
        switch (program.operation[i]) {
            case Operation.NOT -> {
                closedUntil[i] = closedUntil[x];
                not(i, x, last);
            }
            case Operation.YESTERDAY -> {
                closedUntil[i] = Math.max(start, closedUntil[x] - 1);
                next(i, x, last);
            }
            case Operation.ONCE -> {
                closedUntil[i] = closed(i, closedUntil[x], last);
                eventually(i, x, last);
            }
            case Operation.SINCE -> {
                closedUntil[i] = closed(i, Math.min(closedUntil[x], closedUntil[y]), last);
                until(i, last);
            }
            default -> {
                closedUntil[i] = Math.min(closedUntil[x], closedUntil[y]);
                connect(i, last);
            }
        }
    }

    /// The first row whose window is not over, or has rows in it that are not closed.
    private int closed(int i, int operandsUntil, int last) {
        Interval interval = program.interval[i];
        long[] keys = keys(interval);
        long end = operandsUntil <= last ? keys[operandsUntil] : keys[last];
        int row = start;
        while (row <= last && passed(keys[row], interval.to(), end)) {
            row++;
        }
        return row;
    }

    private static boolean passed(long key, long to, long end) {
        return end - key > to || end - key < 0;
    }

    private long[] keys(Interval interval) {
        return interval.unit() == Interval.Unit.TIME ? times : samples;
    }

    private void not(int i, int x, int last) {
        for (int row = start; row <= last; row++) {
            lo[row * size + i] = -hi[row * size + x];
            hi[row * size + i] = -lo[row * size + x];
            verdicts[row * size + i] = Verdict.YES - verdicts[row * size + x];
        }
    }

    private void connect(int i, int last) {
        int operation = program.operation[i];
        for (int row = start; row <= last; row++) {
            int to = row * size + i;
            int x = row * size + program.a[i];
            int y = row * size + program.b[i];
            switch (operation) {
                case Operation.AND -> meet(to, x, y);
                case Operation.OR -> join(to, x, y);
                case Operation.IMPLIES -> imply(to, x, y);
                case Operation.IFF -> equate(to, x, y);
                default -> throw new IllegalStateException("operation " + operation);
            }
        }
    }

    private void meet(int to, int x, int y) {
        lo[to] = Bounds.least(lo[x], lo[y]);
        hi[to] = Bounds.least(hi[x], hi[y]);
        verdicts[to] = Math.min(verdicts[x], verdicts[y]);
    }

    private void join(int to, int x, int y) {
        lo[to] = Bounds.most(lo[x], lo[y]);
        hi[to] = Bounds.most(hi[x], hi[y]);
        verdicts[to] = Math.max(verdicts[x], verdicts[y]);
    }

    private void imply(int to, int x, int y) {
        lo[to] = Bounds.most(-hi[x], lo[y]);
        hi[to] = Bounds.most(-lo[x], hi[y]);
        verdicts[to] = Math.max(Verdict.YES - verdicts[x], verdicts[y]);
    }

    private void equate(int to, int x, int y) {
        lo[to] = Bounds.least(Bounds.most(-hi[x], lo[y]), Bounds.most(-hi[y], lo[x]));
        hi[to] = Bounds.least(Bounds.most(-lo[x], hi[y]), Bounds.most(-lo[y], hi[x]));
        verdicts[to] =
                Math.min(
                        Math.max(Verdict.YES - verdicts[x], verdicts[y]),
                        Math.max(Verdict.YES - verdicts[y], verdicts[x]));
    }

    private void set(int i, int row, double low, double high, int order) {
        lo[row * size + i] = low;
        hi[row * size + i] = high;
        verdicts[row * size + i] = order;
    }

    private void next(int i, int x, int last) {
        for (int row = start; row < last; row++) {
            set(
                    i,
                    row,
                    lo[(row + 1) * size + x],
                    hi[(row + 1) * size + x],
                    verdicts[(row + 1) * size + x]);
        }
        set(i, last, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Verdict.OPEN);
    }

    private void eventually(int i, int x, int last) {
        Interval interval = program.interval[i];
        long[] keys = keys(interval);
        if (last - start < FEW) {
            for (int row = last; row >= start; row--) {
                lookThrough(i, x, row, last);
            }
            return;
        }
        SlidingMaximum low = maxima[i][0];
        SlidingMaximum high = maxima[i][1];
        SlidingMaximum order = maxima[i][2];
        low.clear();
        high.clear();
        order.clear();
        for (int row = last; row >= start; row--) {
            long key = -keys[row];
            low.append(key, lo[row * size + x]);
            high.append(key, hi[row * size + x]);
            order.append(key, verdicts[row * size + x]);
            boolean open = !passed(keys[row], interval.to(), keys[last]);
            double most = open ? Double.POSITIVE_INFINITY : high.at(key);
            int seen = (int) Math.max(Verdict.NO, order.at(key));
            set(i, row, low.at(key), most, open ? Math.max(Verdict.OPEN, seen) : seen);
        }
    }

    private void lookThrough(int i, int x, int row, int last) {
        Interval interval = program.interval[i];
        long[] keys = keys(interval);
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int order = Verdict.NO;
        for (int later = row; later <= last; later++) {
            long distance = keys[later] - keys[row];
            if (distance >= interval.from() && distance <= interval.to()) {
                low = Bounds.most(low, lo[later * size + x]);
                high = Bounds.most(high, hi[later * size + x]);
                order = Math.max(order, verdicts[later * size + x]);
            }
        }
        boolean open = !passed(keys[row], interval.to(), keys[last]);
        set(
                i,
                row,
                low,
                open ? Double.POSITIVE_INFINITY : high,
                open ? Math.max(Verdict.OPEN, order) : order);
    }

    private void until(int i, int last) {
        Interval interval = program.interval[i];
        long[] keys = keys(interval);
        int x = program.a[i];
        int y = program.b[i];
        for (SlidingSince since : sinces[i]) {
            since.clear();
        }
        double leastLeft = Double.POSITIVE_INFINITY;
        int leastVerdict = Verdict.OPEN;
        for (int row = last; row >= start; row--) {
            long key = -keys[row];
            leastLeft = Math.min(leastLeft, hi[row * size + x]);
            leastVerdict = Math.min(leastVerdict, verdicts[row * size + x]);
            double low = Math.min(lo[row * size + x], sinces[i][0].at(key));
            double high = Math.min(hi[row * size + x], sinces[i][1].at(key));
            int order =
                    Math.min(
                            verdicts[row * size + x],
                            (int) Math.max(Verdict.NO, sinces[i][2].at(key)));
            if (interval.from() == 0) {
                low = Math.max(low, lo[row * size + y]);
                high = Math.max(high, hi[row * size + y]);
                order = Math.max(order, verdicts[row * size + y]);
            }
            if (!passed(keys[row], interval.to(), keys[last])) {
                high = Math.max(high, leastLeft);
                order = Math.max(order, leastVerdict);
            }
            set(i, row, low, high, order);
            sinces[i][0].append(key, lo[row * size + x], lo[row * size + y]);
            sinces[i][1].append(key, hi[row * size + x], hi[row * size + y]);
            sinces[i][2].append(key, verdicts[row * size + x], verdicts[row * size + y]);
        }
    }

    void copyFrom(Obligations other) {
        start = 0;
        count = other.count;
        System.arraycopy(other.times, other.start, times, 0, count);
        System.arraycopy(other.samples, other.start, samples, 0, count);
        System.arraycopy(other.settled, other.start, settled, 0, count);
        System.arraycopy(other.lo, other.start * size, lo, 0, count * size);
        System.arraycopy(other.hi, other.start * size, hi, 0, count * size);
        System.arraycopy(other.verdicts, other.start * size, verdicts, 0, count * size);
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(count);
        for (int row = start; row < start + count; row++) {
            out.writeLong(times[row]);
            out.writeLong(samples[row]);
            out.writeBoolean(settled[row]);
            for (int i = 0; i < program.size(); i++) {
                out.writeDouble(lo[row * size + i]);
                out.writeDouble(hi[row * size + i]);
                out.writeInt(verdicts[row * size + i]);
            }
        }
    }

    void readFrom(DataInput in) throws IOException {
        start = 0;
        Arrays.fill(settled, false);
        count = Stored.count(in, program.rowsMax);
        for (int row = 0; row < count; row++) {
            times[row] = in.readLong();
            samples[row] = in.readLong();
            settled[row] = in.readBoolean();
            for (int i = 0; i < program.size(); i++) {
                lo[row * size + i] = in.readDouble();
                hi[row * size + i] = in.readDouble();
                verdicts[row * size + i] = in.readInt();
            }
        }
    }
}

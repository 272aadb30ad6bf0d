package orrery.solve.monitor;

import java.util.stream.IntStream;

/// Past-only formulas as one list of operations on registers; every node comes after its operands.
final class Program {
    private final int[] operation;
    private final int[] a;
    private final int[] b;
    private final double[] value;
    private final int[] varying;

    /// @param operation of each node
    /// @param a first operand: a node, or the index of a signal
    /// @param b second operand
    /// @param value of constants
    Program(int[] operation, int[] a, int[] b, double[] value) {
        this.operation = operation;
        this.a = a;
        this.b = b;
        this.value = value;
        varying =
                IntStream.range(0, operation.length)
                        .filter(i -> operation[i] != Operation.CONSTANT)
                        .toArray();
    }

    int size() {
        return operation.length;
    }

    /// Sets the registers of the constants, which no row changes.
    void start(Registers registers) {
        for (int i = 0; i < operation.length; i++) {
            if (operation[i] == Operation.CONSTANT) {
                registers.lo[i] = value[i];
                registers.hi[i] = value[i];
                registers.verdict[i] = value[i] > 0 ? Verdict.YES : Verdict.NO;
            }
        }
    }

    // Hot path: arrays only, no allocation, no virtual call; the calls are static and small.
    void run(Registers r, double[] low, double[] high) {
        double[] lo = r.lo;
        double[] hi = r.hi;
        int[] v = r.verdict;
        for (int i : varying) {
            int x = a[i];
            int y = b[i];
            switch (operation[i]) {
                case Operation.MEASUREMENT -> measurement(lo, hi, i, low[x], high[x]);
                case Operation.PROPOSITION -> proposition(r, i, low[x], high[x]);
                case Operation.LESS -> {
                    margins(lo, hi, i, x, y);
                    v[i] = hi[x] < lo[y] ? Verdict.YES : lo[x] >= hi[y] ? Verdict.NO : Verdict.OPEN;
                }
                case Operation.AT_MOST -> {
                    margins(lo, hi, i, x, y);
                    v[i] = hi[x] <= lo[y] ? Verdict.YES : lo[x] > hi[y] ? Verdict.NO : Verdict.OPEN;
                }
                case Operation.NOT -> {
                    negate(lo, hi, i, x);
                    v[i] = Verdict.YES - v[x];
                }
                case Operation.AND -> {
                    set(lo, hi, i, Bounds.least(lo[x], lo[y]), Bounds.least(hi[x], hi[y]));
                    v[i] = Math.min(v[x], v[y]);
                }
                case Operation.OR -> {
                    set(lo, hi, i, Bounds.most(lo[x], lo[y]), Bounds.most(hi[x], hi[y]));
                    v[i] = Math.max(v[x], v[y]);
                }
                case Operation.IMPLIES -> {
                    set(lo, hi, i, Bounds.most(-hi[x], lo[y]), Bounds.most(-lo[x], hi[y]));
                    v[i] = Math.max(Verdict.YES - v[x], v[y]);
                }
                case Operation.ONCE, Operation.MAX_PAST -> {
                    set(
                            lo,
                            hi,
                            i,
                            Bounds.most(lo[x], r.pastLo[i]),
                            Bounds.most(hi[x], r.pastHi[i]));
                    v[i] = Math.max(v[x], r.pastVerdict[i]);
                }
                case Operation.HISTORICALLY, Operation.MIN_PAST -> {
                    set(
                            lo,
                            hi,
                            i,
                            Bounds.least(lo[x], r.pastLo[i]),
                            Bounds.least(hi[x], r.pastHi[i]));
                    v[i] = Math.min(v[x], r.pastVerdict[i]);
                }
                case Operation.SUM_PAST -> sum(lo, hi, i, lo[x] + r.pastLo[i], hi[x] + r.pastHi[i]);
                case Operation.YESTERDAY, Operation.PAST_ONLY -> {
                    set(lo, hi, i, r.pastLo[i], r.pastHi[i]);
                    v[i] = r.pastVerdict[i];
                }
                case Operation.SINCE -> since(r, i, x, y, true);
                case Operation.SINCE_PAST -> since(r, i, x, y, false);
                default -> seldom(operation[i], r, i, x, y);
            }
        }
    }

    private static void set(double[] lo, double[] hi, int i, double low, double high) {
        lo[i] = low;
        hi[i] = high;
    }

    private static void measurement(double[] lo, double[] hi, int i, double low, double high) {
        boolean known = low <= high;
        lo[i] = known ? low : Double.NEGATIVE_INFINITY;
        hi[i] = known ? high : Double.POSITIVE_INFINITY;
    }

    private static void proposition(Registers r, int i, double low, double high) {
        boolean yes = low > 0;
        boolean no = low == 0 && high == 0;
        r.lo[i] = yes ? 1 : -1;
        r.hi[i] = no ? -1 : 1;
        r.verdict[i] = yes ? Verdict.YES : no ? Verdict.NO : Verdict.OPEN;
    }

    private static void margins(double[] lo, double[] hi, int i, int x, int y) {
        lo[i] = Bounds.margin(lo[y], hi[x]);
        hi[i] = Bounds.margin(hi[y], lo[x]);
    }

    private static void negate(double[] lo, double[] hi, int i, int x) {
        double low = -hi[x];
        hi[i] = -lo[x];
        lo[i] = low;
    }

    private static void sum(double[] lo, double[] hi, int i, double low, double high) {
        lo[i] = Bounds.below(low);
        hi[i] = Bounds.above(high);
    }

    private static void since(Registers r, int i, int x, int y, boolean present) {
        double low = Math.min(r.lo[x], r.pastLo[i]);
        double high = Math.min(r.hi[x], r.pastHi[i]);
        int verdict = Math.min(r.verdict[x], r.pastVerdict[i]);
        r.lo[i] = present ? Math.max(r.lo[y], low) : low;
        r.hi[i] = present ? Math.max(r.hi[y], high) : high;
        r.verdict[i] = present ? Math.max(r.verdict[y], verdict) : verdict;
    }

    private static void seldom(int op, Registers r, int i, int x, int y) {
        double[] lo = r.lo;
        double[] hi = r.hi;
        switch (op) {
            case Operation.NEGATE -> negate(lo, hi, i, x);
            case Operation.PLUS -> sum(lo, hi, i, lo[x] + lo[y], hi[x] + hi[y]);
            case Operation.MINUS -> sum(lo, hi, i, lo[x] - hi[y], hi[x] - lo[y]);
            case Operation.MINIMUM ->
                    set(lo, hi, i, Math.min(lo[x], lo[y]), Math.min(hi[x], hi[y]));
            case Operation.MAXIMUM ->
                    set(lo, hi, i, Math.max(lo[x], lo[y]), Math.max(hi[x], hi[y]));
            case Operation.TIMES ->
                    set(
                            lo,
                            hi,
                            i,
                            Bounds.productLo(lo[x], hi[x], lo[y], hi[y]),
                            Bounds.productHi(lo[x], hi[x], lo[y], hi[y]));
            case Operation.OVER ->
                    set(
                            lo,
                            hi,
                            i,
                            Bounds.quotientLo(lo[x], hi[x], lo[y], hi[y]),
                            Bounds.quotientHi(lo[x], hi[x], lo[y], hi[y]));
            case Operation.ABSOLUTE -> {
                double least = Math.max(0, Math.max(lo[x], -hi[x]));
                set(lo, hi, i, least, Math.max(hi[x], -lo[x]));
            }
            case Operation.INDICATOR -> {
                lo[i] = r.verdict[x] == Verdict.YES ? 1 : 0;
                hi[i] = r.verdict[x] == Verdict.NO ? 0 : 1;
            }
            case Operation.MEAN -> {
                boolean empty = lo[y] == 0;
                lo[i] = empty ? Double.NEGATIVE_INFINITY : lo[x] / lo[y];
                hi[i] = empty ? Double.POSITIVE_INFINITY : hi[x] / lo[y];
            }
            case Operation.EQUAL -> equal(r, i, x, y);
            case Operation.IFF -> iff(r, i, x, y);
            default -> throw new IllegalStateException("operation " + op);
        }
    }

    private static void equal(Registers r, int i, int x, int y) {
        double[] lo = r.lo;
        double[] hi = r.hi;
        double least = Bounds.margin(lo[x], hi[y]);
        double most = Bounds.margin(hi[x], lo[y]);
        lo[i] = -Math.max(most, -least);
        hi[i] = -Math.max(0, Math.max(least, -most));
        boolean no = lo[x] > hi[y] || hi[x] < lo[y];
        boolean yes = lo[x] == hi[x] && lo[y] == hi[y] && lo[x] == lo[y];
        r.verdict[i] = yes ? Verdict.YES : no ? Verdict.NO : Verdict.OPEN;
    }

    private static void iff(Registers r, int i, int x, int y) {
        double[] lo = r.lo;
        double[] hi = r.hi;
        int[] v = r.verdict;
        double low = Math.min(Math.max(-hi[x], lo[y]), Math.max(-hi[y], lo[x]));
        double high = Math.min(Math.max(-lo[x], hi[y]), Math.max(-lo[y], hi[x]));
        set(lo, hi, i, low, high);
        v[i] = Math.min(Math.max(Verdict.YES - v[x], v[y]), Math.max(Verdict.YES - v[y], v[x]));
    }
}

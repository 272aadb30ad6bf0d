package orrery.solve.monitor;

/// Past-only formulas as one list of operations on registers; every node comes after its operands.
final class Program {
    private final int[] operation;
    private final int[] a;
    private final int[] b;
    private final double[] value;

    /// @param operation of each node
    /// @param a first operand: a node, or the index of a signal
    /// @param b second operand
    /// @param value of constants
    Program(int[] operation, int[] a, int[] b, double[] value) {
        this.operation = operation;
        this.a = a;
        this.b = b;
        this.value = value;
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

    // Hot path: arrays only, no allocation, no virtual call.
    void run(Registers r, double[] low, double[] high) {
        for (int i = 0; i < operation.length; i++) {
            int op = operation[i];
            if (op >= Operation.LESS) {
                truth(op, i, r);
            } else if (op > Operation.CONSTANT) {
                number(op, i, r, low, high);
            }
        }
    }

    private void number(int op, int i, Registers r, double[] low, double[] high) {
        double[] lo = r.lo;
        double[] hi = r.hi;
        int x = a[i];
        int y = b[i];
        switch (op) {
            case Operation.MEASUREMENT -> {
                boolean known = low[x] <= high[x];
                lo[i] = known ? low[x] : Double.NEGATIVE_INFINITY;
                hi[i] = known ? high[x] : Double.POSITIVE_INFINITY;
            }
            case Operation.PROPOSITION -> {
                boolean yes = low[x] > 0;
                boolean no = low[x] == 0 && high[x] == 0;
                lo[i] = yes ? 1 : -1;
                hi[i] = no ? -1 : 1;
                r.verdict[i] = yes ? Verdict.YES : no ? Verdict.NO : Verdict.OPEN;
            }
            case Operation.NEGATE -> {
                lo[i] = -hi[x];
                hi[i] = -lo[x];
            }
            case Operation.PLUS -> {
                lo[i] = Bounds.below(lo[x] + lo[y]);
                hi[i] = Bounds.above(hi[x] + hi[y]);
            }
            case Operation.MINUS -> {
                lo[i] = Bounds.below(lo[x] - hi[y]);
                hi[i] = Bounds.above(hi[x] - lo[y]);
            }
            case Operation.TIMES -> {
                lo[i] = Bounds.productLo(lo[x], hi[x], lo[y], hi[y]);
                hi[i] = Bounds.productHi(lo[x], hi[x], lo[y], hi[y]);
            }
            case Operation.OVER -> {
                lo[i] = Bounds.quotientLo(lo[x], hi[x], lo[y], hi[y]);
                hi[i] = Bounds.quotientHi(lo[x], hi[x], lo[y], hi[y]);
            }
            case Operation.ABSOLUTE -> {
                lo[i] = Math.max(0, Math.max(lo[x], -hi[x]));
                hi[i] = Math.max(hi[x], -lo[x]);
            }
            case Operation.MINIMUM -> {
                lo[i] = Math.min(lo[x], lo[y]);
                hi[i] = Math.min(hi[x], hi[y]);
            }
            case Operation.MAXIMUM -> {
                lo[i] = Math.max(lo[x], lo[y]);
                hi[i] = Math.max(hi[x], hi[y]);
            }
            default -> throw new IllegalStateException("operation " + op);
        }
    }

    private void truth(int op, int i, Registers r) {
        double[] lo = r.lo;
        double[] hi = r.hi;
        int[] verdict = r.verdict;
        int x = a[i];
        int y = b[i];
        switch (op) {
            case Operation.LESS, Operation.AT_MOST -> {
                lo[i] = Bounds.margin(lo[y], hi[x]);
                hi[i] = Bounds.margin(hi[y], lo[x]);
                boolean strict = op == Operation.LESS;
                boolean yes = strict ? hi[x] < lo[y] : hi[x] <= lo[y];
                boolean no = strict ? lo[x] >= hi[y] : lo[x] > hi[y];
                verdict[i] = yes ? Verdict.YES : no ? Verdict.NO : Verdict.OPEN;
            }
            case Operation.EQUAL -> {
                double least = Bounds.margin(lo[x], hi[y]);
                double most = Bounds.margin(hi[x], lo[y]);
                lo[i] = -Math.max(most, -least);
                hi[i] = -Math.max(0, Math.max(least, -most));
                boolean no = lo[x] > hi[y] || hi[x] < lo[y];
                boolean yes = lo[x] == hi[x] && lo[y] == hi[y] && lo[x] == lo[y];
                verdict[i] = yes ? Verdict.YES : no ? Verdict.NO : Verdict.OPEN;
            }
            case Operation.NOT -> {
                lo[i] = -hi[x];
                hi[i] = -lo[x];
                verdict[i] = Verdict.YES - verdict[x];
            }
            case Operation.AND -> {
                lo[i] = Math.min(lo[x], lo[y]);
                hi[i] = Math.min(hi[x], hi[y]);
                verdict[i] = Math.min(verdict[x], verdict[y]);
            }
            case Operation.OR -> {
                lo[i] = Math.max(lo[x], lo[y]);
                hi[i] = Math.max(hi[x], hi[y]);
                verdict[i] = Math.max(verdict[x], verdict[y]);
            }
            case Operation.IMPLIES -> {
                lo[i] = Math.max(-hi[x], lo[y]);
                hi[i] = Math.max(-lo[x], hi[y]);
                verdict[i] = Math.max(Verdict.YES - verdict[x], verdict[y]);
            }
            case Operation.IFF -> {
                lo[i] = Math.min(Math.max(-hi[x], lo[y]), Math.max(-hi[y], lo[x]));
                hi[i] = Math.min(Math.max(-lo[x], hi[y]), Math.max(-lo[y], hi[x]));
                verdict[i] =
                        Math.min(
                                Math.max(Verdict.YES - verdict[x], verdict[y]),
                                Math.max(Verdict.YES - verdict[y], verdict[x]));
            }
            default -> temporal(op, i, r);
        }
    }

    private void temporal(int op, int i, Registers r) {
        double[] lo = r.lo;
        double[] hi = r.hi;
        int x = a[i];
        int y = b[i];
        switch (op) {
            case Operation.INDICATOR -> {
                lo[i] = r.verdict[x] == Verdict.YES ? 1 : 0;
                hi[i] = r.verdict[x] == Verdict.NO ? 0 : 1;
            }
            case Operation.YESTERDAY, Operation.PAST_ONLY -> {
                lo[i] = r.pastLo[i];
                hi[i] = r.pastHi[i];
                r.verdict[i] = r.pastVerdict[i];
            }
            case Operation.ONCE, Operation.MAX_PAST -> {
                lo[i] = Math.max(lo[x], r.pastLo[i]);
                hi[i] = Math.max(hi[x], r.pastHi[i]);
                r.verdict[i] = Math.max(r.verdict[x], r.pastVerdict[i]);
            }
            case Operation.HISTORICALLY, Operation.MIN_PAST -> {
                lo[i] = Math.min(lo[x], r.pastLo[i]);
                hi[i] = Math.min(hi[x], r.pastHi[i]);
                r.verdict[i] = Math.min(r.verdict[x], r.pastVerdict[i]);
            }
            case Operation.SUM_PAST -> {
                lo[i] = Bounds.below(lo[x] + r.pastLo[i]);
                hi[i] = Bounds.above(hi[x] + r.pastHi[i]);
            }
            case Operation.MEAN -> {
                boolean empty = lo[y] == 0;
                lo[i] = empty ? Double.NEGATIVE_INFINITY : lo[x] / lo[y];
                hi[i] = empty ? Double.POSITIVE_INFINITY : hi[x] / lo[y];
            }
            case Operation.SINCE, Operation.SINCE_PAST -> since(op == Operation.SINCE, i, r);
            default -> throw new IllegalStateException("operation " + op);
        }
    }

    private void since(boolean present, int i, Registers r) {
        int x = a[i];
        int y = b[i];
        double low = Math.min(r.lo[x], r.pastLo[i]);
        double high = Math.min(r.hi[x], r.pastHi[i]);
        int verdict = Math.min(r.verdict[x], r.pastVerdict[i]);
        r.lo[i] = present ? Math.max(r.lo[y], low) : low;
        r.hi[i] = present ? Math.max(r.hi[y], high) : high;
        r.verdict[i] = present ? Math.max(r.verdict[y], verdict) : verdict;
    }
}

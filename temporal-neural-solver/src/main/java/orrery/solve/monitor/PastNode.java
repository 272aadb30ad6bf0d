package orrery.solve.monitor;

import orrery.solve.formula.Interval;
import orrery.solve.internal.Reach;

/// A temporal node of a program: which memory it needs.
///
/// @param node its register
/// @param a first operand
/// @param b second operand, of `S` only
/// @param least whether it takes the least of its window
record PastNode(Kind kind, int node, int a, int b, Interval interval, boolean least) {
    enum Kind {
        DELAY,
        MAXIMUM,
        SUM,
        SINCE
    }

    PastMemory memory(Registers registers, MonitorLimits limits) {
        Reach reach = reach(interval, limits);
        return switch (kind) {
            case DELAY -> new DelayMemory(registers, node, a);
            case MAXIMUM -> new MaximumMemory(registers, this, reach);
            case SUM -> new SumMemory(registers, this, reach);
            case SINCE -> new SinceMemory(registers, this, reach);
        };
    }

    /// Whether more rows than it has room for may come: a window that counts samples has room for all.
    boolean isLimited() {
        return kind != Kind.DELAY && interval.unit() == Interval.Unit.TIME;
    }

    long bytes(MonitorLimits limits) {
        Reach reach = reach(interval, limits);
        return switch (kind) {
            case DELAY -> 48;
            case MAXIMUM -> MaximumMemory.bytes(reach);
            case SUM -> SumMemory.bytes(reach);
            case SINCE -> SinceMemory.bytes(reach);
        };
    }

    /// A window that counts samples holds at most one key a sample.
    static Reach reach(Interval interval, MonitorLimits limits) {
        long far = interval.bounded() ? interval.to() : interval.from();
        int capacity =
                interval.unit() == Interval.Unit.TIME
                        ? limits.samplesPerWindow()
                        : Math.toIntExact(far + 2);
        return new Reach(interval.from(), interval.to(), capacity);
    }
}

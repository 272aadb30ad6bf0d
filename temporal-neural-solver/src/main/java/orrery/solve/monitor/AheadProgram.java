package orrery.solve.monitor;

import orrery.solve.formula.Interval;

/// A formula with future operators over past-only leaves; every node comes after its operands.
///
/// The codes are those of {@link Operation}, mirrored in time: CONSTANT is a leaf, YESTERDAY is
/// `X`, ONCE is `F`, SINCE is `U`.
final class AheadProgram {
    static final AheadProgram NONE =
            new AheadProgram(new int[0], new int[0], new int[0], new Interval[0], 0);

    final int[] operation;
    final int[] a;
    final int[] b;
    final Interval[] interval;
    final int rowsMax;

    /// @param operation of each node
    /// @param a first operand: a node, or of a leaf its register
    /// @param b second operand
    /// @param interval of temporal nodes
    /// @param rowsMax the most rows that may be pending
    AheadProgram(int[] operation, int[] a, int[] b, Interval[] interval, int rowsMax) {
        this.operation = operation;
        this.a = a;
        this.b = b;
        this.interval = interval;
        this.rowsMax = rowsMax;
    }

    int size() {
        return operation.length;
    }
}

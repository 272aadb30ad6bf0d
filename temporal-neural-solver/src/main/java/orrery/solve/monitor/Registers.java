package orrery.solve.monitor;

/// The values of all nodes at one row, and what the past says to its temporal nodes.
final class Registers {
    final double[] lo;
    final double[] hi;
    final int[] verdict;
    final double[] pastLo;
    final double[] pastHi;
    final int[] pastVerdict;

    Registers(int nodes) {
        lo = new double[nodes];
        hi = new double[nodes];
        verdict = new int[nodes];
        pastLo = new double[nodes];
        pastHi = new double[nodes];
        pastVerdict = new int[nodes];
    }
}

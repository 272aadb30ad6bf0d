package orrery.compare.warping;

/// A cheapest alignment of two series.
///
/// Pair k aligns sample `x(k)` with sample `y(k)`. From pair to pair both stay or go on by one, and
/// not both stay. Of the measures that leave samples out (LCSS, ERP, EDR) a pair before the first
/// sample of a series has -1 there.
///
/// Threads: immutable.
public final class Alignment {
    private final double distance;
    private final double cost;
    private final int[] x;
    private final int[] y;

    Alignment(double distance, double cost, int[] x, int[] y) {
        this.distance = distance;
        this.cost = cost;
        this.x = x;
        this.y = y;
    }

    public double distance() {
        return distance;
    }

    public double cost() {
        return cost;
    }

    /// Pairs of the alignment.
    public int length() {
        return x.length;
    }

    /// Sample of x in pair `index`, from 0.
    public int x(int index) {
        return x[index];
    }

    /// Sample of y in pair `index`, from 0.
    public int y(int index) {
        return y[index];
    }
}

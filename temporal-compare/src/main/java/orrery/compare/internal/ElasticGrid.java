package orrery.compare.internal;

import java.util.Arrays;

/// The arrays of one elastic comparison: one series against one or several others, a lane each.
///
/// Samples and cells count from 1, and 0 is the border: `x[c][i]` is sample i of channel c with a 0
/// before it, and `y[c][j * lanes + lane]` is sample j of the series of that lane. The table has a
/// row for each sample of x and a column for each sample of y, and only one row is kept.
///
/// Confined; grows and never shrinks.
public final class ElasticGrid {
    private final int lanes;
    private double[][] x = {{}};
    private double[][] y = {{}};
    private int rows;
    private int columns;
    private double[] row = {};
    private double[] diagonal = {};
    private double[] down = {};
    private double[] right = {};
    private final double[] edge;

    /// @param lanes series compared at once, 1 or the lanes of a vector of doubles
    public ElasticGrid(int lanes) {
        this.lanes = lanes;
        this.edge = new double[2 * lanes];
    }

    /// Sets the series; arrays are kept, not copied.
    ///
    /// @param x by channel, with a 0 before the first sample
    /// @param y by channel, interleaved, with a 0 in each lane before the first sample
    void set(double[][] x, double[][] y) {
        this.x = x;
        this.y = y;
        rows = x[0].length - 1;
        columns = y[0].length / lanes - 1;
        if (row.length < (columns + 1) * lanes) {
            row = new double[(columns + 1) * lanes];
            diagonal = new double[row.length];
            down = new double[row.length];
            right = new double[row.length];
        }
    }

    /// A row of infinity: nothing is reached yet.
    void clear() {
        Arrays.fill(row, 0, (columns + 1) * lanes, Double.POSITIVE_INFINITY);
    }

    int lanes() {
        return lanes;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    int channels() {
        return x.length;
    }

    double[] x(int channel) {
        return x[channel];
    }

    double[] y(int channel) {
        return y[channel];
    }

    /// Cheapest way to each cell of the latest row, by column and lane.
    double[] row() {
        return row;
    }

    /// Cost of the step into each cell of the latest row from the cell before it in both series.
    double[] diagonal() {
        return diagonal;
    }

    /// Cost of the step from the cell of the former row.
    double[] down() {
        return down;
    }

    /// Cost of the step from the cell of the former column.
    double[] right() {
        return right;
    }

    /// What a chunk of a row hands to the next: the cell to the left, then the one above that.
    double[] edge() {
        return edge;
    }
}

package orrery.loop.level;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The last residuals of one forecaster, in order of size: quantiles of what it misses by.
///
/// Residuals are divided by a scale that follows their recent size, so that a quantile widens in
/// rough times before the window has filled with rough residuals. Cost of a residual: two binary
/// searches and one short move. Allocation: none.
///
/// Source: split conformal prediction over a sliding window; Gibbs & Candès, NeurIPS 2021.
final class ConformalResiduals {
    static final int WINDOW = 300;
    static final int ENOUGH = 20;

    private final double[] arrival = new double[WINDOW];
    private final double[] sorted = new double[WINDOW];
    private int count;
    private int oldest;
    private double fast;
    private double slow;
    private double scale = 1;

    void add(double error) {
        double residual = error / scale;
        double size = Math.abs(error);
        fast += 0.1 * (size - fast);
        slow += 0.01 * (size - slow);
        int to = below(residual);
        if (count < WINDOW) {
            System.arraycopy(sorted, to, sorted, to + 1, count - to);
            sorted[to] = residual;
            arrival[count++] = residual;
        } else {
            int from = below(arrival[oldest]);
            if (to > from) {
                to--;
                System.arraycopy(sorted, from + 1, sorted, from, to - from);
            } else {
                System.arraycopy(sorted, to, sorted, to + 1, from - to);
            }
            sorted[to] = residual;
            arrival[oldest] = residual;
            oldest = oldest + 1 == WINDOW ? 0 : oldest + 1;
        }
        scale = Math.sqrt(slow + 0.5 * fast + 0.05);
    }

    // How many are smaller. The sign of a difference steers the search: a branch would be guessed
    // wrongly half the time.
    private int below(double value) {
        int base = 0;
        int left = count;
        while (left > 0) {
            int half = (left + 1) >>> 1;
            long smaller = Double.doubleToRawLongBits(sorted[base + half - 1] - value) >> 63;
            base += half & (int) smaller;
            left -= half;
        }
        return base;
    }

    boolean enough() {
        return count >= ENOUGH;
    }

    int count() {
        return count;
    }

    double scale() {
        return scale;
    }

    /// Mean size of an error over about the last hundred.
    double typicalError() {
        return slow;
    }

    /// The residual of that rank times the scale, in the unit of the demand.
    double error(int rank) {
        return scale * sorted[rank];
    }

    /// @param q 0 to 1
    /// @return the q-quantile of the error now to be expected, between ranks linearly
    double quantile(double q) {
        double rank = Math.max(0, Math.min(q * count - 0.5, count - 1));
        int below = (int) rank;
        int above = Math.min(below + 1, count - 1);
        return scale * (sorted[below] + (rank - below) * (sorted[above] - sorted[below]));
    }

    void writeTo(DataOutput out) throws IOException {
        Saved.write(out, arrival);
        out.writeInt(count);
        out.writeInt(oldest);
        out.writeDouble(fast);
        out.writeDouble(slow);
        out.writeDouble(scale);
    }

    void readFrom(DataInput in) throws IOException {
        Saved.read(in, arrival);
        count = in.readInt();
        oldest = in.readInt();
        fast = in.readDouble();
        slow = in.readDouble();
        scale = in.readDouble();
        System.arraycopy(arrival, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
    }
}

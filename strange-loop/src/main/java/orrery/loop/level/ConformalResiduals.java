package orrery.loop.level;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The last residuals of one forecaster, in order of size: quantiles of what it misses by.
///
/// Residuals are divided by a scale that follows their recent size, so that a quantile widens in
/// rough times before the window has filled with rough residuals. Cost of a residual: one pass
/// over the window and one short move. Allocation: none.
///
/// Source: split conformal prediction over a sliding window; Gibbs & Candès, NeurIPS 2021.
final class ConformalResiduals {
    static final int WINDOW = 300;
    static final int ENOUGH = 20;

    private final float[] arrival = new float[WINDOW];
    // Infinities follow the residuals: none of them is below anything.
    private final float[] sorted = new float[LevelKernels.padded(WINDOW, LevelKernels.FLOATS)];
    private int count;
    private int oldest;
    private double fast;
    private double slow;
    private double scale = 1;

    ConformalResiduals() {
        Arrays.fill(sorted, Float.POSITIVE_INFINITY);
    }

    void add(double error) {
        float residual = (float) (error / scale);
        double size = Math.abs(error);
        fast += 0.1 * (size - fast);
        slow += 0.01 * (size - slow);
        long below = LevelKernels.below(sorted, residual, arrival[oldest]);
        int to = (int) (below >>> 32);
        if (count < WINDOW) {
            System.arraycopy(sorted, to, sorted, to + 1, count - to);
            sorted[to] = residual;
            arrival[count++] = residual;
        } else {
            int from = (int) below;
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

    /// The residual of that rank, to be multiplied by [#scale].
    double residual(int rank) {
        return sorted[rank];
    }

    /// @param q 0 to 1
    /// @return the q-quantile of the error now to be expected, between ranks linearly
    double quantile(double q) {
        double wanted = q * count - 0.5;
        double rank = wanted > 0 ? wanted : 0;
        int below = Math.min((int) rank, count - 1);
        int above = Math.min(below + 1, count - 1);
        return scale * (sorted[below] + (rank - below) * ((double) sorted[above] - sorted[below]));
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
        Arrays.fill(sorted, Float.POSITIVE_INFINITY);
        System.arraycopy(arrival, 0, sorted, 0, count);
        Arrays.sort(sorted, 0, count);
    }
}

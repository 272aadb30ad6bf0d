package orrery.loop.level;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The last residuals of one forecaster, in order of size: quantiles of what it misses by.
///
/// Residuals are divided by a scale that follows their recent size, so that a quantile widens in
/// rough times before the window has filled with rough residuals. Cost of a residual: one pass
/// over the window. Allocation: none.
///
/// Source: split conformal prediction over a sliding window; Gibbs & Candès, NeurIPS 2021.
final class ConformalResiduals {
    static final int WINDOW = 300;
    static final int ENOUGH = 20;

    private final float[] arrival = new float[WINDOW];
    private final float[] sorted = LevelKernels.sortedWindow(WINDOW);
    private int count;
    private int oldest;
    private double fast;
    private double slow;
    private double scale = 1;

    /// Takes an error; one that is not finite says nothing and is left out.
    void add(double error) {
        if (!Double.isFinite(error)) {
            return;
        }
        float residual = (float) (error / scale);
        double size = Math.abs(error);
        fast += 0.1 * (size - fast);
        slow += 0.01 * (size - slow);
        if (count < WINDOW) {
            LevelKernels.replace(sorted, Float.POSITIVE_INFINITY, residual);
            arrival[count++] = residual;
        } else {
            LevelKernels.replace(sorted, arrival[oldest], residual);
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

    /// Mean size of an error over about the last hundred.
    double typicalError() {
        return slow;
    }

    /// Mean of what the errors are above a gap: the mean shortfall where so much is added.
    double meanExcess(double gap) {
        return scale * LevelKernels.excess(sorted, (float) (gap / scale)) / count;
    }

    /// @param q 0 to 1
    /// @return the q-quantile of the error now to be expected, between ranks linearly
    double quantile(double q) {
        double wanted = q * count - 0.5;
        double rank = wanted > 0 ? wanted : 0;
        int below = Math.min((int) rank, count - 1);
        int above = Math.min(below + 1, count - 1);
        return scale * (residual(below) + (rank - below) * (residual(above) - residual(below)));
    }

    private double residual(int rank) {
        return sorted[1 + rank];
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
        Arrays.fill(sorted, 1, sorted.length, Float.POSITIVE_INFINITY);
        System.arraycopy(arrival, 0, sorted, 1, count);
        Arrays.sort(sorted, 1, 1 + count);
    }
}

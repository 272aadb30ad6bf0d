package orrery.attractor.internal;

import java.util.Arrays;

/// Delay of the embedding: the first minimum of the mutual information, where the autocorrelation
/// says that there is one to look for.
///
/// The delay is the lag where the autocorrelation falls below 1/e (1 for most maps), or the first
/// minimum of the binned mutual information where that comes earlier.
///
/// Time O(n d) for delay d. Not thread-safe: owns its tables. Allocates nothing when used.
///
/// Source: Fraser & Swinney, Phys. Rev. A 33, 1986, doi:10.1103/PhysRevA.33.1134.
public final class DelayChoice {
    /// Equal-width bins per axis of the joint histogram.
    public static final int BINS = 16;

    private final byte[] bin;
    private final int[] joint = new int[BINS * BINS];
    private final int[] early = new int[BINS];
    private final int[] late = new int[BINS];
    private final double[] countLogCount;

    /// @param capacity longest window, in samples
    public DelayChoice(int capacity) {
        bin = new byte[capacity];
        countLogCount = new double[capacity + 1];
        for (int c = 2; c <= capacity; c++) {
            countLogCount[c] = c * Math.log(c);
        }
    }

    /// First lag at which r(k) / r(0) is below the level, or `limit` where there is none before.
    public static int firstBelow(double[] laggedProducts, double level, int limit) {
        for (int k = 1; k < limit; k++) {
            if (laggedProducts[k] < level * laggedProducts[0]) {
                return k;
            }
        }
        return limit;
    }

    /// @param z n samples
    /// @param laggedProducts lags 0 .. limit at least
    /// @param limit largest delay, 1 or more
    public int choose(double[] z, int n, double[] laggedProducts, int limit) {
        int decay = firstBelow(laggedProducts, Math.exp(-1), limit);
        if (decay <= 1) {
            return 1;
        }
        int minimum = firstMinimum(z, n, decay);
        return minimum > 0 ? minimum : decay;
    }

    /// First lag of a minimum of the mutual information that is lower than both neighbours on each
    /// side, or 0 where there is none up to the limit.
    public int firstMinimum(double[] z, int n, int limit) {
        fillBins(z, n);
        double before2 = Double.POSITIVE_INFINITY;
        double before = information(n, 1);
        double now = information(n, 2);
        double after = information(n, 3);
        for (int lag = 2; lag < limit; lag++) {
            double after2 = information(n, lag + 2);
            if (now < before && now < before2 && now < after && now < after2) {
                return lag;
            }
            before2 = before;
            before = now;
            now = after;
            after = after2;
        }
        return 0;
    }

    /// Mutual information of z(t) and z(t + lag), in nats, of the binned window.
    public double mutualInformation(double[] z, int n, int lag) {
        fillBins(z, n);
        return information(n, lag);
    }

    private void fillBins(double[] z, int n) {
        double low = z[0];
        double high = z[0];
        for (int i = 1; i < n; i++) {
            low = Math.min(low, z[i]);
            high = Math.max(high, z[i]);
        }
        double scale = BINS / (high - low);
        for (int i = 0; i < n; i++) {
            bin[i] = (byte) Math.min(BINS - 1, (int) ((z[i] - low) * scale));
        }
    }

    private double information(int n, int lag) {
        Arrays.fill(joint, 0);
        Arrays.fill(early, 0);
        Arrays.fill(late, 0);
        int pairs = n - lag;
        for (int i = 0; i < pairs; i++) {
            int a = bin[i];
            int b = bin[i + lag];
            joint[a * BINS + b]++;
            early[a]++;
            late[b]++;
        }
        double sum = countLogCount[pairs];
        for (int count : joint) {
            sum += countLogCount[count];
        }
        for (int k = 0; k < BINS; k++) {
            sum -= countLogCount[early[k]] + countLogCount[late[k]];
        }
        return sum / pairs;
    }
}

package orrery.attractor.internal;

import java.util.Arrays;

/// Share of nearest neighbours that the next coordinate drives apart, for each dimension; and how
/// well the nearest neighbour forecasts.
///
/// A neighbour is false where the next coordinate adds more than 10 times the distance so far, or
/// brings the distance over two standard deviations. Time O(r n m) for r references.
/// Not thread-safe: owns its buffers. Allocates nothing after construction.
///
/// Source: Kennel, Brown & Abarbanel, Phys. Rev. A 45, 1992, doi:10.1103/PhysRevA.45.3403.
public final class FalseNeighbours {
    private static final double RATIO = 10;
    private static final double SIZE = 2;

    private final double[] distances;
    private final double[] share;
    private final double[] error;
    private final int[] judged;

    /// @param capacity longest window, in samples
    /// @param dimensions largest dimension
    public FalseNeighbours(int capacity, int dimensions) {
        distances = new double[capacity];
        share = new double[dimensions + 1];
        error = new double[dimensions + 1];
        judged = new int[dimensions + 1];
    }

    /// Fills the shares for the dimensions 1 .. largest.
    ///
    /// @param view embedded in `largest` dimensions; its first index leaves room for one more
    /// @param references how many vectors are judged, spread evenly
    /// @param ahead samples that the nearest neighbour forecasts; the view leaves room for them
    public void count(EmbeddingView view, int references, int ahead) {
        int largest = view.embedding().dimension();
        for (int m = 1; m <= largest; m++) {
            share[m] = 0;
            error[m] = 0;
            judged[m] = 0;
        }
        int used = Math.min(references, view.length());
        for (int r = 0; r < used; r++) {
            judge(view, view.first() + (int) ((long) r * view.length() / used), ahead);
        }
        for (int m = 1; m <= largest; m++) {
            if (judged[m] > 0) {
                share[m] /= judged[m];
                error[m] /= judged[m];
            }
        }
    }

    /// Share of false neighbours in dimension m, 0 to 1.
    public double share(int m) {
        return share[m];
    }

    /// Mean absolute error of the nearest neighbour's forecast in dimension m.
    public double error(int m) {
        return error[m];
    }

    /// The smallest dimension with a share below the level or a forecast within the tolerance of
    /// the best.
    public int dimension(int largest, double level, double tolerance) {
        double least = error[1];
        for (int m = 2; m <= largest; m++) {
            least = Math.min(least, error[m]);
        }
        int m = 1;
        while (m < largest && share[m] >= level && error[m] > tolerance * least) {
            m++;
        }
        return m;
    }

    private void judge(EmbeddingView view, int i, int ahead) {
        int largest = view.embedding().dimension();
        double[] z = view.samples();
        int first = view.first();
        int length = view.length();
        int delay = view.embedding().delay();
        int skipFrom = Math.max(0, i - view.embedding().theiler() - first);
        int skipTo = Math.min(length, i + view.embedding().theiler() + 1 - first);
        Arrays.fill(distances, 0, length, 0);
        for (int m = 1; m <= largest; m++) {
            int back = (m - 1) * delay;
            add(z, first - back, z[i - back], distances, length);
            int nearest = smallest(distances, 0, skipFrom, -1);
            nearest = smallest(distances, skipTo, length, nearest);
            if (nearest < 0) {
                continue;
            }
            double next = z[i - back - delay] - z[first + nearest - back - delay];
            double apart = distances[nearest];
            judged[m]++;
            error[m] += Math.abs(z[i + ahead] - z[first + nearest + ahead]);
            if (next * next > RATIO * RATIO * apart || apart + next * next > SIZE * SIZE) {
                share[m]++;
            }
        }
    }

    // Hot path.
    private static void add(double[] z, int shifted, double then, double[] distances, int length) {
        for (int j = 0; j < length; j++) {
            double d = z[shifted + j] - then;
            distances[j] += d * d;
        }
    }

    // Hot path: the first of the smallest, or `already` where that is no larger.
    private static int smallest(double[] distances, int from, int to, int already) {
        int best = already;
        double least = already < 0 ? Double.POSITIVE_INFINITY : distances[already];
        for (int j = from; j < to; j++) {
            if (distances[j] < least) {
                least = distances[j];
                best = j;
            }
        }
        return best;
    }
}

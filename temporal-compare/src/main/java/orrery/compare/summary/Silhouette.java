package orrery.compare.summary;

import java.util.Arrays;
import orrery.compare.warping.DistanceMatrix;
import orrery.timeline.Refusal;

/// How well series sit in their clusters: (b - a) / max(a, b), with a the mean distance from the others
/// of the own cluster and b the least mean distance from a foreign one. From -1 to 1; 0 of a series that
/// is alone in its cluster.
///
/// Cost: O(N²). Threads: immutable.
///
/// Source: Rousseeuw, J. Computational and Applied Mathematics 20, 1987,
/// doi:10.1016/0377-0427(87)90125-7.
public final class Silhouette {
    private final double[] values;
    private final double mean;

    private Silhouette(double[] values) {
        this.values = values;
        this.mean = Arrays.stream(values).sum() / values.length;
    }

    /// @param matrix distances within the set
    /// @param labels cluster of each series, from 0
    /// @throws Refusal LENGTH_MISMATCH; OUT_OF_RANGE for a label below 0 or from N; TOO_SHORT for
    ///     fewer than two clusters
    public static Silhouette of(DistanceMatrix matrix, int[] labels) {
        int size = KMedoids.requireSquare(matrix);
        if (labels.length != size) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    labels.length + " labels of " + size + " series",
                    "give each series a label");
        }
        int[] sizes = new int[size];
        for (int label : labels) {
            if (label < 0 || label >= size) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE,
                        "a label is " + label,
                        "use numbers from 0 below the number of series");
            }
            sizes[label]++;
        }
        if (Arrays.stream(sizes).filter(count -> count > 0).count() < 2) {
            throw new Refusal(
                    Refusal.Code.TOO_SHORT, "there is one cluster", "a silhouette needs two");
        }
        double[] values = new double[size];
        double[] sums = new double[size];
        for (int i = 0; i < size; i++) {
            Arrays.fill(sums, 0);
            for (int j = 0; j < size; j++) {
                sums[labels[j]] += i == j ? 0 : matrix.distance(i, j);
            }
            values[i] = value(labels[i], sums, sizes);
        }
        return new Silhouette(values);
    }

    private static double value(int own, double[] sums, int[] sizes) {
        if (sizes[own] == 1) {
            return 0;
        }
        double inside = sums[own] / (sizes[own] - 1);
        double outside = Double.POSITIVE_INFINITY;
        for (int c = 0; c < sums.length; c++) {
            if (c != own && sizes[c] > 0) {
                outside = Math.min(outside, sums[c] / sizes[c]);
            }
        }
        double larger = Math.max(inside, outside);
        return larger > 0 ? (outside - inside) / larger : 0;
    }

    public double mean() {
        return mean;
    }

    /// One a series, a copy.
    public double[] values() {
        return values.clone();
    }
}

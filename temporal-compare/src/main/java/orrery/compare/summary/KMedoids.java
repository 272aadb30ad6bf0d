package orrery.compare.summary;

import java.util.Arrays;
import java.util.function.LongPredicate;
import orrery.compare.warping.DistanceMatrix;
import orrery.timeline.Refusal;

/// Clusters around k of the series themselves, the medoids: the sum of the distances from the nearest one
/// is made small by swapping medoids for other series until no swap lowers it.
///
/// The start is BUILD of PAM: the best single medoid, and then again and again the series that lowers the
/// sum most. All ties go to the lower index, nothing is drawn: the result depends on the matrix alone.
///
/// Cost: BUILD O(k · N²); a round of swaps O(N²), whatever k is. Memory O(N). Threads: immutable.
///
/// ```java
/// DistanceMatrix matrix = DistanceMatrix.within(series, DistanceMatrix.Settings.dtw(window));
/// KMedoids clusters = KMedoids.of(matrix, 3);
/// ```
///
/// Source: Schubert & Rousseeuw, Information Systems 101, 2021, doi:10.1016/j.is.2021.101804; Kaufman &
/// Rousseeuw, Finding Groups in Data, 1990.
public final class KMedoids {
    /// When a swap is made.
    public enum Swap {
        /// The first one that lowers the sum, series by series: FasterPAM.
        EAGER,
        /// The best of all: the swaps of PAM, found in O(N²) as in FastPAM1.
        BEST
    }

    private final int[] medoids;
    private final int[] labels;
    private final double inertia;
    private final int swaps;
    private final boolean settled;

    private KMedoids(Search search, boolean settled) {
        this.medoids = search.medoids;
        this.labels = search.nearest;
        this.inertia = search.inertia();
        this.swaps = search.swaps;
        this.settled = settled;
    }

    /// By FasterPAM.
    ///
    /// @param matrix distances within the set, symmetric
    /// @param k clusters, 1 to N
    /// @throws Refusal OUT_OF_RANGE, LENGTH_MISMATCH for a matrix that is not square, NOT_A_NUMBER for a
    ///     distance that is NaN or infinite
    public static KMedoids of(DistanceMatrix matrix, int k) {
        return of(matrix, k, Swap.EAGER, _ -> true);
    }

    /// @param goesOn told after each series that was tried for a swap how many were; its answer can stop
    ///     the search, with the clusters so far
    public static KMedoids of(DistanceMatrix matrix, int k, Swap swap, LongPredicate goesOn) {
        int size = requireSquare(matrix);
        requireClusters(k, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (!Double.isFinite(matrix.distance(i, j))) {
                    throw new Refusal(
                            Refusal.Code.NOT_A_NUMBER,
                            "the distance of " + i + " and " + j + " is " + matrix.distance(i, j),
                            "use a wider window or another measure");
                }
            }
        }
        Search search = new Search(matrix, build(matrix, k));
        // Of one medoid BUILD is the optimum.
        boolean settled = k == 1 || k == size || search.run(swap, goesOn);
        return new KMedoids(search, settled);
    }

    static int requireSquare(DistanceMatrix matrix) {
        if (matrix.rows() != matrix.columns()) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    "a matrix of " + matrix.rows() + " by " + matrix.columns(),
                    "take the distances within one set");
        }
        return matrix.rows();
    }

    static void requireClusters(int k, int size) {
        if (k < 1 || k > size) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    k + " clusters of " + size + " series",
                    "use 1 to the number of series");
        }
    }

    private static int[] build(DistanceMatrix matrix, int k) {
        int size = matrix.rows();
        int[] medoids = new int[k];
        boolean[] taken = new boolean[size];
        double[] nearest = new double[size];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int c = 0; c < k; c++) {
            int best = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < size; i++) {
                if (!taken[i]) {
                    double sum = 0;
                    for (int o = 0; o < size; o++) {
                        sum += Math.min(nearest[o], matrix.distance(i, o));
                    }
                    if (best < 0 || sum < least) {
                        best = i;
                        least = sum;
                    }
                }
            }
            medoids[c] = best;
            taken[best] = true;
            for (int o = 0; o < size; o++) {
                nearest[o] = Math.min(nearest[o], matrix.distance(best, o));
            }
        }
        return medoids;
    }

    /// Series that clusters are around, a copy.
    public int[] medoids() {
        return medoids.clone();
    }

    /// For each series the position of its medoid in [#medoids], a copy.
    public int[] labels() {
        return labels.clone();
    }

    /// Sum of the distances from the own medoid.
    public double inertia() {
        return inertia;
    }

    /// Swaps made after BUILD.
    public int swaps() {
        return swaps;
    }

    /// Whether no swap lowers the sum; otherwise it was stopped.
    public boolean settled() {
        return settled;
    }

    /// Medoids, and for each series the nearest and the second nearest of them.
    private static final class Search {
        /// Swaps must lower the sum by this share of it, so that rounding cannot swap for ever.
        private static final double GAIN_LEAST = 1e-12;

        private final DistanceMatrix matrix;
        private final int[] medoids;
        private final int[] nearest;
        private final double[] first;
        private final double[] second;
        private final boolean[] isMedoid;
        private final double[] removal;
        private final double[] change;
        private int swaps;
        private int bestSlot;

        Search(DistanceMatrix matrix, int[] medoids) {
            int size = matrix.rows();
            this.matrix = matrix;
            this.medoids = medoids;
            nearest = new int[size];
            first = new double[size];
            second = new double[size];
            isMedoid = new boolean[size];
            removal = new double[medoids.length];
            change = new double[medoids.length];
            for (int medoid : medoids) {
                isMedoid[medoid] = true;
            }
            assign();
        }

        double inertia() {
            return Arrays.stream(first).sum();
        }

        // Afterwards removal holds what the sum grows by where a medoid is taken away.
        private void assign() {
            Arrays.fill(removal, 0);
            for (int o = 0; o < first.length; o++) {
                first[o] = Double.POSITIVE_INFINITY;
                second[o] = Double.POSITIVE_INFINITY;
                for (int c = 0; c < medoids.length; c++) {
                    double distance = matrix.distance(medoids[c], o);
                    // A medoid is in its own cluster also where another is at distance 0.
                    if (distance < first[o] || (distance == first[o] && medoids[c] == o)) {
                        second[o] = first[o];
                        first[o] = distance;
                        nearest[o] = c;
                    } else if (distance < second[o]) {
                        second[o] = distance;
                    }
                }
                removal[nearest[o]] += second[o] - first[o];
            }
        }

        boolean run(Swap swap, LongPredicate goesOn) {
            return swap == Swap.EAGER ? eager(goesOn) : best(goesOn);
        }

        private boolean eager(LongPredicate goesOn) {
            int size = first.length;
            double least = -GAIN_LEAST * inertia();
            long tried = 0;
            int idle = 0;
            for (int i = 0; idle < size; i = (i + 1) % size) {
                idle++;
                if (isMedoid[i]) {
                    continue;
                }
                if (gain(i) < least) {
                    swap(bestSlot, i);
                    idle = 0;
                    least = -GAIN_LEAST * inertia();
                }
                if (!goesOn.test(++tried)) {
                    return false;
                }
            }
            return true;
        }

        private boolean best(LongPredicate goesOn) {
            long tried = 0;
            while (true) {
                double least = -GAIN_LEAST * inertia();
                int in = -1;
                int out = -1;
                for (int i = 0; i < first.length; i++) {
                    if (isMedoid[i]) {
                        continue;
                    }
                    double gain = gain(i);
                    if (gain < least) {
                        least = gain;
                        in = i;
                        out = bestSlot;
                    }
                    if (!goesOn.test(++tried)) {
                        return false;
                    }
                }
                if (in < 0) {
                    return true;
                }
                swap(out, in);
            }
        }

        // What the sum changes by where i takes the place of the best medoid for that.
        private double gain(int i) {
            System.arraycopy(removal, 0, change, 0, change.length);
            double all = 0;
            for (int o = 0; o < first.length; o++) {
                double distance = matrix.distance(i, o);
                if (distance < first[o]) {
                    all += distance - first[o];
                    change[nearest[o]] += first[o] - second[o];
                } else if (distance < second[o]) {
                    change[nearest[o]] += distance - second[o];
                }
            }
            bestSlot = 0;
            for (int c = 1; c < change.length; c++) {
                if (change[c] < change[bestSlot]) {
                    bestSlot = c;
                }
            }
            return all + change[bestSlot];
        }

        private void swap(int slot, int in) {
            isMedoid[medoids[slot]] = false;
            isMedoid[in] = true;
            medoids[slot] = in;
            swaps++;
            assign();
        }
    }
}

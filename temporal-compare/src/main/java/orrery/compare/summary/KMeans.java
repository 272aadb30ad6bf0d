package orrery.compare.summary;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;
import orrery.compare.warping.DistanceMatrix;
import orrery.compare.warping.Elastic;
import orrery.compare.warping.Precision;
import orrery.compare.warping.Window;
import orrery.timeline.Refusal;

/// Clusters around barycentres: each series goes to the centre that costs least, each centre becomes the
/// barycentre of its series, until no series moves.
///
/// The first centres are drawn as in k-means++: each with a chance proportional to weight times the cost
/// from the nearest one before. A cluster that loses all its series gets the one that costs most, of a
/// cluster of two or more. Ties go to the lower index. Where the measure of the settings is that of the
/// averaging, no round raises the inertia.
///
/// The result depends on the set, the settings and the generator, and not on the threads.
///
/// Cost: a round is k · N comparisons and the averaging. Memory: 2 k · N doubles and the set twice.
/// Threads: immutable.
///
/// ```java
/// KMeans.Settings settings = KMeans.Settings.dba(3, new Window.SakoeChiba(10));
/// KMeans clusters = KMeans.of(SeriesSet.of(series), settings, new SplittableRandom(1));
/// ```
///
/// Source: Lloyd, IEEE Trans. Information Theory 28(2), 1982, doi:10.1109/TIT.1982.1056489; Arthur &
/// Vassilvitskii, SODA 2007, "k-means++".
public final class KMeans {
    /// Most rounds of a start.
    public static final int ROUNDS_MAX = 100_000;

    /// Most starts.
    public static final int STARTS_MAX = 10_000;

    private final int[] labels;
    private final double[][][] centres;
    private final double inertia;
    private final int rounds;
    private final boolean settled;

    KMeans(int[] labels, double[][][] centres, double inertia, int rounds, boolean settled) {
        this.labels = labels;
        this.centres = centres;
        this.inertia = inertia;
        this.rounds = rounds;
        this.settled = settled;
    }

    /// How much work is put in.
    ///
    /// @param rounds most rounds of a start, 1 to [#ROUNDS_MAX]
    /// @param starts of which the one with the least inertia counts, 1 to [#STARTS_MAX]
    /// @param threads 1 to [DistanceMatrix#THREADS_MAX]
    public record Effort(int rounds, int starts, int threads) {
        /// @throws Refusal OUT_OF_RANGE
        public Effort {
            requireRange("rounds", rounds, ROUNDS_MAX);
            requireRange("starts", starts, STARTS_MAX);
            requireRange("threads", threads, DistanceMatrix.THREADS_MAX);
        }

        private static void requireRange(String name, int value, int most) {
            if (value < 1 || value > most) {
                throw new Refusal(
                        Refusal.Code.OUT_OF_RANGE, value + " " + name, "use 1 to " + most);
            }
        }
    }

    /// How series are clustered.
    ///
    /// @param k clusters
    /// @param measure that decides which centre is nearest, by its cost; any
    /// @param window pairs of samples that it may use
    /// @param averaging makes the centres; its measure may be another one
    public record Settings(
            int k, Elastic measure, Window window, Averaging averaging, Effort effort) {
        /// DTW with squared costs and DBA of at most 10 passes a round; 50 rounds, one start, one thread.
        public static Settings dba(int k, Window window) {
            return of(k, Averaging.dba(window).withIterations(10));
        }

        /// The measure of an averaging.
        public static Settings of(int k, Averaging averaging) {
            return new Settings(
                    k, averaging.measure(), averaging.window(), averaging, new Effort(50, 1, 1));
        }

        /// @throws Refusal OUT_OF_RANGE
        public Settings withEffort(int rounds, int starts, int threads) {
            return new Settings(k, measure, window, averaging, new Effort(rounds, starts, threads));
        }

        /// For matrices.
        DistanceMatrix.Settings costs() {
            return new DistanceMatrix.Settings(measure, window, Precision.DOUBLE, effort.threads());
        }
    }

    /// @throws Refusal OUT_OF_RANGE for k below 1 or above the size of the set; LIMIT for more than
    ///     [DistanceMatrix#ENTRIES_MAX] pairs of series and centres; and as [Barycentre#from]
    public static KMeans of(SeriesSet set, Settings settings, RandomGenerator random) {
        return of(set, settings, random, _ -> true);
    }

    /// @param goesOn told after each round how many there were, of all starts; its answer can stop the
    ///     search, with the clusters so far
    public static KMeans of(
            SeriesSet set, Settings settings, RandomGenerator random, LongPredicate goesOn) {
        KMedoids.requireClusters(settings.k(), set.size());
        long done = 0;
        Optional<KMeans> best = Optional.empty();
        for (int start = 0; start < settings.effort().starts(); start++) {
            long before = done;
            boolean[] stopped = {false};
            RandomGenerator own = new SplittableRandom(random.nextLong());
            KMeans found =
                    new ClusterRounds(set, settings, own)
                            .run(round -> {
                                stopped[0] = !goesOn.test(before + round);
                                return !stopped[0];
                            });
            done += found.rounds;
            if (best.isEmpty() || found.inertia < best.get().inertia) {
                best = Optional.of(found);
            }
            if (stopped[0]) {
                break;
            }
        }
        return best.orElseThrow();
    }

    /// For each series its cluster, from 0, a copy.
    public int[] labels() {
        return labels.clone();
    }

    /// Clusters.
    public int k() {
        return centres.length;
    }

    /// Centre of a cluster by channel and time, a copy.
    public double[][] centre(int cluster) {
        return SeriesSet.copy(centres[cluster]);
    }

    /// Sum of weight times cost of each series from its centre.
    public double inertia() {
        return inertia;
    }

    /// Rounds of the start that counts.
    public int rounds() {
        return rounds;
    }

    /// Whether no series moved in the last round of that start.
    public boolean settled() {
        return settled;
    }

    /// Series of each cluster.
    public int[] sizes() {
        int[] sizes = new int[centres.length];
        for (int label : labels) {
            sizes[label]++;
        }
        return sizes;
    }
}

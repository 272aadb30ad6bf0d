package orrery.compare.summary;

import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;
import orrery.timeline.Refusal;

/// The series that a set of series is nearest to: its inertia, the sum of weight times cost of the set's
/// series with it, is as small as the method makes it. A local minimum, which depends on the start.
///
/// The cost is that of [orrery.compare.warping.ElasticDistance], before any root. A barycentre has the
/// length of its start.
///
/// DBA under DTW with squared costs, WDTW and ADTW never raises the inertia, as the mean (of WDTW the mean
/// by the weights of the pairs) is the best series for given alignments. Under the other measures, and
/// with absolute costs, it is the mean along that measure's alignment, as in aeon; it may raise the
/// inertia, and then DBA stops. Samples that an alignment leaves out at the beginning count for nothing.
/// The best series met is kept in any case, so the result is never worse than the start.
///
/// Cost: a pass of DBA or SSG is N alignments, one of L-BFGS N tables of [SoftGradient] or a few. Threads:
/// immutable.
///
/// ```java
/// SeriesSet set = SeriesSet.of(series);
/// RandomGenerator random = new SplittableRandom(1);
/// Barycentre mean = Barycentre.of(set, Averaging.dba(new Window.SakoeChiba(10)), random);
/// ```
///
/// [SoftGradient]: orrery.compare.warping.SoftGradient
public final class Barycentre {
    private final double[][] channels;
    private final double[] history;
    private final double inertia;
    private final boolean settled;

    Barycentre(double[][] channels, double[] history, double inertia, boolean settled) {
        this.channels = channels;
        this.history = history;
        this.inertia = inertia;
        this.settled = settled;
    }

    /// From the medoid: see [Medoid#of].
    ///
    /// @param random draws candidates for the medoid of a large set, and the order of SSG
    /// @throws Refusal LIMIT where the tables of soft-DTW would be too large
    public static Barycentre of(SeriesSet set, Averaging averaging, RandomGenerator random) {
        int medoid = Medoid.of(set, averaging, random);
        return from(set.view(medoid), set, averaging, random, _ -> true);
    }

    /// From a start of one's own.
    ///
    /// @param start by channel and time, as many channels as the set
    /// @param random for SSG
    /// @param goesOn told after each pass how many there were; its answer can stop the search
    /// @throws Refusal EMPTY, LENGTH_MISMATCH, NOT_A_NUMBER, TOO_LONG or LIMIT
    public static Barycentre from(
            double[][] start,
            SeriesSet set,
            Averaging averaging,
            RandomGenerator random,
            LongPredicate goesOn) {
        SeriesSet.requireChannels(start, set.channels(), "the start");
        Descent descent = new Descent(averaging, goesOn);
        return switch (averaging.method()) {
            case DBA -> new PathMeans(set, averaging).petitjean(start, descent);
            case SSG -> new PathMeans(set, averaging).subgradient(start, descent, random);
            case SOFT -> new SoftMinimum(set, averaging).minimise(start, descent);
        };
    }

    /// By channel and time, a copy.
    public double[][] channels() {
        return SeriesSet.copy(channels);
    }

    /// The first channel, a copy: the whole of a set of one channel.
    public double[] series() {
        return channels[0].clone();
    }

    /// Sum of weight times cost; negative only of soft-DTW; infinite where the window admits no alignment
    /// with a series.
    public double inertia() {
        return inertia;
    }

    /// Passes made.
    public int iterations() {
        return history.length - 1;
    }

    /// Inertia of the start and after each pass, a copy.
    public double[] history() {
        return history.clone();
    }

    /// Whether the tolerance ended it, and not the limit or the listener.
    public boolean settled() {
        return settled;
    }

    /// Keeps the best of a search, and says when it ends.
    static final class Descent {
        private final Averaging averaging;
        private final LongPredicate goesOn;
        private double[][] best = {};
        private double least = Double.POSITIVE_INFINITY;
        private double[] history = new double[16];
        private int length;
        private boolean settled;

        Descent(Averaging averaging, LongPredicate goesOn) {
            this.averaging = averaging;
            this.goesOn = goesOn;
        }

        /// @return whether another pass is to be made
        boolean note(double[][] series, double inertia) {
            double before = length == 0 ? Double.POSITIVE_INFINITY : history[length - 1];
            if (length == history.length) {
                history = Arrays.copyOf(history, 2 * length);
            }
            history[length++] = inertia;
            if (length == 1 || inertia < least) {
                best = SeriesSet.copy(series);
                least = inertia;
            }
            if (length > 1 && !goesOn.test(length - 1)) {
                return false;
            }
            settled = length > 1 && isSmall(before, inertia);
            return !settled && length <= averaging.iterations();
        }

        private boolean isSmall(double before, double now) {
            double gain = before - now;
            if (averaging.method() == Averaging.Method.SSG) {
                gain = Math.abs(gain);
            }
            return !(gain > averaging.tolerance() * Math.abs(before));
        }

        /// No step leads further.
        void settle() {
            settled = true;
        }

        Barycentre found() {
            return new Barycentre(best, Arrays.copyOf(history, length), least, settled);
        }
    }
}

package orrery.compare.summary;

import java.util.random.RandomGenerator;
import orrery.compare.warping.Channels;
import orrery.compare.warping.ElasticDistance;

/// The series of a set from which the others cost least.
public final class Medoid {
    /// Most series that are tried; of a larger set as many are drawn.
    public static final int TRIED_MAX = 64;

    private Medoid() {}

    /// The index of the series with the least inertia under the measure and window of an averaging; of
    /// equal ones the first. Of more than [#TRIED_MAX] series as many are drawn without return.
    ///
    /// Cost: [#TRIED_MAX] · N comparisons at most. Threads: safe as long as the generator is.
    ///
    /// @throws orrery.timeline.Refusal as the measure
    public static int of(SeriesSet set, Averaging averaging, RandomGenerator random) {
        int[] tried = drawn(set.size(), random);
        if (tried.length == 1) {
            return tried[0];
        }
        ElasticDistance measure = ElasticDistance.of(averaging.measure(), averaging.window());
        boolean signed = averaging.method() == Averaging.Method.SOFT;
        int medoid = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int candidate : tried) {
            double sum = 0;
            for (int i = 0; i < set.size() && (signed || sum <= least); i++) {
                if (set.weight(i) > 0) {
                    sum += set.weight(i) * cost(measure, set.view(candidate), set.view(i));
                }
            }
            if (medoid < 0 || sum < least) {
                medoid = candidate;
                least = sum;
            }
        }
        return medoid;
    }

    static double cost(ElasticDistance measure, double[][] x, double[][] y) {
        return measure.compare(x, y, Channels.DEPENDENT, Double.POSITIVE_INFINITY).cost();
    }

    // All, or some in order.
    private static int[] drawn(int size, RandomGenerator random) {
        int count = Math.min(size, TRIED_MAX);
        int[] drawn = new int[count];
        int at = 0;
        for (int i = 0; i < size && at < count; i++) {
            if (random.nextInt(size - i) < count - at) {
                drawn[at++] = i;
            }
        }
        return drawn;
    }
}

package orrery.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import orrery.compare.Algorithm;
import orrery.compare.ComparatorSettings;
import orrery.compare.TemporalComparator;

/// Prints how often a comparator of 10,000 entries has the distance already, on seeded traces by
/// Zipf's law: a million requests from an empty cache, beside a cache of the least recently used and
/// the share of the 10,000 pairs asked for most.
public final class CacheHitRates {
    private static final int ENTRIES = 10_000;
    private static final int REQUESTS = 1_000_000;
    private static final int SAMPLES = 40;

    private CacheHitRates() {}

    public static void main(String[] arguments) {
        System.out.println("exponent  pairs   LRU    ours   optimum");
        print(1.0, 100_000);
        print(1.0, 50_000);
        print(1.1, 100_000);
    }

    private static void print(double exponent, int pairs) {
        double[] sums = new double[pairs];
        double sum = 0;
        for (int k = 0; k < pairs; k++) {
            sum += Math.pow(k + 1, -exponent);
            sums[k] = sum;
        }
        SplittableRandom chance = new SplittableRandom(1);
        double[][] series = new double[(int) Math.ceil(Math.sqrt(pairs))][SAMPLES];
        for (double[] one : series) {
            Arrays.setAll(one, _ -> chance.nextDouble());
        }
        TemporalComparator comparator =
                TemporalComparator.of(ComparatorSettings.usual().withCache(ENTRIES));
        Algorithm dtw = Algorithm.dtw();
        Map<Integer, Integer> recent = new LinkedHashMap<>(1 << 15, 0.75f, true);
        int recentHits = 0;
        for (int i = 0; i < REQUESTS; i++) {
            int at = Arrays.binarySearch(sums, chance.nextDouble() * sum);
            int pair = at < 0 ? -at - 1 : at;
            comparator.compare(series[pair / series.length], series[pair % series.length], dtw);
            if (recent.merge(pair, 1, Integer::sum) > 1) {
                recentHits++;
            } else if (recent.size() > ENTRIES) {
                recent.remove(recent.keySet().iterator().next());
            }
        }
        System.out.printf(
                "%8.1f %6d  %.3f  %.3f  %.3f%n",
                exponent,
                pairs,
                recentHits / (double) REQUESTS,
                comparator.usage().hits() / (double) REQUESTS,
                sums[ENTRIES - 1] / sum);
    }
}

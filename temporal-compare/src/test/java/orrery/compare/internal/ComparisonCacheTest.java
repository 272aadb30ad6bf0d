package orrery.compare.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ComparisonCacheTest {
    private static long mixed(long key) {
        long x = (key + 1) * 0x9E3779B97F4A7C15L;
        x = (x ^ x >>> 32) * 0xD6E8FEB86659FD93L;
        return x ^ x >>> 32;
    }

    /// The same policy, of maps: an entry that is used is taken out and put in again.
    private static final class PlainCache {
        private final int capacity;
        private final int windowMax;
        private final int protectedMax;
        private final FrequencySketch frequencies;
        private final Map<Long, Double> window = new LinkedHashMap<>();
        private final Map<Long, Double> probation = new LinkedHashMap<>();
        private final Map<Long, Double> guarded = new LinkedHashMap<>();

        PlainCache(int capacity) {
            this.capacity = capacity;
            windowMax = Math.max(1, capacity / 100);
            protectedMax = (capacity - windowMax) * 4 / 5;
            frequencies = new FrequencySketch(capacity);
        }

        double find(long key) {
            frequencies.add(key);
            for (Map<Long, Double> part : java.util.List.of(window, guarded)) {
                if (part.containsKey(key)) {
                    double value = part.remove(key);
                    part.put(key, value);
                    return value;
                }
            }
            if (!probation.containsKey(key)) {
                return Double.NaN;
            }
            double value = probation.remove(key);
            guarded.put(key, value);
            if (guarded.size() > protectedMax) {
                long demoted = guarded.keySet().iterator().next();
                probation.put(demoted, guarded.remove(demoted));
            }
            return value;
        }

        void keep(long key, double value) {
            if (window.size() == windowMax) {
                long candidate = window.keySet().iterator().next();
                double kept = window.getOrDefault(candidate, Double.NaN);
                window.remove(candidate);
                boolean full = 1 + window.size() + probation.size() + guarded.size() == capacity;
                Map<Long, Double> part = probation.isEmpty() ? guarded : probation;
                if (full && !part.isEmpty()) {
                    long victim = part.keySet().iterator().next();
                    if (frequencies.count(candidate) > frequencies.count(victim)) {
                        part.remove(victim);
                        probation.put(candidate, kept);
                    }
                } else if (!full) {
                    probation.put(candidate, kept);
                }
            }
            window.put(key, value);
        }

        int size() {
            return window.size() + probation.size() + guarded.size();
        }
    }

    @Nested
    class Keeps {
        @Test
        void whatItsPlainTwinKeeps() {
            for (int capacity : new int[] {1, 2, 3, 10, 100, 250}) {
                SplittableRandom chance = new SplittableRandom(capacity);
                ComparisonCache cache = new ComparisonCache(capacity);
                PlainCache plain = new PlainCache(capacity);
                long hits = 0;
                for (int step = 0; step < 30_000; step++) {
                    double skew = chance.nextDouble();
                    long key = mixed((long) (skew * skew * skew * 4 * capacity));
                    double found = cache.find(key, ~key, 7);
                    assertThat(found)
                            .as("capacity and seed %d, step %d", capacity, step)
                            .isEqualTo(Double.valueOf(plain.find(key)));
                    if (Double.isNaN(found)) {
                        cache.keep(key, ~key, 7, step);
                        plain.keep(key, step);
                    } else {
                        hits++;
                    }
                    assertThat(cache.size()).isEqualTo(plain.size()).isLessThanOrEqualTo(capacity);
                }
                assertThat(cache.hits()).isEqualTo(hits);
                assertThat(cache.misses()).isEqualTo(30_000 - hits);
                assertThat(cache.evictions()).isEqualTo(30_000 - hits - cache.size());
                assertThat(cache.rejections()).isLessThanOrEqualTo(cache.evictions());
            }
        }

        @Test
        void keysApartThatDifferInOnePartOnly() {
            ComparisonCache cache = new ComparisonCache(10);
            cache.find(1, 2, 3);
            cache.keep(1, 2, 3, 0.5);
            assertThat(cache.find(1, 2, 3)).isEqualTo(0.5);
            assertThat(cache.find(1, 2, 4)).isNaN();
            assertThat(cache.find(1, 3, 3)).isNaN();
            assertThat(cache.find(2, 2, 3)).isNaN();
        }

        @Test
        void whatIsUsedOftenThroughAScan() {
            ComparisonCache cache = new ComparisonCache(100);
            for (int round = 0; round < 5; round++) {
                for (long key = 0; key < 80; key++) {
                    if (Double.isNaN(cache.find(mixed(key), key, 0))) {
                        cache.keep(mixed(key), key, 0, (double) key);
                    }
                }
            }
            for (long key = 1000; key < 1600; key++) {
                cache.find(mixed(key), key, 0);
                cache.keep(mixed(key), key, 0, (double) key);
            }
            for (long key = 0; key < 79; key++) {
                assertThat(cache.find(mixed(key), key, 0)).as("key " + key).isEqualTo((double) key);
            }
        }

        @Test
        void withoutAllocating() {
            ComparisonCache cache = new ComparisonCache(1000);
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long id = Thread.currentThread().threadId();
            run(cache, 100_000);
            long from = threads.getThreadAllocatedBytes(id);
            run(cache, 100_000);
            assertThat(threads.getThreadAllocatedBytes(id) - from).isLessThan(10_000);
        }

        private static void run(ComparisonCache cache, int steps) {
            for (long step = 0; step < steps; step++) {
                long key = mixed(step * step % 3001);
                if (Double.isNaN(cache.find(key, key, 1))) {
                    cache.keep(key, key, 1, (double) step);
                }
            }
        }
    }

    @Nested
    class Hits {
        /// Places in 1 to keys by Zipf's law with that exponent.
        private static int[] trace(double exponent, int keys, int length, long seed) {
            double[] sums = new double[keys];
            double sum = 0;
            for (int k = 0; k < keys; k++) {
                sum += Math.pow(k + 1, -exponent);
                sums[k] = sum;
            }
            SplittableRandom chance = new SplittableRandom(seed);
            int[] trace = new int[length];
            for (int i = 0; i < length; i++) {
                int at = java.util.Arrays.binarySearch(sums, chance.nextDouble() * sum);
                trace[i] = at < 0 ? -at - 1 : at;
            }
            return trace;
        }

        @Test
        void moreOftenThanTheLeastRecentlyUsedOnTheStatedTrace() {
            int[] trace = trace(1.0, 10_000, 200_000, 1);
            ComparisonCache cache = new ComparisonCache(1000);
            Map<Integer, Integer> recent =
                    new LinkedHashMap<>(4096, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Integer, Integer> eldest) {
                            return size() > 1000;
                        }
                    };
            int recentHits = 0;
            for (int key : trace) {
                if (Double.isNaN(cache.find(mixed(key), key, 0))) {
                    cache.keep(mixed(key), key, 0, (double) key);
                }
                if (recent.containsKey(key)) {
                    recentHits++;
                }
                recent.merge(key, 1, Integer::sum);
            }
            double rate = cache.hits() / 200_000.0;
            double recentRate = recentHits / 200_000.0;
            assertThat(rate).isGreaterThan(recentRate + 0.04);
        }
    }

    @Nested
    class Frequencies {
        @Test
        void areNeverBelowTheTruthUntilTheyAreHalved() {
            SplittableRandom chance = new SplittableRandom(3);
            FrequencySketch sketch = new FrequencySketch(1000);
            Map<Long, Integer> truth = new HashMap<>();
            for (int i = 0; i < 9_999; i++) {
                long key = mixed(chance.nextInt(1000));
                sketch.add(key);
                truth.merge(key, 1, Integer::sum);
            }
            int exact = 0;
            for (Map.Entry<Long, Integer> one : truth.entrySet()) {
                int count = sketch.count(one.getKey());
                assertThat(count).isGreaterThanOrEqualTo(Math.min(15, one.getValue()));
                exact += count == Math.min(15, one.getValue()) ? 1 : 0;
            }
            assertThat(exact).isGreaterThan(truth.size() / 2);
        }

        @Test
        void fadeByHalves() {
            FrequencySketch sketch = new FrequencySketch(100);
            for (int i = 0; i < 12; i++) {
                sketch.add(42);
            }
            assertThat(sketch.count(42)).isEqualTo(12);
            for (long i = 12; i < 1000; i++) {
                sketch.add(mixed(i));
            }
            assertThat(sketch.count(42)).isBetween(6, 15);
            for (long i = 1000; i < 6000; i++) {
                sketch.add(mixed(i));
            }
            assertThat(sketch.count(42)).isLessThan(12);
        }
    }

    @Nested
    class Hashes {
        @Test
        void tellShortSequencesApart() {
            SequenceHash hash = new SequenceHash();
            Set<Map.Entry<Long, Long>> seen = new HashSet<>();
            int made = 0;
            for (int a = 0; a < 3 * 3 * 3 * 3; a++) {
                for (int n = 0; n <= 4; n++) {
                    int[] left = new int[n];
                    int[] right = new int[4 - n];
                    int code = a;
                    for (int i = 0; i < 4; i++, code /= 3) {
                        if (i < n) {
                            left[i] = code % 3;
                        } else {
                            right[i - n] = code % 3;
                        }
                    }
                    hash.begin(0).add(left).add(right).end();
                    seen.add(Map.entry(hash.first(), hash.second()));
                    double[] x = java.util.Arrays.stream(left).asDoubleStream().toArray();
                    double[] y = java.util.Arrays.stream(right).asDoubleStream().toArray();
                    hash.begin(1).add(x).add(y).end();
                    seen.add(Map.entry(hash.first(), hash.second()));
                    made += 2;
                }
            }
            assertThat(seen).hasSize(made);
        }

        @Test
        void changeInHalfTheirBitsWithOneBitOfTheInput() {
            SequenceHash hash = new SequenceHash();
            double[] x = {1, 2, 3};
            hash.begin(0).add(x).end();
            long first = hash.first();
            long second = hash.second();
            for (int i = 0; i < 3; i++) {
                for (int bit = 0; bit < 52; bit++) {
                    double[] y = x.clone();
                    y[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(x[i]) ^ 1L << bit);
                    hash.begin(0).add(y).end();
                    int changed =
                            Long.bitCount(first ^ hash.first())
                                    + Long.bitCount(second ^ hash.second());
                    assertThat(changed).as("sample %d, bit %d", i, bit).isBetween(32, 96);
                }
            }
        }
    }
}

package orrery.compare.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Frequent patterns by trying all.
final class PlainMining {
    private PlainMining() {}

    static List<int[][]> random(SplittableRandom chance, boolean singles) {
        List<int[][]> sequences = new ArrayList<>();
        int count = 1 + chance.nextInt(6);
        int items = 1 + chance.nextInt(4);
        for (int s = 0; s < count; s++) {
            int[][] sequence = new int[chance.nextInt(6)][];
            for (int p = 0; p < sequence.length; p++) {
                int[] set = new int[] {10 * chance.nextInt(items)};
                if (!singles) {
                    int bits = 1 + chance.nextInt((1 << items) - 1);
                    int[] many = new int[Integer.bitCount(bits)];
                    for (int i = 0, k = 0; i < items; i++) {
                        if ((bits >> i & 1) != 0) {
                            many[k++] = 10 * i;
                        }
                    }
                    set = chance.nextBoolean() ? many : set;
                }
                sequence[p] = set;
            }
            sequences.add(sequence);
        }
        return sequences;
    }

    /// Pattern as text in the format of SPMF to support.
    static Map<String, Integer> frequent(List<int[][]> sequences, MiningSettings settings) {
        Map<String, Integer> found = new TreeMap<>();
        grow(sequences, settings, new int[0][], found);
        return found;
    }

    private static void grow(
            List<int[][]> all, MiningSettings settings, int[][] pattern, Map<String, Integer> to) {
        int length = Arrays.stream(pattern).mapToInt(set -> set.length).sum();
        if (length == settings.lengthMax()) {
            return;
        }
        for (int item = 0; item < 50; item += 10) {
            int[][] after = Arrays.copyOf(pattern, pattern.length + 1);
            after[pattern.length] = new int[] {item};
            keep(all, settings, after, to);
            if (pattern.length > 0) {
                int[] last = pattern[pattern.length - 1];
                if (last[last.length - 1] < item) {
                    int[][] joined = pattern.clone();
                    joined[joined.length - 1] = Arrays.copyOf(last, last.length + 1);
                    joined[joined.length - 1][last.length] = item;
                    keep(all, settings, joined, to);
                }
            }
        }
    }

    private static void keep(
            List<int[][]> all, MiningSettings settings, int[][] pattern, Map<String, Integer> to) {
        int support = 0;
        for (int[][] sequence : all) {
            boolean held = false;
            for (int p = 0; p < sequence.length && !held; p++) {
                held = holds(sequence[p], pattern[0]) && rest(sequence, pattern, settings, p, p, 1);
            }
            support += held ? 1 : 0;
        }
        if (support >= settings.minSupport()) {
            to.put(text(pattern), support);
            grow(all, settings, pattern, to);
        }
    }

    private static boolean rest(
            int[][] sequence, int[][] pattern, MiningSettings s, int first, int last, int next) {
        if (next == pattern.length) {
            return last - first < s.windowMax();
        }
        for (int p = last + 1; p < sequence.length && p - last <= s.gapMax(); p++) {
            if (holds(sequence[p], pattern[next])
                    && rest(sequence, pattern, s, first, p, next + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(int[] set, int[] part) {
        return Arrays.stream(part).allMatch(item -> Arrays.binarySearch(set, item) >= 0);
    }

    static String text(int[][] pattern) {
        StringBuilder text = new StringBuilder();
        for (int[] set : pattern) {
            for (int item : set) {
                text.append(item).append(' ');
            }
            text.append("-1 ");
        }
        return text.toString();
    }

    static String text(int[] pattern, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(pattern[i]).append(' ');
        }
        return text.toString();
    }

    /// Whether `outer` holds `inner`, and is not the same.
    static boolean contains(int[][] outer, int[][] inner) {
        if (Arrays.deepEquals(outer, inner)) {
            return false;
        }
        int next = 0;
        for (int[] set : outer) {
            if (next < inner.length && holds(set, inner[next])) {
                next++;
            }
        }
        return next == inner.length;
    }

    static int[][] parse(String text) {
        return Arrays.stream(text.trim().split(" ?-1"))
                .map(set ->
                        Arrays.stream(set.trim().split(" ")).mapToInt(Integer::parseInt).toArray())
                .toArray(int[][]::new);
    }

    /// The patterns of `all` that no larger one contains: of the same support, or of any.
    static Map<String, Integer> unextended(Map<String, Integer> all, boolean sameSupport) {
        List<int[][]> patterns = all.keySet().stream().map(PlainMining::parse).toList();
        List<Integer> supports = List.copyOf(all.values());
        Map<String, Integer> kept = new TreeMap<>();
        for (int i = 0; i < patterns.size(); i++) {
            boolean extended = false;
            for (int j = 0; j < patterns.size() && !extended; j++) {
                extended =
                        (!sameSupport || supports.get(j).equals(supports.get(i)))
                                && contains(patterns.get(j), patterns.get(i));
            }
            if (!extended) {
                kept.put(text(patterns.get(i)), supports.get(i));
            }
        }
        return kept;
    }
}

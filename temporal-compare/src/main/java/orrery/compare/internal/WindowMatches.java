package orrery.compare.internal;

import java.util.Arrays;

/// The windows of a search that may still be among its answers, and the cost that others must reach.
///
/// An answer is chosen greedily: the nearest window, the earlier of equal ones, and then the next
/// that is farther than `exclusion` from all chosen before. One window bars at most two that do not
/// bar each other; so 2k - 1 such windows within a distance mean that k answers are within it,
/// whatever is found later. That distance is the limit.
final class WindowMatches {
    private final int neighbours;
    private final int exclusion;
    private double limit;
    private double[] distances = new double[64];
    private int[] starts = new int[64];
    private int size;
    private int reviewAt;

    /// @param range largest distance of an answer, perhaps infinite
    WindowMatches(int neighbours, int exclusion, double range) {
        this.neighbours = neighbours;
        this.exclusion = exclusion;
        this.limit = range;
    }

    /// Costs above it cannot be among the answers; a little over the square of the distance, as
    /// different costs have one root.
    double limit() {
        return limit * limit * (1 + 1e-14);
    }

    void offer(int start, double cost) {
        double distance = Math.sqrt(cost);
        if (!(distance <= limit)) {
            return;
        }
        if (size == distances.length) {
            distances = Arrays.copyOf(distances, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size);
        }
        distances[size] = distance;
        starts[size] = start;
        size++;
        if (neighbours == 1) {
            limit = distance;
        } else if (size >= reviewAt) {
            review();
        }
    }

    private void review() {
        int enough = (int) Math.min(Integer.MAX_VALUE, 2L * neighbours - 1);
        int[] chosen = chosen(enough);
        if (chosen.length == enough) {
            limit = Math.min(limit, distances[chosen[enough - 1]]);
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (distances[i] <= limit) {
                distances[kept] = distances[i];
                starts[kept] = starts[i];
                kept++;
            }
        }
        size = kept;
        reviewAt = size + size / 4 + 8;
    }

    /// Indices of the answers, the best first, sorted by distance and start; at most `most`.
    private int[] chosen(int most) {
        sort();
        int[] chosen = new int[Math.min(size, most)];
        int count = 0;
        for (int i = 0; i < size && count < most; i++) {
            boolean free = distances[i] <= limit;
            for (int c = 0; c < count && free; c++) {
                free = Math.abs(starts[i] - starts[chosen[c]]) > exclusion;
            }
            if (free) {
                chosen[count++] = i;
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    private void sort() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (a, b) ->
                        distances[a] != distances[b]
                                ? Double.compare(distances[a], distances[b])
                                : Integer.compare(starts[a], starts[b]));
        double[] sortedDistances = new double[distances.length];
        int[] sortedStarts = new int[distances.length];
        for (int i = 0; i < size; i++) {
            sortedDistances[i] = distances[order[i]];
            sortedStarts[i] = starts[order[i]];
        }
        distances = sortedDistances;
        starts = sortedStarts;
    }

    /// Starts of the answers, the best first.
    int[] starts() {
        return Arrays.stream(chosen(neighbours)).map(i -> starts[i]).toArray();
    }

    /// Their distances.
    double[] distances() {
        return Arrays.stream(chosen(neighbours)).mapToDouble(i -> distances[i]).toArray();
    }
}

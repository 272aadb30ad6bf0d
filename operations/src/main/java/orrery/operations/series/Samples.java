package orrery.operations.series;

import java.util.Arrays;

/// Numbers gathered into an array that grows. Confined.
final class Samples {
    private double[] values = new double[1024];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, (int) Math.min(SeriesFile.SAMPLES_MAX, 2L * size));
        }
        values[size++] = value;
    }

    boolean isFull() {
        return size == SeriesFile.SAMPLES_MAX;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /// Without the missing ones at the end.
    double[] trimmed() {
        int end = size;
        while (end > 0 && Double.isNaN(values[end - 1])) {
            end--;
        }
        return Arrays.copyOf(values, end);
    }

    double[] all() {
        return Arrays.copyOf(values, size);
    }
}

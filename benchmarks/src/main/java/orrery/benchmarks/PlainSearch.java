package orrery.benchmarks;

import java.util.Arrays;

/// The search for analogues as one would write it first: every window is measured against the
/// newest one from its samples, and the nearest are kept in order.
final class PlainSearch {
    private final boolean normalised;
    private final int window;
    private final int history;
    private final double[] samples;
    private final int[] ages;
    private final double[] distances;
    private final double[] latest;
    private final double[] other;
    private int oldest;
    private int end;

    PlainSearch(int history, int window, int neighbours, boolean normalised) {
        this.normalised = normalised;
        this.window = window;
        this.history = history;
        samples = new double[2 * history];
        ages = new int[neighbours];
        distances = new double[neighbours];
        latest = new double[window];
        other = new double[window];
    }

    /// Adds a sample and drops the oldest where the history is full.
    void add(double value) {
        if (end == samples.length) {
            System.arraycopy(samples, end - history, samples, 0, history);
            end = history;
        }
        samples[end++] = value;
        oldest = Math.max(0, end - history);
    }

    /// Finds the windows nearest to the newest one.
    void search() {
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        int newest = end - window;
        take(newest, latest);
        for (int age = 1; newest - age >= oldest; age++) {
            take(newest - age, other);
            double sum = 0;
            for (int i = 0; i < window; i++) {
                double difference = latest[i] - other[i];
                sum += difference * difference;
            }
            keep(age, Math.sqrt(sum));
        }
    }

    int age(int i) {
        return ages[i];
    }

    double distance(int i) {
        return distances[i];
    }

    private void take(int start, double[] into) {
        System.arraycopy(samples, start, into, 0, window);
        if (!normalised) {
            return;
        }
        double sum = 0;
        for (double value : into) {
            sum += value;
        }
        double mean = sum / window;
        double squares = 0;
        for (double value : into) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / window);
        for (int i = 0; i < window; i++) {
            into[i] = deviation == 0 ? 0 : (into[i] - mean) / deviation;
        }
    }

    private void keep(int age, double distance) {
        int last = distances.length - 1;
        if (!(distance < distances[last])) {
            return;
        }
        int at = last;
        while (at > 0 && distance < distances[at - 1]) {
            distances[at] = distances[at - 1];
            ages[at] = ages[at - 1];
            at--;
        }
        distances[at] = distance;
        ages[at] = age;
    }
}

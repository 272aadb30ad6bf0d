package orrery.compare.profile;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The brute-force twin: every pair of windows measured from its definition.
final class PlainProfile {
    private final double[][] shapes;
    private final double[][] others;
    private final int exclusion;
    private final int window;
    private final boolean normalised;

    /// @param exclusion -1 where the series are two
    PlainProfile(double[] series, double[] with, ProfileSettings settings, int exclusion) {
        this.normalised = settings.normalised();
        this.window = settings.window();
        this.shapes = shapes(series);
        this.others = shapes(with);
        this.exclusion = exclusion;
    }

    static PlainProfile self(double[] series, ProfileSettings settings) {
        return new PlainProfile(series, series, settings, settings.exclusion());
    }

    /// Windows of mean 0 and norm 1; of zeros where constant; of no length where invalid.
    private double[][] shapes(double[] series) {
        return IntStream.rangeClosed(0, series.length - window)
                .mapToObj(i -> shape(Arrays.copyOfRange(series, i, i + window)))
                .toArray(double[][]::new);
    }

    private double[] shape(double[] x) {
        double largest = 0;
        for (double sample : x) {
            if (!(Math.abs(sample) <= 1e150)) {
                return new double[0];
            }
            largest = Math.max(largest, Math.abs(sample));
        }
        if (!normalised) {
            return x;
        }
        // By a power of two, so that squares neither overflow nor vanish.
        int exponent = largest == 0 ? 0 : Math.max(-900, Math.getExponent(largest));
        for (int k = 0; k < x.length; k++) {
            x[k] = Math.scalb(x[k], -exponent);
        }
        double origin = x[0];
        double mean = 0;
        for (double sample : x) {
            mean += (sample - origin) / x.length;
        }
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            x[k] = x[k] - origin - mean;
            sum += x[k] * x[k];
        }
        double norm = Math.sqrt(sum);
        double unit = 16 * Math.ulp(Math.scalb(largest, -exponent)) * Math.sqrt(x.length);
        for (int k = 0; k < x.length; k++) {
            x[k] = norm <= unit ? 0 : x[k] / norm;
        }
        return x;
    }

    int size() {
        return shapes.length;
    }

    private static boolean flat(double[] shape) {
        return Arrays.stream(shape).allMatch(x -> x == 0);
    }

    /// Infinite where the pair does not count.
    double distance(int i, int j) {
        double[] x = shapes[i];
        double[] y = others[j];
        boolean same = exclusion >= 0 && Math.abs(i - j) <= exclusion;
        if (same || x.length == 0 || y.length == 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (normalised && (flat(x) || flat(y))) {
            return flat(x) && flat(y) ? 0 : Math.sqrt(window);
        }
        double sum = 0;
        for (int k = 0; k < window; k++) {
            sum += (x[k] - y[k]) * (x[k] - y[k]);
        }
        return Math.sqrt(normalised ? window * sum : sum);
    }

    /// Distances of window `i` from those of the other series in `from` to `to` (exclusive),
    /// ascending.
    double[] nearest(int i, int from, int to) {
        return IntStream.range(Math.max(0, from), Math.min(to, others.length))
                .mapToDouble(j -> distance(i, j))
                .sorted()
                .toArray();
    }

    double[] nearest(int i) {
        return nearest(i, 0, others.length);
    }

    /// Of several channels: the mean of the `count` least distances.
    static double mean(PlainProfile[] plain, int i, int j, int count) {
        double[] cell =
                Arrays.stream(plain).mapToDouble(one -> one.distance(i, j)).sorted().toArray();
        return Arrays.stream(cell).limit(count).sum() / count;
    }
}

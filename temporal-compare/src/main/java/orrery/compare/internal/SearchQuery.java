package orrery.compare.internal;

import java.util.Comparator;
import java.util.stream.IntStream;

/// A query of a subsequence search with its envelope, in the forms that the bounds need.
final class SearchQuery {
    private final double[] samples;
    private final int radius;
    private final double[] upper;
    private final double[] lower;
    private final int[] order;
    private final float[] upperFloats;
    private final float[] lowerFloats;
    private final float[] floats;
    private final float error;
    private final float floor;

    /// @param samples normalised if windows are
    SearchQuery(double[] samples, int radius) {
        this.samples = samples;
        this.radius = radius;
        int m = samples.length;
        upper = new double[m];
        lower = new double[m];
        SlidingExtremes.of(samples, radius, upper, lower);
        order =
                IntStream.range(0, m)
                        .boxed()
                        .sorted(Comparator.comparingDouble(j -> -Math.abs(samples[j])))
                        .mapToInt(j -> j)
                        .toArray();
        floats = floats(samples);
        upperFloats = floats(upper);
        lowerFloats = floats(lower);
        double largest = 0;
        float least = 0;
        for (float sample : floats) {
            largest = Math.max(largest, Math.abs(sample));
            least = Math.min(least, sample);
        }
        error = (float) (largest * 0x1p-20);
        floor = least;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    int length() {
        return samples.length;
    }

    int radius() {
        return radius;
    }

    double[] samples() {
        return samples;
    }

    /// Largest sample within the radius of each.
    double[] upper() {
        return upper;
    }

    /// Least sample within the radius of each.
    double[] lower() {
        return lower;
    }

    /// Places by falling magnitude: differences are likely to be large there.
    int[] order() {
        return order;
    }

    float[] floats() {
        return floats;
    }

    float[] upperFloats() {
        return upperFloats;
    }

    float[] lowerFloats() {
        return lowerFloats;
    }

    /// What rounding to floats may shift a difference of the query by.
    float error() {
        return error;
    }

    /// Root of the most cells on a way: what an error of each of them may amount to.
    float waySteps() {
        return (float) Math.sqrt(2.0 * samples.length);
    }

    /// What a sum of floats over a way is raised by before it is held against a limit.
    float slack() {
        return 1 + (samples.length + 64) * 0x1p-22f;
    }

    /// The least sample, or 0 where that is less.
    float floor() {
        return floor;
    }
}

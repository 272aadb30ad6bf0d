package orrery.compare.internal;

/// Largest and least values within a radius of each place, in linear time.
///
/// Source: Lemire, Pattern Recognition 42(9), 2009, doi:10.1016/j.patcog.2008.11.030.
public final class SlidingExtremes {
    private SlidingExtremes() {}

    /// @param upper receives the largest value among i - radius … i + radius, as far as they exist
    /// @param lower receives the least
    public static void of(double[] values, int radius, double[] upper, double[] lower) {
        extremes(values, radius, upper, true);
        extremes(values, radius, lower, false);
    }

    // The queue holds places whose values fall (or rise): the first is the extreme of the window.
    private static void extremes(double[] values, int radius, double[] out, boolean largest) {
        int n = values.length;
        int reach = Math.min(radius, n);
        int[] queue = new int[n];
        int first = 0;
        int end = 0;
        for (int i = 0; i < n + reach; i++) {
            if (i < n) {
                while (end > first && beats(values[i], values[queue[end - 1]], largest)) {
                    end--;
                }
                queue[end++] = i;
            }
            int centre = i - reach;
            if (centre >= 0) {
                while (queue[first] < centre - reach) {
                    first++;
                }
                out[centre] = values[queue[first]];
            }
        }
    }

    private static boolean beats(double a, double b, boolean largest) {
        return largest ? a >= b : a <= b;
    }
}

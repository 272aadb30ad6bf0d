package orrery.compare.segment;

import orrery.timeline.Refusal;

/// How long a window has to be to hold what a series does: SuSS, summary statistics subsequence.
///
/// The shortest length of which the windows have mean, deviation and range much like the whole
/// series. Cost: O(n·log n) for n samples; memory O(n).
///
/// Source: Ermshaus, Schäfer, Leser, "Window size selection in unsupervised time series analytics",
/// 2023, doi:10.1007/978-3-031-24378-3_6.
public final class WindowSize {
    /// No window is shorter.
    public static final int LEAST = 10;

    private static final double LIKE_ENOUGH = 0.89;

    private final double[] series;
    private final double mean;
    private final double deviation;
    private final double shortest;
    private final double longest;

    private WindowSize(double[] unit) {
        this.series = unit;
        this.mean = mean(unit, 0, unit.length);
        double squares = 0;
        for (double x : unit) {
            squares += (x - mean) * (x - mean);
        }
        this.deviation = Math.sqrt(squares / unit.length);
        this.shortest = unlike(1);
        this.longest = unlike(unit.length - 1);
    }

    /// The length of a window for a series.
    ///
    /// @param series finite samples
    /// @return [#LEAST] or more, or the length of the series where that is less
    /// @throws Refusal EMPTY, or NOT_A_NUMBER if a sample is missing
    public static int of(double[] series) {
        if (series.length == 0) {
            throw new Refusal(Refusal.Code.EMPTY, "there is no sample", "give one or more");
        }
        double least = series[0];
        double most = series[0];
        for (int t = 0; t < series.length; t++) {
            if (!Double.isFinite(series[t])) {
                throw new Refusal(
                                Refusal.Code.NOT_A_NUMBER,
                                "the sample is " + series[t],
                                "fill the gap before")
                        .at("sample " + t);
            }
            least = Math.min(least, series[t]);
            most = Math.max(most, series[t]);
        }
        if (series.length <= LEAST || least == most) {
            return Math.min(LEAST, series.length);
        }
        double[] unit = new double[series.length];
        for (int t = 0; t < unit.length; t++) {
            // Halves, because the range may be more than the largest double.
            unit[t] = (series[t] / 2 - least / 2) / (most / 2 - least / 2);
        }
        return new WindowSize(unit).search();
    }

    private int search() {
        if (shortest == longest) {
            return LEAST;
        }
        int high = 16;
        while (high < series.length - 1 && alike(high) <= LIKE_ENOUGH) {
            high *= 2;
        }
        int low = Math.max(LEAST, high / 2);
        high = Math.min(high + 1, series.length - 1);
        while (low <= high) {
            int middle = (low + high) >>> 1;
            double alike = alike(middle);
            if (alike < LIKE_ENOUGH) {
                low = middle + 1;
            } else if (alike > LIKE_ENOUGH) {
                high = middle - 1;
            } else {
                return low;
            }
        }
        return low;
    }

    private double alike(int window) {
        return 1 - (unlike(window) - longest) / (shortest - longest);
    }

    /// Mean distance of the statistics of the windows from those of the series, whose range is 1.
    private double unlike(int window) {
        int n = series.length;
        Extremes low = new Extremes(n, -1);
        Extremes high = new Extremes(n, 1);
        double sum = 0;
        double squares = 0;
        double total = 0;
        for (int t = 0; t < n; t++) {
            sum += series[t] - (t >= window ? series[t - window] : 0);
            squares += square(series[t]) - (t >= window ? square(series[t - window]) : 0);
            double most = high.add(series, t, window);
            double least = low.add(series, t, window);
            if (t >= window) {
                double average = sum / window;
                double variance = Math.max(0, squares / window - average * average);
                double apart =
                        square(average - mean)
                                + square(Math.sqrt(variance) - deviation)
                                + square(most - least - 1);
                total += Math.sqrt(apart);
            }
        }
        return total / Math.sqrt(window) / (n - window);
    }

    private static double square(double x) {
        return x * x;
    }

    private static double mean(double[] x, int from, int to) {
        double sum = 0;
        for (int t = from; t < to; t++) {
            sum += x[t];
        }
        return sum / (to - from);
    }

    /// The largest (sign 1) or smallest (sign -1) of the last samples: Lemire's monotone queue.
    private static final class Extremes {
        private final int[] queue;
        private final double sign;
        private int first;
        private int end;

        Extremes(int length, double sign) {
            this.queue = new int[length];
            this.sign = sign;
        }

        double add(double[] series, int t, int window) {
            while (end > first && sign * series[queue[end - 1]] <= sign * series[t]) {
                end--;
            }
            queue[end++] = t;
            if (queue[first] <= t - window) {
                first++;
            }
            return series[queue[first]];
        }
    }
}

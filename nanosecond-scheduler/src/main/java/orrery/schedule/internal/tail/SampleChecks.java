package orrery.schedule.internal.tail;

import java.util.Arrays;

/// What a sample must show before a tail is fitted to it: one distribution, and no memory.
public final class SampleChecks {
    // Two-sided 1 % of the normal distribution, and of Kolmogorov's.
    private static final double NORMAL_LIMIT = 2.576;
    private static final double KOLMOGOROV_LIMIT = 1.628;
    private static final double UNLIKELY = 0.01;
    private static final int LAGS = 10;
    private static final double SECOND_COMPONENT = 6;

    private SampleChecks() {}

    /// Whether the first half may have the distribution of the second, at 1 %.
    ///
    /// Source: the two-sample test of Kolmogorov and Smirnov.
    public static boolean halvesAgree(double[] sample) {
        int half = sample.length / 2;
        double[] first = Arrays.copyOfRange(sample, 0, half);
        double[] second = Arrays.copyOfRange(sample, half, sample.length);
        Arrays.sort(first);
        Arrays.sort(second);
        double apart = 0;
        int i = 0;
        int j = 0;
        while (i < first.length && j < second.length) {
            double x = Math.min(first[i], second[j]);
            while (i < first.length && first[i] <= x) {
                i++;
            }
            while (j < second.length && second[j] <= x) {
                j++;
            }
            apart =
                    Math.max(
                            apart,
                            Math.abs(i / (double) first.length - j / (double) second.length));
        }
        double n = first.length;
        double m = second.length;
        return apart <= KOLMOGOROV_LIMIT * Math.sqrt((n + m) / (n * m));
    }

    /// Whether values above and below the median follow each other as if by chance, at 1 %.
    ///
    /// Source: Wald & Wolfowitz, Annals of Mathematical Statistics 11(2), 1940.
    public static boolean runsAreRandom(double[] sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        double above = 0;
        double below = 0;
        double runs = 0;
        int last = 0;
        for (double x : sample) {
            int side = Double.compare(x, median);
            if (side != 0) {
                above += side > 0 ? 1 : 0;
                below += side < 0 ? 1 : 0;
                runs += side != last ? 1 : 0;
                last = side;
            }
        }
        double both = above + below;
        if (above < 10 || below < 10) {
            return true;
        }
        double mean = 2 * above * below / both + 1;
        double variance = (mean - 1) * (mean - 2) / (both - 1);
        return Math.abs(runs - mean) <= NORMAL_LIMIT * Math.sqrt(variance);
    }

    /// The probability of so much autocorrelation of the ranks over ten lags, if there is none.
    ///
    /// Source: Ljung & Box, Biometrika 65(2), 1978, doi:10.1093/biomet/65.2.297, on ranks, so that
    /// a heavy tail does not decide it.
    public static double independence(double[] sample) {
        double[] ranks = ranks(sample);
        int n = ranks.length;
        double mean = (n - 1) / 2.0;
        double power = 0;
        for (double rank : ranks) {
            power += (rank - mean) * (rank - mean);
        }
        if (power == 0) {
            return 1;
        }
        double sum = 0;
        for (int lag = 1; lag <= LAGS; lag++) {
            double product = 0;
            for (int i = lag; i < n; i++) {
                product += (ranks[i] - mean) * (ranks[i - lag] - mean);
            }
            double correlation = product / power;
            sum += correlation * correlation / (n - lag);
        }
        return chiSquareAbove(n * (n + 2.0) * sum);
    }

    /// Whether {@link #independence} is unlikely, at 1 %.
    public static boolean remembers(double[] sample) {
        return independence(sample) < UNLIKELY;
    }

    // For ten degrees of freedom: an even number has a closed form.
    private static double chiSquareAbove(double x) {
        double term = 1;
        double sum = 1;
        for (int i = 1; i < LAGS / 2; i++) {
            term *= x / 2 / i;
            sum += term;
        }
        return Math.exp(-x / 2) * sum;
    }

    // Equal values share the mean of their ranks.
    private static double[] ranks(double[] sample) {
        int n = sample.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(sample[a], sample[b]));
        double[] ranks = new double[n];
        for (int from = 0; from < n; ) {
            int to = from;
            while (to < n && sample[order[to]] == sample[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /// The share of exceedances that begin a cluster: 1 if they come one by one.
    ///
    /// Source: the intervals estimator, Ferro & Segers, JRSS B 65(2), 2003,
    /// doi:10.1111/1467-9868.00401.
    ///
    /// @param at where the exceedances are, ascending, at least two
    public static double extremalIndex(int[] at) {
        double sum = 0;
        double squares = 0;
        double less = 0;
        double products = 0;
        int most = 0;
        int gaps = at.length - 1;
        for (int i = 0; i < gaps; i++) {
            int gap = at[i + 1] - at[i];
            most = Math.max(most, gap);
            sum += gap;
            squares += (double) gap * gap;
            less += gap - 1;
            products += (gap - 1.0) * (gap - 2.0);
        }
        double index =
                most <= 2 ? 2 * sum * sum / (gaps * squares) : 2 * less * less / (gaps * products);
        return Math.min(1, index);
    }

    /// The largest of each cluster of exceedances, sorted.
    ///
    /// @param at where the exceedances are, ascending
    /// @param excesses what they exceed the threshold by
    /// @param clusters how many clusters there are to be at most; the largest gaps part them
    public static double[] clusterMaxima(int[] at, double[] excesses, int clusters) {
        int gaps = at.length - 1;
        int[] sorted = new int[gaps];
        for (int i = 0; i < gaps; i++) {
            sorted[i] = at[i + 1] - at[i];
        }
        Arrays.sort(sorted);
        int parting = Integer.MAX_VALUE;
        if (clusters >= 2) {
            int place = gaps - (clusters - 1);
            boolean tied = place > 0 && sorted[place - 1] == sorted[place];
            parting = tied ? sorted[place] + 1 : sorted[place];
        }
        double[] maxima = new double[at.length];
        int count = 0;
        double largest = excesses[0];
        for (int i = 1; i < at.length; i++) {
            if (at[i] - at[i - 1] >= parting) {
                maxima[count++] = largest;
                largest = excesses[i];
            } else {
                largest = Math.max(largest, excesses[i]);
            }
        }
        maxima[count++] = largest;
        double[] kept = Arrays.copyOf(maxima, count);
        Arrays.sort(kept);
        return kept;
    }

    /// Whether the largest excesses lie farther out than the tail of the others allows.
    ///
    /// For several numbers k, one tail for all is compared with two: a tail for those below while
    /// the k largest are hidden, and a tail of its own for these. A rare second component, such as a
    /// slow path taken once in a thousand, shows itself so, where one fit would only be bent.
    ///
    /// Source: the question is that of TailID (ECRTS 2025); the test is a ratio of likelihoods,
    /// whose limit was set so that one tail is called two in about one sample of a hundred.
    ///
    /// @param excesses sorted
    public static boolean hasSecondComponent(double[] excesses) {
        int n = excesses.length;
        double whole = ParetoFit.of(excesses).logLikelihood();
        for (int hidden = 1; hidden <= n * 3 / 4; hidden = hidden + 1 + hidden / 3) {
            ParetoFit below = ParetoFit.censored(excesses, hidden);
            double from = excesses[n - hidden - 1];
            double mean = 0;
            for (int i = n - hidden; i < n; i++) {
                mean += (excesses[i] - from) / hidden;
            }
            double above = -hidden * (Math.log(mean) + 1);
            boolean farther = mean > below.meanExcess(from);
            if (farther && below.logLikelihood() + above - whole > SECOND_COMPONENT) {
                return true;
            }
        }
        return false;
    }

    /// How far a fitted tail is from the excesses, weighted towards both ends.
    ///
    /// Source: Anderson & Darling, Annals of Mathematical Statistics 23(2), 1952.
    ///
    /// @param excesses sorted
    public static double distance(double[] excesses, ParetoFit fit) {
        int n = excesses.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double above = fit.logSurvival(excesses[n - 1 - i]);
            double below = Math.log(-Math.expm1(fit.logSurvival(excesses[i])));
            sum += (2 * i + 1) * (below + above);
        }
        return -n - sum / n;
    }
}

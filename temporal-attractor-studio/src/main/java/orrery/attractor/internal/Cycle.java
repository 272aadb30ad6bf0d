package orrery.attractor.internal;

import java.util.Arrays;

/// The period of a window, where one cycle explains all but a small or a patternless rest.
///
/// Two ways are tried: means over a whole number of samples (square waves, orbits of maps), and a
/// harmonic series on the strongest line or its half, third or fourth (smooth cycles of any
/// period). Time O(n log n). Not thread-safe: owns its buffers. Allocates nothing when used.
public final class Cycle {
    private static final double REST_MAX = 0.2;
    private static final double REST_NONE = 0.002;
    private static final int HARMONICS = 8;
    private static final int COLUMNS = 2 * HARMONICS + 1;

    private final double[] profile;
    private final int[] visits;
    private final double[] rest;
    private final double[] matrix = new double[COLUMNS * COLUMNS];
    private final double[] vector = new double[COLUMNS];
    private final double[] row = new double[COLUMNS];
    private double period;
    private double share;
    private double colour;

    /// @param capacity longest window, in samples
    public Cycle(int capacity) {
        profile = new double[capacity];
        visits = new int[capacity];
        rest = new double[capacity];
    }

    /// The smallest period at which the window repeats itself to rounding, or 0.
    ///
    /// @param longest longest period tried
    public static int exactPeriod(double[] z, int n, int longest, double tolerance) {
        for (int p = 1; p <= longest; p++) {
            int i = n - 1;
            while (i >= p && Math.abs(z[i] - z[i - p]) <= tolerance) {
                i--;
            }
            if (i < p) {
                return p;
            }
        }
        return 0;
    }

    /// Looks for the period that leaves the smallest rest.
    ///
    /// @param z standardised window
    /// @param laggedProducts lags 0 .. n / 4 at least
    /// @param line frequency of the strongest line, cycles per sample
    public void search(double[] z, int n, double[] laggedProducts, double line) {
        period = 0;
        share = 1;
        colour = Double.POSITIVE_INFINITY;
        fold(z, n, strongestLag(laggedProducts, n));
        for (int d = 1; d <= 4; d++) {
            double base = line / d;
            int lag = (int) Math.rint(1 / base);
            if (base * n < 4 || lag >= n) {
                break;
            }
            boolean repeats = laggedProducts[lag] * n > 0.6 * laggedProducts[0] * (n - lag);
            if (repeats || 1 / base < 4) {
                fitHarmonics(z, n, base);
            }
        }
    }

    /// Whether the cycle leaves at most a five hundredth of the variance, or at most a fifth and
    /// that without a pattern.
    public boolean explains(int n) {
        return share <= REST_NONE || (share <= REST_MAX && colour <= Math.max(30, 0.15 * n));
    }

    /// Period in samples, 0 where none was found.
    public double period() {
        return period;
    }

    /// Share of the variance that the cycle leaves, 0 to 1, corrected for what was fitted.
    public double rest() {
        return share;
    }

    /// Ljung-Box statistic of the rest over ten lags: about 10 where the rest has no pattern.
    public double colour() {
        return colour;
    }

    private static int strongestLag(double[] laggedProducts, int n) {
        int best = 0;
        double most = 0.5;
        int lag = 1;
        while (lag <= n / 4 && laggedProducts[lag] > 0) {
            lag++;
        }
        for (; lag <= n / 4; lag++) {
            double like = laggedProducts[lag] / laggedProducts[0] * n / (n - lag);
            if (like > most * 1.02) {
                most = like;
                best = lag;
            }
        }
        return best;
    }

    private void fold(double[] z, int n, int p) {
        if (p < 2) {
            return;
        }
        Arrays.fill(profile, 0, p, 0);
        Arrays.fill(visits, 0, p, 0);
        for (int i = 0; i < n; i++) {
            profile[i % p] += z[i];
            visits[i % p]++;
        }
        for (int k = 0; k < p; k++) {
            profile[k] /= visits[k];
        }
        for (int i = 0; i < n; i++) {
            rest[i] = (z[i] - profile[i % p]) * visits[i % p] / (visits[i % p] - 1.0);
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += rest[i] * rest[i];
        }
        keepIfBetter(p, sum / n * (n - p) / n, n);
    }

    private void fitHarmonics(double[] z, int n, double base) {
        int harmonics = Math.min(HARMONICS, (int) (0.5 / base + 1e-9));
        int p = 2 * harmonics + 1;
        Arrays.fill(matrix, 0);
        Arrays.fill(vector, 0);
        for (int t = 0; t < n; t++) {
            fillRow(t, base, harmonics);
            for (int a = 0; a < p; a++) {
                double v = row[a];
                vector[a] += v * z[t];
                for (int b = 0; b <= a; b++) {
                    matrix[a * COLUMNS + b] += v * row[b];
                }
            }
        }
        for (int a = 0; a < p; a++) {
            matrix[a * COLUMNS + a] += 1e-9 * n;
        }
        if (!SymmetricSolver.solve(matrix, vector, p, COLUMNS)) {
            return;
        }
        double sum = 0;
        for (int t = 0; t < n; t++) {
            fillRow(t, base, harmonics);
            double fitted = 0;
            for (int a = 0; a < p; a++) {
                fitted += vector[a] * row[a];
            }
            rest[t] = z[t] - fitted;
            sum += rest[t] * rest[t];
        }
        keepIfBetter(1 / base, sum / Math.max(1, n - p), n);
    }

    private void fillRow(int t, double base, int harmonics) {
        double phase = base * t;
        phase = 2 * Math.PI * (phase - Math.floor(phase));
        double c = Math.cos(phase);
        double s = Math.sin(phase);
        double hc = 1;
        double hs = 0;
        row[0] = 1;
        for (int h = 1; h <= harmonics; h++) {
            double next = hc * c - hs * s;
            hs = hs * c + hc * s;
            hc = next;
            row[2 * h - 1] = hc;
            row[2 * h] = hs;
        }
    }

    private void keepIfBetter(double candidate, double left, int n) {
        if (left < 0.7 * share) {
            share = left;
            period = candidate;
            colour = ljungBox(n);
        }
    }

    private double ljungBox(int n) {
        double zero = 0;
        for (int i = 0; i < n; i++) {
            zero += rest[i] * rest[i];
        }
        double statistic = 0;
        for (int k = 1; k <= 10; k++) {
            double sum = 0;
            for (int i = k; i < n; i++) {
                sum += rest[i] * rest[i - k];
            }
            statistic += sum * sum / (zero * zero) / (n - k);
        }
        return statistic * n * (n + 2.0);
    }
}

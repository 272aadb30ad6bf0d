package orrery.attractor.internal;

import java.util.Arrays;

/// The best linear forecast some steps ahead from lagged samples, by least squares over the window.
///
/// It is fitted on the samples that it is judged on: that favours it, by about p / n, and so errs
/// against determinism. Time O(n p^2) for p lags. Not thread-safe: owns its buffers.
public final class LinearForecast {
    private static final int LAGS = 10;
    private static final double RIDGE = 1e-9;

    private final int[] lag = new int[LAGS + 1];
    private final double[] matrix = new double[(LAGS + 1) * (LAGS + 1)];
    private final double[] factor = new double[(LAGS + 1) * (LAGS + 1)];
    private final double[] vector = new double[LAGS + 1];
    private final double[] row = new double[LAGS + 1];
    private int lags;
    private int ahead;

    /// Fits the forecast z(t + ahead) from a constant and z(t - lag) for lags 0, 1 and multiples of
    /// the spacing, as far back as a quarter of the window.
    public void fit(double[] z, int n, int spacing, int ahead) {
        this.ahead = ahead;
        lags = 0;
        lag[lags++] = 0;
        if (spacing > 1) {
            lag[lags++] = 1;
        }
        for (int k = 1; lags < LAGS && k * spacing <= n / 4; k++) {
            lag[lags++] = k * spacing;
        }
        Arrays.fill(matrix, 0);
        Arrays.fill(vector, 0);
        int p = lags + 1;
        for (int t = lag[lags - 1]; t + ahead < n; t++) {
            fillRow(z, t);
            double target = z[t + ahead];
            for (int a = 0; a < p; a++) {
                double v = row[a];
                vector[a] += v * target;
                int start = a * (LAGS + 1);
                for (int b = 0; b <= a; b++) {
                    matrix[start + b] += v * row[b];
                }
            }
        }
        for (int a = 0; a < p; a++) {
            matrix[a * (LAGS + 1) + a] += RIDGE * n;
        }
        System.arraycopy(matrix, 0, factor, 0, matrix.length);
        if (!SymmetricSolver.solve(factor, vector, p, LAGS + 1)) {
            Arrays.fill(vector, 0);
        }
    }

    /// Samples that the forecast looks back from its newest.
    public int reach() {
        return lag[lags - 1];
    }

    /// Forecast minus truth at t + ahead.
    public double error(double[] z, int t) {
        fillRow(z, t);
        double sum = 0;
        for (int a = 0; a <= lags; a++) {
            sum += vector[a] * row[a];
        }
        return sum - z[t + ahead];
    }

    private void fillRow(double[] z, int t) {
        for (int a = 0; a < lags; a++) {
            row[a] = z[t - lag[a]];
        }
        row[lags] = 1;
    }
}

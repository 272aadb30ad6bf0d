package orrery.attractor.internal;

import java.util.Arrays;

/// Forecasts from the futures of the nearest delay vectors: their mean, and a local linear map.
///
/// No vector within the Theiler window of the reference takes part, so every error is out of
/// sample. Time O(k m^2 + m^3) per reference after the search. Not thread-safe: owns its buffers.
///
/// Source: Farmer & Sidorowich, Phys. Rev. Lett. 59, 1987, doi:10.1103/PhysRevLett.59.845.
public final class LocalForecast {
    private static final int NEAREST = 4;
    private static final double RIDGE = 1e-3;

    private final double[] matrix;
    private final double[] vector;
    private final double[] row;
    private final int stride;

    /// @param dimensions largest dimension
    public LocalForecast(int dimensions) {
        stride = dimensions + 1;
        matrix = new double[stride * stride];
        vector = new double[stride];
        row = new double[stride];
    }

    /// Error of the mean future of the four nearest.
    public double meanError(EmbeddingView view, NearestNeighbours near, int reference, int ahead) {
        double[] z = view.samples();
        int used = Math.min(NEAREST, near.found());
        double sum = 0;
        for (int q = 0; q < used; q++) {
            sum += z[near.index(q) + ahead];
        }
        return sum / used - z[reference + ahead];
    }

    /// Error of the linear map fitted to all neighbours found, weighted down with distance.
    public double linearError(
            EmbeddingView view, NearestNeighbours near, int reference, int ahead) {
        double[] z = view.samples();
        int m = view.embedding().dimension();
        int p = m + 1;
        Arrays.fill(matrix, 0);
        Arrays.fill(vector, 0);
        double widest = near.squared(near.found() - 1) * 1.0001 + Double.MIN_NORMAL;
        for (int q = 0; q < near.found(); q++) {
            double weight = 1 - near.squared(q) / widest;
            int j = near.index(q);
            row[0] = 1;
            for (int l = 0; l < m; l++) {
                int back = l * view.embedding().delay();
                row[l + 1] = z[j - back] - z[reference - back];
            }
            double target = z[j + ahead];
            for (int a = 0; a < p; a++) {
                double v = weight * row[a];
                vector[a] += v * target;
                for (int b = 0; b <= a; b++) {
                    matrix[a * stride + b] += v * row[b];
                }
            }
        }
        double trace = Double.MIN_NORMAL;
        for (int a = 1; a < p; a++) {
            trace += matrix[a * stride + a];
        }
        for (int a = 1; a < p; a++) {
            matrix[a * stride + a] += RIDGE * trace / m;
        }
        boolean solved = SymmetricSolver.solve(matrix, vector, p, stride);
        return solved ? vector[0] - z[reference + ahead] : meanError(view, near, reference, ahead);
    }
}

package orrery.compare.internal;

/// Differences of samples, over all channels: the norms that several measures are made of.
final class Differences {
    private Differences() {}

    /// Euclidean norm of x_i - y_j for the columns of a stretch; |x_i - y_j| of one channel.
    static void norms(ElasticGrid grid, int i, int from, int to, double[] into) {
        int lanes = grid.lanes();
        if (grid.channels() == 1) {
            magnitudes(grid.x(0)[i], grid.y(0), into, from * lanes, to * lanes);
            return;
        }
        squares(grid, i, from, to, into);
        for (int k = from * lanes; k < to * lanes; k++) {
            into[k] = Math.sqrt(into[k]);
        }
    }

    /// Squared Euclidean norm of x_i - y_j.
    static void squares(ElasticGrid grid, int i, int from, int to, double[] into) {
        int lanes = grid.lanes();
        for (int c = 0; c < grid.channels(); c++) {
            double[] y = grid.y(c);
            double x = grid.x(c)[i];
            for (int k = from * lanes; k < to * lanes; k++) {
                double d = x - y[k];
                into[k] = c == 0 ? d * d : into[k] + d * d;
            }
        }
    }

    /// Largest |x_i - y_j| of any channel.
    static void largest(ElasticGrid grid, int i, int from, int to, double[] into) {
        int lanes = grid.lanes();
        for (int c = 0; c < grid.channels(); c++) {
            double[] y = grid.y(c);
            double x = grid.x(c)[i];
            for (int k = from * lanes; k < to * lanes; k++) {
                double d = Math.abs(x - y[k]);
                into[k] = c == 0 ? d : Math.max(into[k], d);
            }
        }
    }

    private static void magnitudes(double x, double[] y, double[] into, int from, int to) {
        for (int k = from; k < to; k++) {
            into[k] = Math.abs(x - y[k]);
        }
    }
}

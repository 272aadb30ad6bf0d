package orrery.compare.internal;

/// DTW with squared costs over whole tables, one series of one channel with a batch: the kernels for
/// matrices, where nothing can be pruned.
///
/// Confined; owns its row.
public final class FullWarping {
    private final boolean vectorised = Kernels.vectorised();
    private final ElasticFrame frame;
    private double[] row = {};
    private float[] floatRow = {};
    private float[] floatCosts = {};

    public FullWarping() {
        frame = ElasticFrame.batch(PointCosts.warping(true, 0));
    }

    /// Lanes of a batch.
    public static int lanes() {
        return Kernels.vectorised() ? MatrixLanes.DOUBLES.length() : 8;
    }

    /// Lanes of a batch of floats.
    public static int floatLanes() {
        return Kernels.vectorised() ? MatrixLanes.FLOATS.length() : 8;
    }

    /// Costs of x with each lane.
    ///
    /// @param x with a 0 before the first sample
    /// @param y interleaved, with a 0 in each lane before the first sample
    public void costs(double[] x, double[] y, double[] costs) {
        if (vectorised) {
            if (row.length < y.length) {
                row = new double[y.length];
            }
            MatrixLanes.costs(x, y, row, costs);
        } else {
            int n = x.length - 1;
            int m = y.length / lanes() - 1;
            frame.run(
                    new double[][] {x},
                    new double[][] {y},
                    ElasticBand.full(n, m),
                    Double.POSITIVE_INFINITY,
                    costs);
        }
    }

    /// The same in floats: about 7 digits.
    public void costs(float[] x, float[] y, double[] costs) {
        int lanes = floatLanes();
        if (floatRow.length < y.length) {
            floatRow = new float[y.length];
            floatCosts = new float[lanes];
        }
        if (vectorised) {
            MatrixLanes.costs(x, y, floatRow, floatCosts);
        } else {
            plain(x, y, floatRow, floatCosts);
        }
        for (int lane = 0; lane < lanes; lane++) {
            costs[lane] = floatCosts[lane];
        }
    }

    /// The plain twin of [MatrixLanes] in floats.
    static void plain(float[] x, float[] y, float[] row, float[] costs) {
        int lanes = costs.length;
        for (int lane = 0; lane < lanes; lane++) {
            for (int k = lane; k < y.length; k += lanes) {
                row[k] = k == lane ? 0 : Float.POSITIVE_INFINITY;
            }
            for (int i = 1; i < x.length; i++) {
                float corner = row[lane];
                float left = Float.POSITIVE_INFINITY;
                row[lane] = left;
                for (int k = lane + lanes; k < y.length; k += lanes) {
                    float up = row[k];
                    float d = x[i] - y[k];
                    left = Math.fma(d, d, Math.min(left, Math.min(up, corner)));
                    corner = up;
                    row[k] = left;
                }
            }
            costs[lane] = row[y.length - lanes + lane];
        }
    }
}

package orrery.attractor.internal;

import java.util.Arrays;

/// Local against linear forecasts on the same references.
///
/// Not thread-safe: owns its buffers. Allocates nothing after construction.
public final class Forecasts {
    private final LinearForecast linear = new LinearForecast();
    private final LocalForecast local;
    private final double[] linearSquares = new double[Divergence.BLOCKS];
    private final double[] meanSquares = new double[Divergence.BLOCKS];
    private final double[] mapSquares = new double[Divergence.BLOCKS];
    private final int[] counts = new int[Divergence.BLOCKS];
    private double truth;
    private double truthSquare;
    private int ahead;
    private int total;
    private double linearError;
    private double localError;
    private double advantage;

    /// @param dimensions largest dimension
    public Forecasts(int dimensions) {
        local = new LocalForecast(dimensions);
    }

    /// Starts a window.
    public void begin(double[] z, int n, int spacing, int ahead) {
        this.ahead = ahead;
        linear.fit(z, n, spacing, ahead);
        Arrays.fill(linearSquares, 0);
        Arrays.fill(meanSquares, 0);
        Arrays.fill(mapSquares, 0);
        Arrays.fill(counts, 0);
        truth = 0;
        truthSquare = 0;
    }

    public int reach() {
        return linear.reach();
    }

    public void add(EmbeddingView view, NearestNeighbours near, int reference, int block) {
        double[] z = view.samples();
        double a = linear.error(z, reference);
        double b = local.meanError(view, near, reference, ahead);
        double c = local.linearError(view, near, reference, ahead);
        linearSquares[block] += a * a;
        meanSquares[block] += b * b;
        mapSquares[block] += c * c;
        double target = z[reference + ahead];
        truth += target;
        truthSquare += target * target;
        counts[block]++;
    }

    public void conclude() {
        double a = 0;
        double b = 0;
        double c = 0;
        total = 0;
        for (int k = 0; k < counts.length; k++) {
            a += linearSquares[k];
            b += meanSquares[k];
            c += mapSquares[k];
            total += counts[k];
        }
        double[] squares = b <= c ? meanSquares : mapSquares;
        double variance = truthSquare - truth * truth / total;
        linearError = Math.sqrt(a / variance);
        localError = Math.sqrt(Math.min(b, c) / variance);
        double sum = 0;
        double square = 0;
        int used = 0;
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] > 0) {
                double d = Math.log((linearSquares[k] + 1e-300) / (squares[k] + 1e-300));
                sum += d;
                square += d * d;
                used++;
            }
        }
        double mean = sum / used;
        double spread = Math.max(1e-12, square / used - mean * mean) / (used - 1);
        advantage = mean / Math.sqrt(spread);
    }

    /// Root mean square error of the linear forecast over the spread of what it forecasts.
    public double linearError() {
        return linearError;
    }

    /// The same of the better of the two local forecasts.
    public double localError() {
        return localError;
    }

    /// How surely the local forecast is better: mean over blocks of the log ratio of the squared
    /// errors, over its standard error.
    public double advantage() {
        return advantage;
    }
}

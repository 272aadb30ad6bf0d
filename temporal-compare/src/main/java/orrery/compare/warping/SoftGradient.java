package orrery.compare.warping;

import java.util.Arrays;
import orrery.compare.internal.ElasticBand;
import orrery.timeline.Refusal;

/// Soft-DTW and how it changes with each sample of one of its series.
///
/// R is the table of soft-DTW with squared costs. Backwards, e(i, j) is the share of the ways that go
/// through the pair i, j: e of the last pair is 1, and
/// e(i, j) = Σ e(s) · exp((R(s) - R(i, j) - c(s)) / γ) over its up to three successors s. The
/// derivative by x_i is Σ_j e(i, j) · 2 (x_i - y_j).
///
/// Cost: O(n · m) time, n · m doubles of memory, so lengths are limited by [#CELLS_MAX]; pairs outside
/// the window cost memory, but no time. Threads: confined to one, as it owns the table. Allocation: the
/// table where the lengths grow, and the band where they change.
///
/// Source: Cuturi & Blondel, ICML 2017, algorithm 2, arXiv:1703.01541.
public final class SoftGradient {
    /// Most cells of the table, (n + 1) · (m + 1): 128 MiB.
    public static final int CELLS_MAX = 1 << 24;

    private final double softness;
    private final Window window;
    private ElasticBand band = ElasticBand.full(1, 1);
    private int rows = 1;
    private int columns = 1;
    private double[] table = {};
    private double[] shares = {};
    private double[] sharesBelow = {};

    private SoftGradient(double softness, Window window) {
        this.softness = softness;
        this.window = window;
    }

    public static SoftGradient of(Elastic.SoftDtw measure, Window window) {
        return new SoftGradient(measure.softness(), window);
    }

    /// The cost, and its derivatives by the samples of x.
    ///
    /// @param x by channel and time, finite
    /// @param y as many channels
    /// @param weight what the derivatives are multiplied by
    /// @param gradient of the shape of x; the derivatives are added to it
    /// @return soft-DTW, perhaps negative; infinite where the window admits no way, and then nothing is
    ///     added
    /// @throws Refusal LIMIT for more than [#CELLS_MAX] cells; LENGTH_MISMATCH where shapes differ
    public double add(double[][] x, double[][] y, double weight, double[][] gradient) {
        requireShape(x, y, gradient);
        int n = x[0].length;
        int m = y[0].length;
        prepare(n, m);
        double cost = fill(x, y);
        if (cost < Double.POSITIVE_INFINITY) {
            back(x, y, weight, gradient);
        }
        return cost;
    }

    private static void requireShape(double[][] x, double[][] y, double[][] gradient) {
        boolean alike = x.length == y.length && x.length == gradient.length && x.length > 0;
        for (int c = 0; alike && c < x.length; c++) {
            alike =
                    x[c].length == gradient[c].length
                            && x[c].length == x[0].length
                            && y[c].length == y[0].length
                            && x[c].length > 0
                            && y[c].length > 0;
        }
        if (!alike) {
            throw new Refusal(
                    Refusal.Code.LENGTH_MISMATCH,
                    "x of " + x.length + " channels, y of " + y.length,
                    "give both the same channels of one length, and a gradient like x");
        }
        long cells = (x[0].length + 1L) * (y[0].length + 1L);
        if (cells > CELLS_MAX) {
            throw new Refusal(
                    Refusal.Code.LIMIT,
                    "a gradient of " + x[0].length + " by " + y[0].length + " samples",
                    "use at most " + CELLS_MAX + " pairs");
        }
    }

    private void prepare(int n, int m) {
        if (n != rows || m != columns) {
            band = Warping.band(window, n, m);
            rows = n;
            columns = m;
        }
        if (table.length < (n + 1) * (m + 1)) {
            table = new double[(n + 1) * (m + 1)];
        }
        if (shares.length < m + 2) {
            shares = new double[m + 2];
            sharesBelow = new double[m + 2];
        }
    }

    private double fill(double[][] x, double[][] y) {
        int width = columns + 1;
        Arrays.fill(table, 0, (rows + 1) * width, Double.POSITIVE_INFINITY);
        table[0] = 0;
        for (int i = 1; i <= rows; i++) {
            int last = Math.min(columns, band.last(i));
            for (int j = Math.max(1, band.first(i)); j <= last; j++) {
                int at = i * width + j;
                double corner = table[at - width - 1];
                double up = table[at - width];
                double left = table[at - 1];
                double least = Math.min(corner, Math.min(up, left));
                if (least < Double.POSITIVE_INFINITY) {
                    double sum =
                            Math.exp((least - corner) / softness)
                                    + Math.exp((least - up) / softness)
                                    + Math.exp((least - left) / softness);
                    table[at] = square(x, y, i, j) + least - softness * Math.log(sum);
                }
            }
        }
        return table[rows * width + columns];
    }

    private void back(double[][] x, double[][] y, double weight, double[][] gradient) {
        int width = columns + 1;
        Arrays.fill(sharesBelow, 0);
        for (int i = rows; i >= 1; i--) {
            Arrays.fill(shares, 0);
            int first = Math.max(1, band.first(i));
            for (int j = Math.min(columns, band.last(i)); j >= first; j--) {
                double here = table[i * width + j];
                if (here == Double.POSITIVE_INFINITY) {
                    continue;
                }
                double share = i == rows && j == columns ? 1 : 0;
                if (i < rows) {
                    share += passed(sharesBelow[j], x, y, i + 1, j, here);
                }
                if (j < columns) {
                    share += passed(shares[j + 1], x, y, i, j + 1, here);
                }
                if (i < rows && j < columns) {
                    share += passed(sharesBelow[j + 1], x, y, i + 1, j + 1, here);
                }
                shares[j] = share;
                for (int c = 0; c < x.length; c++) {
                    gradient[c][i - 1] += weight * share * 2 * (x[c][i - 1] - y[c][j - 1]);
                }
            }
            double[] below = sharesBelow;
            sharesBelow = shares;
            shares = below;
        }
    }

    private double passed(double share, double[][] x, double[][] y, int i, int j, double here) {
        if (share == 0) {
            return 0;
        }
        double next = table[i * (columns + 1) + j];
        return share * Math.exp((next - here - square(x, y, i, j)) / softness);
    }

    private static double square(double[][] x, double[][] y, int i, int j) {
        double sum = 0;
        for (int c = 0; c < x.length; c++) {
            double d = x[c][i - 1] - y[c][j - 1];
            sum += d * d;
        }
        return sum;
    }
}

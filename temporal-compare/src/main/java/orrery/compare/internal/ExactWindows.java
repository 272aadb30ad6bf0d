package orrery.compare.internal;

/// The last stage of a subsequence search: exact costs of windows, in doubles, a batch at a time.
///
/// Each window is normalised by itself, and its cost is the same bit for bit whatever batch it is in
/// and whether the kernels are vectorised: all answers come from here.
final class ExactWindows {
    private final double[] series;
    private final boolean normalised;
    private final WindowMatches matches;
    private final ElasticFrame frame;
    private final ElasticBand band;
    private final double[][] query;
    private final double[][] windows;
    private final double[] costs;
    private final int[] starts;
    private int waiting;
    private long compared;

    ExactWindows(double[] series, SearchQuery query, boolean normalised, WindowMatches matches) {
        this.series = series;
        this.normalised = normalised;
        this.matches = matches;
        int m = query.length();
        frame = ElasticFrame.batch(PointCosts.warping(true, 0));
        band = ElasticBand.around(m, m, query.radius());
        this.query = new double[1][m + 1];
        System.arraycopy(query.samples(), 0, this.query[0], 1, m);
        windows = new double[1][(m + 1) * frame.lanes()];
        costs = new double[frame.lanes()];
        starts = new int[frame.lanes()];
    }

    /// Windows compared so far.
    long compared() {
        return compared;
    }

    void add(int start) {
        int m = query[0].length - 1;
        int lanes = frame.lanes();
        double[] into = windows[0];
        double base = normalised ? series[start] : 0;
        double mean = 0;
        double scale = 1;
        if (normalised) {
            double sum = 0;
            double largest = 0;
            for (int j = 0; j < m; j++) {
                sum += series[start + j] - base;
                largest = Math.max(largest, Math.abs(series[start + j]));
            }
            mean = sum / m;
            double squares = 0;
            for (int j = 0; j < m; j++) {
                double d = series[start + j] - base - mean;
                squares += d * d;
            }
            double deviation = Math.sqrt(squares / m);
            scale = deviation > 16 * Math.ulp(largest) ? deviation : Double.POSITIVE_INFINITY;
        }
        for (int j = 0; j < m; j++) {
            into[(j + 1) * lanes + waiting] = (series[start + j] - base - mean) / scale;
        }
        starts[waiting] = start;
        waiting++;
        if (waiting == lanes) {
            flush();
        }
    }

    /// Compares the windows that wait.
    void flush() {
        if (waiting == 0) {
            return;
        }
        int lanes = frame.lanes();
        int m = query[0].length - 1;
        for (int lane = waiting; lane < lanes; lane++) {
            for (int j = 1; j <= m; j++) {
                windows[0][j * lanes + lane] = windows[0][j * lanes];
            }
        }
        frame.run(query, windows, band, matches.limit(), costs);
        for (int lane = 0; lane < waiting; lane++) {
            matches.offer(starts[lane], costs[lane]);
        }
        compared += waiting;
        waiting = 0;
    }
}

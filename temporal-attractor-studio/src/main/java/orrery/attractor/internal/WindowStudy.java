package orrery.attractor.internal;

/// Everything that is measured on one window, before anything is concluded.
///
/// The numbers hold until the next call of `examine`. Not thread-safe: owns its buffers. Allocates
/// three small views a window after construction.
public final class WindowStudy {
    /// How far the study got.
    public enum Stage {
        TOO_SHORT,
        NOT_FINITE,
        CONSTANT,
        SETTLED,
        EXACT_CYCLE,
        CYCLE,
        FEW_LEVELS,
        TOO_SLOW,
        COMPLETE
    }

    private static final int LEVELS_MIN = 8;
    private static final int FALSE_REFERENCES = 64;
    private static final int VECTORS_MIN = 32;

    private final WindowLimits limits;
    private final double[] z;
    private final Spectrum spectrum;
    private final DelayChoice delays;
    private final Cycle cycle;
    private final FalseNeighbours falseNeighbours;
    private final NearestNeighbours near;
    private final Forecasts forecasts;
    private final Divergence divergence = new Divergence();
    private final double[] levels = new double[LEVELS_MIN];

    private Embedding embedding = new Embedding(1, 1, 1);
    private double period;
    private double floor;

    public WindowStudy(WindowLimits limits) {
        this.limits = limits;
        z = new double[limits.window()];
        spectrum = new Spectrum(limits.window());
        delays = new DelayChoice(limits.window());
        cycle = new Cycle(limits.window());
        falseNeighbours = new FalseNeighbours(limits.window(), limits.dimension());
        near = new NearestNeighbours(limits.window());
        forecasts = new Forecasts(limits.dimension());
    }

    /// Studies n samples from `from` on.
    public Stage examine(double[] window, int from, int n) {
        if (n < 64) {
            return Stage.TOO_SHORT;
        }
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(window[from + i])) {
                return Stage.NOT_FINITE;
            }
        }
        if (!standardise(window, from, n)) {
            return Stage.CONSTANT;
        }
        period = Cycle.exactPeriod(z, n, n / 4, 1e-9);
        if (period > 0) {
            return period == 1 ? Stage.CONSTANT : Stage.EXACT_CYCLE;
        }
        if (Settling.settles(z, n)) {
            return Stage.SETTLED;
        }
        if (levels(n) < LEVELS_MIN) {
            return Stage.FEW_LEVELS;
        }
        return examineMotion(n);
    }

    private Stage examineMotion(int n) {
        double[] products = spectrum.laggedProducts(z, n);
        int limit = Math.min(limits.delay(), n / 10);
        int delay = delays.choose(z, n, products, limit);
        int zero = DelayChoice.firstBelow(products, 0, n / 10);
        int theiler = delay == 1 ? 2 : Math.clamp(zero, delay, 3 * delay);
        cycle.search(z, n, products, spectrum.strongestLine(z, n));
        period = cycle.period();
        if (cycle.explains(n)) {
            return Stage.CYCLE;
        }
        embedding = new Embedding(delay, chooseDimension(n, delay, theiler), theiler);
        return n >= 16 * theiler && compare(n) ? Stage.COMPLETE : Stage.TOO_SLOW;
    }

    private int chooseDimension(int n, int delay, int theiler) {
        if (limits.fixedDimension() > 0) {
            return limits.fixedDimension();
        }
        int largest = Math.max(1, Math.min(limits.dimension(), n / 4 / delay));
        Embedding widest = new Embedding(delay, largest, theiler);
        EmbeddingView view = new EmbeddingView(z, widest, largest * delay, n - delay);
        falseNeighbours.count(view, FALSE_REFERENCES, delay);
        return falseNeighbours.dimension(largest, 0.01, 1.15);
    }

    /// Whether there were enough vectors to compare.
    private boolean compare(int n) {
        int delay = embedding.delay();
        int steps = Math.min(Divergence.STEPS, n / 5);
        int stride = Math.max(1, Math.min(n / 5, 40 * delay) / steps);
        forecasts.begin(z, n, Math.max(1, delay / 2), delay);
        divergence.begin(stride, steps);
        int count = Math.min(NearestNeighbours.LIMIT, 3 * (embedding.dimension() + 1));
        int first = Math.max(embedding.reach(), forecasts.reach());
        int last = n - Math.max(delay, stride * steps);
        if (last - first < Math.max(VECTORS_MIN, count + 2 * embedding.theiler() + 1)) {
            return false;
        }
        EmbeddingView view = new EmbeddingView(z, embedding, first, last);
        int used = Math.min(limits.references(), view.length());
        for (int r = 0; r < used; r++) {
            int reference = first + (int) ((long) r * view.length() / used);
            int block = (int) ((long) r * Divergence.BLOCKS / used);
            near.search(view, reference, count);
            forecasts.add(view, near, reference, block);
            divergence.add(view, near, reference, block, floor);
        }
        forecasts.conclude();
        int start = Math.max(1, delay / stride);
        int late = delay == 1 ? start : 2 * start;
        divergence.conclude(start, late, 0.1 + forecasts.localError());
        return true;
    }

    private boolean standardise(double[] window, int from, int n) {
        double low = window[from];
        double high = low;
        for (int i = 1; i < n; i++) {
            low = Math.min(low, window[from + i]);
            high = Math.max(high, window[from + i]);
        }
        double middle = 0.5 * low + 0.5 * high;
        double half = 0.5 * high - 0.5 * low;
        if (half <= 1e-12 * Math.max(Math.abs(low), Math.abs(high)) || half < 1e-290) {
            return false;
        }
        double mean = 0;
        for (int i = 0; i < n; i++) {
            z[i] = (window[from + i] - middle) / half;
            mean += z[i];
        }
        mean /= n;
        double square = 0;
        for (int i = 0; i < n; i++) {
            z[i] -= mean;
            square += z[i] * z[i];
        }
        double scale = 1 / Math.sqrt(square / n);
        floor = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            z[i] *= scale;
            double step = i == 0 ? 0 : Math.abs(z[i] - z[i - 1]);
            floor = step > 1e-9 && step < floor ? step : floor;
        }
        floor = Math.min(1, floor) / 4;
        return true;
    }

    private int levels(int n) {
        int seen = 0;
        for (int i = 0; i < n && seen < LEVELS_MIN; i++) {
            int k = 0;
            while (k < seen && Math.abs(levels[k] - z[i]) > 1e-9) {
                k++;
            }
            if (k == seen) {
                levels[seen++] = z[i];
            }
        }
        return seen;
    }

    public Embedding embedding() {
        return embedding;
    }

    /// Period in samples, 0 where there is none.
    public double period() {
        return period;
    }

    public Cycle cycle() {
        return cycle;
    }

    public Forecasts forecasts() {
        return forecasts;
    }

    public Divergence divergence() {
        return divergence;
    }
}

package orrery.compare.internal;

import java.util.Optional;

/// Plain Euclidean distance of windows: the root of the sum of squared differences.
///
/// The vectorised sweep filters in float and ranks what is left in double. **The filter never
/// dismisses a neighbour.** Let u = 2^-24, m the window, b the base, q = x - b and p = y - b the
/// latest and the earlier window, X the largest |q|, d = q - p, D the norm of d. Floats of q and p
/// are off by at most u|q| and u|p| <= u(|q| + |d|), their difference rounds once more, so each
/// float difference is at most |d|(1 + 2.1u) + 2.1uX, the norm of all at most D(1 + 2.1u) + 2.1uX
/// sqrt(m), and m fused additions give at most (1 + 1.1mu) times its square. Hence a window with
/// D <= bound passes [#limit]. The constants there are larger than these, to cover the roundings
/// in double (2^-53) and products that underflow. Samples too large for a float become infinite,
/// and so does their distance; where the latest window or the bound is that large, every window
/// is ranked.
public final class EuclideanScan implements WindowScan {
    private static final double UNIT = 0x1p-24;
    private static final double QUERY_MAX = 1e18;

    private final SampleRing ring;
    private final int window;
    private final double[] latest;
    private final float[] query;
    private final float[] nearBase;
    private final Optional<FloatFilter> filter;
    private double base;
    private double queryMax;

    /// @param filter where the vectorised filter works, or empty to run the plain twin
    public EuclideanScan(SampleRing ring, int window, Optional<FloatFilter> filter) {
        this.ring = ring;
        this.window = window;
        this.filter = filter;
        this.latest = new double[window];
        this.query = new float[window];
        this.nearBase =
                filter.map(f -> f.stripes().bySample(Float.POSITIVE_INFINITY)).orElse(new float[0]);
    }

    @Override
    public void added() {
        if (filter.isPresent()) {
            Stripes stripes = filter.get().stripes();
            stripes.advance();
            stripes.put(nearBase, stripes.slot(0), nearBase(ring.value(0)));
            stripes.put(nearBase, stripes.slot(stripes.history()), Float.POSITIVE_INFINITY);
        }
    }

    @Override
    public void begin() {
        System.arraycopy(ring.samples(), ring.head(), latest, 0, window);
        if (filter.isPresent()) {
            takeQuery();
        }
    }

    @Override
    public boolean abandons() {
        return filter.isPresent() && window > EuclideanLanes.STRIDE;
    }

    // Hot path: runs for each candidate that the filter lets through.
    @Override
    public double distance(int age) {
        double[] samples = ring.samples();
        int start = ring.head() + age;
        double[] mine = latest;
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 3 < mine.length; i += 4) {
            double d0 = samples[start + i] - mine[i];
            double d1 = samples[start + i + 1] - mine[i + 1];
            double d2 = samples[start + i + 2] - mine[i + 2];
            double d3 = samples[start + i + 3] - mine[i + 3];
            even += d0 * d0 + d2 * d2;
            odd += d1 * d1 + d3 * d3;
        }
        for (; i < mine.length; i++) {
            double d = samples[start + i] - mine[i];
            even += d * d;
        }
        return Math.sqrt(even + odd);
    }

    @Override
    public void sweep(NearestList nearest, int oldest, double within) {
        if (filter.isEmpty() || !(queryMax <= QUERY_MAX)) {
            WindowScan.offerAll(this, nearest, 1, oldest);
        } else {
            filter(filter.get(), nearest, oldest, limit(within));
        }
        moveBaseIfItHelps(nearest.bound());
    }

    private void filter(FloatFilter sums, NearestList nearest, int oldest, float limit) {
        EuclideanLanes.sums(nearBase, query, limit, sums);
        sums.offer(this, nearest, oldest, limit);
    }

    @Override
    public float limit(double bound) {
        double norm = bound * (1 + 4 * UNIT + 1e-9) + slack();
        return FloatFilter.roundedUp(norm * norm * (1 + 2 * (window + 2) * UNIT));
    }

    @Override
    public double upper(double sum) {
        double norm = Math.sqrt(sum * (1 + 2 * (window + 2) * UNIT)) + slack();
        return norm * (1 + 4 * UNIT + 1e-9);
    }

    private double slack() {
        return 4 * UNIT * queryMax * Math.sqrt(window) + 1e-20;
    }

    private void takeQuery() {
        double max = 0;
        for (int i = 0; i < window; i++) {
            double offBase = latest[i] - base;
            query[window - 1 - i] = (float) offBase;
            max = Math.max(max, Math.abs(offBase));
        }
        queryMax = max;
    }

    // The base matters for speed alone: far from the latest window, the filter lets too much pass.
    private void moveBaseIfItHelps(double bound) {
        if (filter.isEmpty() || bound == Double.POSITIVE_INFINITY || slack() <= bound / 256) {
            return;
        }
        double low = latest[0];
        double high = latest[0];
        for (double value : latest) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double middle = low / 2 + high / 2;
        if (Math.max(high - middle, middle - low) < queryMax / 4) {
            base = middle;
            Stripes stripes = filter.get().stripes();
            for (int age = 0; age < ring.size(); age++) {
                stripes.put(nearBase, stripes.slot(age), nearBase(ring.value(age)));
            }
        }
    }

    private float nearBase(double sample) {
        float near = (float) (sample - base);
        return Float.isNaN(near) ? Float.POSITIVE_INFINITY : near;
    }
}

package orrery.compare.internal;

import java.util.Arrays;
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
    private final boolean vectorised;
    private final double[] latest;
    private final float[] query;
    private final float[] nearBase;
    private final FloatFilter filter;
    private double base;
    private double queryMax;

    /// @param filter where the vectorised filter works, or empty to run the plain twin
    public EuclideanScan(SampleRing ring, int window, Optional<FloatFilter> filter) {
        this.ring = ring;
        this.window = window;
        this.vectorised = filter.isPresent();
        this.filter = filter.orElse(FloatFilter.NOWHERE);
        this.latest = new double[window];
        this.query = new float[window];
        this.nearBase = new float[vectorised ? 2 * ring.capacity() + FloatFilter.PADDING : 0];
        Arrays.fill(nearBase, Float.POSITIVE_INFINITY);
    }

    @Override
    public void added() {
        if (vectorised) {
            int head = ring.head();
            float near = nearBase(ring.value(0));
            nearBase[head] = near;
            nearBase[head + ring.capacity()] = near;
        }
    }

    @Override
    public void begin() {
        System.arraycopy(ring.samples(), ring.head(), latest, 0, window);
        if (vectorised) {
            takeQuery();
        }
    }

    @Override
    public boolean abandons() {
        return vectorised && window > EuclideanLanes.STRIDE;
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
    public void sweep(NearestList nearest, int oldest) {
        if (!vectorised) {
            WindowScan.offerAll(this, nearest, 1, oldest);
            return;
        }
        if (queryMax <= QUERY_MAX) {
            float limit = limit(nearest.bound());
            EuclideanLanes.sums(nearBase, ring.head() + 1, query, limit, filter.over(oldest));
            float reached = limit(upper(filter.reached()));
            filter.offer(this, nearest, Math.min(limit, reached));
        } else {
            WindowScan.offerAll(this, nearest, 1, oldest);
        }
        moveBaseIfItHelps(nearest.bound());
    }

    /// What the filter's sum may be at most for a window within `bound`.
    private float limit(double bound) {
        double norm = bound * (1 + 4 * UNIT + 1e-9) + slack();
        return FloatFilter.roundedUp(norm * norm * (1 + 2 * (window + 2) * UNIT));
    }

    /// What the distance may be at most for a window whose sum is `sum`.
    private double upper(double sum) {
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
            query[i] = (float) offBase;
            max = Math.max(max, Math.abs(offBase));
        }
        queryMax = max;
    }

    // The base matters for speed alone: far from the latest window, the filter lets too much pass.
    private void moveBaseIfItHelps(double bound) {
        if (bound == Double.POSITIVE_INFINITY || slack() <= bound / 256) {
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
            double[] samples = ring.samples();
            for (int i = 0; i < samples.length; i++) {
                nearBase[i] = nearBase(samples[i]);
            }
        }
    }

    private float nearBase(double sample) {
        float near = (float) (sample - base);
        return Float.isNaN(near) ? Float.POSITIVE_INFINITY : near;
    }
}

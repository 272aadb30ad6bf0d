package orrery.compare.internal;

import java.util.Arrays;
import java.util.Optional;

/// Euclidean distance of windows after each is brought to mean 0 and (population) deviation 1.
///
/// A window is constant where its deviation is within 16 units in the last place of its largest
/// magnitude. Two constant windows are at distance 0, a constant and another one at sqrt(m), which
/// is what a normalised constant of all zeros would give.
///
/// The vectorised sweep filters in float and ranks what is left in double. It works on first
/// differences, which know no offset: with z the normalised windows and g = z_y - z_x, the running
/// sum E_j of the differences of g is g_0 - g_j, and the filter computes V = sum(E²) - sum(E)²/m,
/// which is at most D² = sum(g²). **The filter never dismisses a neighbour.** With u = 2^-24: a
/// float step of E is off by at most 3.1u|dz_y| + 2.1u|dz_x|; the absolute differences of a
/// normalised window sum to at most 2m; rounding the running sum adds u·sum|E| <= 2.1umD. So every
/// E_j is off by at most um(10.4 + 2.1D), their norm by um^1.5(10.4 + 2.1D). As E_0 = 0 exactly,
/// sum(E²) <= (m + 1)V, so the cancellation in V costs at most a factor 1 + 4(m + 1)(m + 2)u.
/// A prefix of the E gives a smaller V, so giving up early is safe as well.
public final class ZNormalisedScan implements WindowScan {
    private static final double UNIT = 0x1p-24;
    private static final double CONSTANT = 0x1p-48;
    private static final double FLOAT_MAX = 1e18;

    private final SampleRing ring;
    private final int window;
    private final boolean vectorised;

    /// Mirrored like the ring, by the age at which the window ends.
    private final double[] inverses;

    private final double[] offsets;
    private final double[] latest;
    private final NormalisedWindows near;
    private final FloatFilter filter;
    private final double apart;
    private boolean latestConstant;
    private int wildFor;

    /// @param filter where the vectorised filter works, or empty to run the plain twin
    public ZNormalisedScan(SampleRing ring, int window, Optional<FloatFilter> filter) {
        this.ring = ring;
        this.window = window;
        this.vectorised = filter.isPresent();
        this.filter = filter.orElse(FloatFilter.NOWHERE);
        int places = 2 * ring.capacity();
        this.inverses = new double[places];
        this.offsets = new double[places];
        this.latest = new double[window];
        this.near = new NormalisedWindows(vectorised ? places + FloatFilter.PADDING : 0, window);
        this.apart = Math.sqrt(window);
        Arrays.fill(inverses, Double.NaN);
    }

    @Override
    public void added() {
        int head = ring.head();
        if (ring.usable() < window) {
            store(head, Double.NaN, Double.NaN);
        } else {
            measure(ring.samples(), head);
        }
        if (vectorised) {
            double difference = ring.size() > 1 ? ring.value(0) - ring.value(1) : Double.NaN;
            near.differences()[head] = (float) difference;
            near.differences()[head + ring.capacity()] = (float) difference;
            double inverse = inverses[head];
            boolean wild =
                    Math.abs(difference) > FLOAT_MAX
                            || inverse > FLOAT_MAX
                            || (inverse > 0 && inverse < 1 / FLOAT_MAX);
            wildFor = wild ? ring.capacity() + window : Math.max(0, wildFor - 1);
        }
    }

    @Override
    public void begin() {
        double[] samples = ring.samples();
        int head = ring.head();
        double inverse = inverses[head];
        latestConstant = inverse == 0;
        for (int i = 0; i < window; i++) {
            latest[i] = (samples[head + i] - samples[head] - offsets[head]) * inverse;
        }
        for (int i = 0; i + 1 < window; i++) {
            near.query()[i] = (float) ((samples[head + i] - samples[head + i + 1]) * inverse);
        }
    }

    @Override
    public boolean abandons() {
        return vectorised && window > EuclideanLanes.STRIDE;
    }

    // Hot path: runs for each candidate that the filter lets through.
    @Override
    public double distance(int age) {
        int start = ring.head() + age;
        double inverse = inverses[start];
        if (inverse == 0 || latestConstant) {
            return inverse == 0 && latestConstant ? 0 : Double.isNaN(inverse) ? inverse : apart;
        }
        double[] samples = ring.samples();
        double first = samples[start];
        double offset = offsets[start];
        double[] mine = latest;
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 1 < mine.length; i += 2) {
            double d0 = (samples[start + i] - first - offset) * inverse - mine[i];
            double d1 = (samples[start + i + 1] - first - offset) * inverse - mine[i + 1];
            even += d0 * d0;
            odd += d1 * d1;
        }
        if (i < mine.length) {
            double d = (samples[start + i] - first - offset) * inverse - mine[i];
            even += d * d;
        }
        return Math.sqrt(even + odd);
    }

    @Override
    public void sweep(NearestList nearest, int oldest) {
        if (latestConstant) {
            sweepConstants(nearest, oldest);
            return;
        }
        if (!vectorised || wildFor > 0) {
            WindowScan.offerAll(this, nearest, 1, oldest);
            return;
        }
        float limit = limit(nearest.bound());
        ZNormalisedLanes.sums(near, ring.head() + 1, limit, filter.over(oldest));
        float reached = limit(upper(filter.reached()));
        filter.offer(this, nearest, Math.min(limit, reached));
    }

    // Only two distances occur: the constants are at 0, all others at sqrt(m).
    private void sweepConstants(NearestList nearest, int oldest) {
        int start = ring.head();
        for (int age = 1; age <= oldest && !nearest.isSettledBefore(age); age++) {
            if (inverses[start + age] == 0) {
                nearest.offer(age, 0);
            }
        }
        for (int age = 1; age <= oldest && nearest.bound() > 0; age++) {
            nearest.offer(age, distance(age));
        }
    }

    /// What the filter's V may be at most for a window within `bound`.
    private float limit(double bound) {
        double norm = bound * (1 + 1e-9) + UNIT * window * apart * (12 + 3 * bound);
        return FloatFilter.roundedUp(norm * norm * (1 + cancellation()) + 1e-30);
    }

    /// What the distance may be at most for a window whose V is `sum`: none is over 2·sqrt(m).
    private double upper(double sum) {
        double norm = Math.sqrt(sum * (1 + cancellation()) + 1e-30);
        return norm * (1 + 1e-9) + UNIT * window * apart * (12 + 6 * apart);
    }

    private double cancellation() {
        return 5 * UNIT * (window + 1) * (window + 2);
    }

    // In two passes over differences from the newest sample, so that no offset can hurt.
    private void measure(double[] samples, int head) {
        double first = samples[head];
        double sum = 0;
        double magnitude = 0;
        for (int i = 0; i < window; i++) {
            sum += samples[head + i] - first;
            magnitude = Math.max(magnitude, Math.abs(samples[head + i]));
        }
        double offset = sum / window;
        double squares = 0;
        for (int i = 0; i < window; i++) {
            double centred = samples[head + i] - first - offset;
            squares += centred * centred;
        }
        double deviation = Math.sqrt(squares / window);
        store(head, deviation <= CONSTANT * magnitude ? 0 : 1 / deviation, offset);
    }

    private void store(int head, double inverse, double offset) {
        int twin = head + ring.capacity();
        inverses[head] = inverse;
        inverses[twin] = inverse;
        offsets[head] = offset;
        offsets[twin] = offset;
        if (vectorised) {
            near.inverses()[head] = (float) inverse;
            near.inverses()[twin] = (float) inverse;
        }
    }
}

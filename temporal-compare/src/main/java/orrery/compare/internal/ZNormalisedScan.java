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
/// differences, which know no offset: with z the normalised windows and g = z_y - z_x, it starts
/// from the oldest g and adds up the differences dz_y - dz_x. **The filter never dismisses a
/// neighbour.** With u = 2^-24: the start is off by at most 4.1u·sqrt(m); a step by at most
/// 3.1u|dz_y| + 2.1u|dz_x|, and the absolute differences of a normalised window sum to at most 2m;
/// rounding the running g adds u·sum|g| <= 1.1u·sqrt(m)·D. So every g is off by at most
/// um(14.5 + 1.1D), their norm by um^1.5(14.5 + 1.1D), and m fused additions give the square of
/// the norm times 1 ± 1.1mu. The constants in [#limit] and [#upper] are larger, to cover the
/// roundings in double (2^-53). A sum over fewer g is smaller, so giving up early is safe as well.
///
/// For windows of eight there is a quicker filter, D² = 2m - 2·sum(z_x z_y), with the sum as that of
/// tail sums of z_x times differences of z_y. The products' magnitudes sum to at most m² = 64, the
/// sum itself to 8, so with two rounded factors and eight additions a result is off by at most
/// u(2·10.1·64 + 2·2·8 + 32) < 2000u. It gives constant windows 16, not 8: where the threshold is
/// near 8 or over, and where it is so small that the error matters, the first filter runs.
public final class ZNormalisedScan implements WindowScan {
    private static final double UNIT = 0x1p-24;
    private static final double CONSTANT = 0x1p-48;
    private static final double FLOAT_MAX = 1e18;
    private static final double QUICK_ERROR = 2000 * UNIT;
    private static final double QUICK_MIN = 0.01;
    private static final double QUICK_MAX = 7.9;

    private final SampleRing ring;
    private final int window;

    /// Mirrored like the ring, by the age at which the window ends.
    private final double[] inverses;

    private final double[] offsets;
    private final double[] latest;
    private final Optional<NormalisedWindows> near;
    private final Optional<FloatFilter> filter;
    private final double apart;
    private final float[] tails;
    private boolean latestConstant;
    private boolean quick;
    private double lastSum = 1;
    private int wildFor;

    /// @param filter where the vectorised filter works, or empty to run the plain twin
    public ZNormalisedScan(SampleRing ring, int window, Optional<FloatFilter> filter) {
        this.ring = ring;
        this.window = window;
        this.filter = filter;
        int places = 2 * ring.capacity();
        this.inverses = new double[places];
        this.offsets = new double[places];
        this.latest = new double[window];
        this.near = filter.map(f -> new NormalisedWindows(f.stripes(), window));
        this.tails = new float[window];
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
        if (filter.isPresent() && near.isPresent()) {
            stripe(filter.get().stripes(), near.get());
        }
    }

    private void stripe(Stripes stripes, NormalisedWindows windows) {
        double difference = ring.size() > 1 ? ring.value(0) - ring.value(1) : Double.NaN;
        double inverse = inverses[ring.head()];
        boolean wild =
                Math.abs(difference) > FLOAT_MAX
                        || inverse > FLOAT_MAX
                        || (inverse > 0 && inverse < 1 / FLOAT_MAX);
        wildFor = wild ? ring.capacity() + window : Math.max(0, wildFor - 1);
        stripes.advance();
        stripes.put(windows.differences(), stripes.slot(0), (float) difference);
        windows.inverses()[stripes.cell(stripes.slot(0))] = Float.NaN;
        windows.inverses()[stripes.cell(stripes.slot(stripes.history()))] = Float.NaN;
        if (ring.size() >= window) {
            int cell = stripes.cell(stripes.slot(window - 1));
            windows.inverses()[cell] = (float) inverse;
            windows.firsts()[cell] = (float) normalised(window - 1);
        }
    }

    @Override
    public void begin() {
        latestConstant = inverses[ring.head()] == 0;
        for (int i = 0; i < window; i++) {
            latest[i] = normalised(i);
        }
        if (near.isPresent()) {
            takeQuery(near.get().query());
        }
    }

    private void takeQuery(float[] query) {
        double inverse = inverses[ring.head()];
        query[0] = (float) latest[window - 1];
        for (int i = 1; i < window; i++) {
            int age = window - 1 - i;
            query[i] = (float) ((ring.value(age) - ring.value(age + 1)) * inverse);
        }
    }

    // The normalised sample of that age in the latest window.
    private double normalised(int age) {
        int head = ring.head();
        return (ring.value(age) - ring.value(0) - offsets[head]) * inverses[head];
    }

    @Override
    public boolean abandons() {
        return filter.isPresent() && window > EuclideanLanes.STRIDE;
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
    public void sweep(NearestList nearest, int oldest, double within) {
        if (latestConstant) {
            sweepConstants(nearest, oldest);
            return;
        }
        if (filter.isEmpty() || near.isEmpty() || wildFor > 0) {
            WindowScan.offerAll(this, nearest, 1, oldest);
            return;
        }
        FloatFilter sums = filter.get();
        quick = window == CorrelationLanes.WINDOW && isTold(lastSum);
        if (quick) {
            CorrelationLanes.sums(near.get(), tails(), sums);
            lastSum = sums.reached();
            quick = isTold(lastSum);
        }
        float first = limit(within);
        if (!quick) {
            ZNormalisedLanes.sums(near.get(), first, sums);
            lastSum = sums.reached();
        }
        sums.offer(this, nearest, oldest, Math.min(first, limit(upper(lastSum))));
    }

    // Below, the quick filter would let too much pass; above, constant windows may be neighbours.
    private static boolean isTold(double sum) {
        return sum > QUICK_MIN && sum < QUICK_MAX;
    }

    private float[] tails() {
        double sum = 0;
        for (int i = window - 1; i >= 0; i--) {
            sum += latest[window - 1 - i];
            tails[i] = (float) sum;
        }
        return tails;
    }

    // Only two distances occur: the constants are at 0, all others at sqrt(m).
    private void sweepConstants(NearestList nearest, int oldest) {
        int start = ring.head();
        for (int age = 1; age <= oldest && !nearest.isSettledBefore(age); age++) {
            if (inverses[start + age] == 0) {
                nearest.offer(age, 0);
            }
        }
        for (int age = 1; age <= oldest && !nearest.isFull(); age++) {
            if (inverses[start + age] != 0) {
                nearest.offer(age, distance(age));
            }
        }
    }

    @Override
    public float limit(double bound) {
        if (quick) {
            return FloatFilter.roundedUp(bound * bound * (1 + 1e-9) + QUICK_ERROR);
        }
        double norm = bound * (1 + 1e-9) + UNIT * window * apart * (16 + 3 * bound);
        return FloatFilter.roundedUp(norm * norm * (1 + 2 * (window + 2) * UNIT));
    }

    /// What the distance may be at most for a window of that sum: none is over 2·sqrt(m).
    @Override
    public double upper(double sum) {
        if (quick) {
            return Math.sqrt(sum + QUICK_ERROR) * (1 + 1e-9);
        }
        double norm = Math.sqrt(sum * (1 + 2 * (window + 2) * UNIT));
        return norm * (1 + 1e-9) + UNIT * window * apart * (16 + 6 * apart);
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
    }
}

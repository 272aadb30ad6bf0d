package orrery.compare.stream;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import orrery.timeline.Refusal;

/// Windows of a stream that are near a query by shape: windows of the length of the query, brought
/// to mean 0 and deviation 1 as the query is, under dynamic time warping within a Sakoe-Chiba
/// window.
///
/// Of windows that overlap, the nearest is reported, and as soon as no window that overlaps it can be
/// nearer; of equally near ones the first, but which of those within rounding of each other that is
/// is a matter of that rounding: so with queries of two samples, whose windows all have one shape. A window of which all samples are equal is all 0; one
/// with a sample that is not finite is no match.
///
/// Cost: O(m) a sample for a query of m samples, less where the lower bound (Keogh) shows early
/// that there is no match; O(m·r) more where it does not, for radius r. Memory 64·m bytes. Threads:
/// confined to one. Allocation: none after construction.
///
/// Source: Rakthanmanon et al., KDD 2012, doi:10.1145/2339530.2339576; the rule of what is reported
/// is that of Sakurai et al., ICDE 2007, doi:10.1109/ICDE.2007.368963.
public final class NormalisedMatcher {
    private final double[] query;
    private final double[] low;
    private final double[] high;
    private final int radius;
    private final double epsilon;
    private final double[] ring;
    private final double[] window;
    private double[] row;
    private double[] before;
    private long samples;
    private long finite;
    private double best = Double.POSITIVE_INFINITY;
    private long bestStart;

    private NormalisedMatcher(double[] query, int radius, double epsilon) {
        int m = query.length;
        this.query = query.clone();
        normalise(this.query);
        this.radius = Math.min(radius, m - 1);
        this.epsilon = epsilon;
        this.low = new double[m];
        this.high = new double[m];
        for (int i = 0; i < m; i++) {
            int to = Math.min(m, i + this.radius + 1);
            low[i] = Double.POSITIVE_INFINITY;
            high[i] = Double.NEGATIVE_INFINITY;
            for (int j = Math.max(0, i - this.radius); j < to; j++) {
                low[i] = Math.min(low[i], this.query[j]);
                high[i] = Math.max(high[i], this.query[j]);
            }
        }
        this.ring = new double[m];
        this.window = new double[m];
        this.row = new double[m + 1];
        this.before = new double[m + 1];
    }

    /// @param query 2 finite samples or more, at most [StreamMatcher#SAMPLES_MAX]
    /// @param radius largest |i - j| on the path, 0 or more
    /// @param epsilon largest distance of a match: sum of squared differences, without root
    /// @throws Refusal TOO_SHORT, TOO_LONG, NOT_A_NUMBER, OUT_OF_RANGE
    public static NormalisedMatcher of(double[] query, int radius, double epsilon) {
        if (query.length < 2) {
            throw new Refusal(
                    Refusal.Code.TOO_SHORT,
                    "a query of " + query.length + " samples",
                    "a shape needs 2 or more");
        }
        if (query.length > StreamMatcher.SAMPLES_MAX) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    "a query of " + query.length + " samples",
                    "use at most " + StreamMatcher.SAMPLES_MAX);
        }
        if (!Arrays.stream(query).allMatch(Double::isFinite)) {
            throw new Refusal(
                    Refusal.Code.NOT_A_NUMBER,
                    "a query with a sample that is not finite",
                    "fill the gap, or cut the query there");
        }
        if (radius < 0 || !(epsilon >= 0)) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "a radius of " + radius + ", an epsilon of " + epsilon,
                    "use 0 or more");
        }
        return new NormalisedMatcher(query, radius, epsilon);
    }

    /// Takes the next sample.
    ///
    /// @param listener is told query 0
    public void add(double sample, MatchListener listener) {
        int m = query.length;
        ring[(int) (samples % m)] = sample;
        finite = Double.isFinite(sample) ? finite + 1 : 0;
        long start = samples - m + 1;
        if (best < Double.POSITIVE_INFINITY && start > bestStart + m - 1) {
            report(listener, samples);
        }
        if (finite >= m) {
            double distance = distance(Math.min(epsilon, best));
            if (distance <= epsilon && distance < best) {
                best = distance;
                bestStart = start;
            }
        }
        samples++;
    }

    private void report(MatchListener listener, long at) {
        double distance = best;
        best = Double.POSITIVE_INFINITY;
        listener.match(0, bestStart, bestStart + query.length - 1, distance, at);
    }

    /// Reports what is pending, as at the end of the stream; a stream that goes on begins anew.
    public void end(MatchListener listener) {
        if (best < Double.POSITIVE_INFINITY) {
            report(listener, Math.max(0, samples - 1));
        }
        finite = 0;
    }

    /// Samples taken.
    public long samples() {
        return samples;
    }

    // Hot path: no allocation. Infinite where the distance is above the limit.
    private double distance(double limit) {
        int m = query.length;
        int oldest = (int) ((samples + 1) % m);
        System.arraycopy(ring, oldest, window, 0, m - oldest);
        System.arraycopy(ring, 0, window, m - oldest, oldest);
        normalise(window);
        double bound = 0;
        // By rounding alone a bound may be above its distance, by less than this.
        double above = limit * (1 + 1e-9);
        for (int i = 0; i < m && bound <= above; i++) {
            double apart = Math.max(0, Math.max(window[i] - high[i], low[i] - window[i]));
            bound += apart * apart;
        }
        return bound <= above ? warped(limit) : Double.POSITIVE_INFINITY;
    }

    private double warped(double limit) {
        int m = query.length;
        Arrays.fill(before, Double.POSITIVE_INFINITY);
        before[0] = 0;
        for (int i = 0; i < m; i++) {
            int from = Math.max(0, i - radius);
            int to = Math.min(m, i + radius + 1);
            Arrays.fill(row, Double.POSITIVE_INFINITY);
            double least = Double.POSITIVE_INFINITY;
            for (int j = from; j < to; j++) {
                double difference = window[i] - query[j];
                double cost = Math.min(before[j], Math.min(before[j + 1], row[j]));
                row[j + 1] = difference * difference + cost;
                least = Math.min(least, row[j + 1]);
            }
            if (least > limit) {
                return Double.POSITIVE_INFINITY;
            }
            double[] swap = before;
            before = row;
            row = swap;
        }
        return before[m];
    }

    private static void normalise(double[] values) {
        // From the first sample on: a large level costs no digits.
        double base = values[0];
        double sum = 0;
        for (double value : values) {
            sum += value - base;
        }
        double mean = sum / values.length;
        double squares = 0;
        double largest = 0;
        for (double value : values) {
            double apart = value - base - mean;
            squares += apart * apart;
            largest = Math.max(largest, Math.abs(value));
        }
        double deviation = Math.sqrt(squares / values.length);
        boolean constant = deviation <= 16 * Math.ulp(largest);
        for (int i = 0; i < values.length; i++) {
            values[i] = constant ? 0 : (values[i] - base - mean) / deviation;
        }
    }

    /// Saves the state.
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(query.length);
        out.writeLong(samples);
        out.writeLong(finite);
        out.writeDouble(best);
        out.writeLong(bestStart);
        for (double value : ring) {
            out.writeDouble(value);
        }
    }

    /// Takes the place of the saved one, which had the same query, radius and epsilon.
    ///
    /// @throws Refusal CORRUPT if the query had another length
    public void readFrom(DataInput in) throws IOException {
        int saved = in.readInt();
        if (saved != query.length) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    "saved with a query of " + saved + " samples, here " + query.length,
                    "restore with the query of the saved matcher");
        }
        samples = in.readLong();
        finite = in.readLong();
        best = in.readDouble();
        bestStart = in.readLong();
        for (int i = 0; i < ring.length; i++) {
            ring[i] = in.readDouble();
        }
    }
}

package orrery.compare.stream;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import orrery.timeline.Refusal;

/// How near the newest window of a stream is to templates, and how surprising that is in this
/// stream.
///
/// The distance is Euclidean after both are brought to mean 0 and deviation 1: from 0 to 2·√m; of a
/// constant window it is √m. The p-value is the share of windows at least as near among those
/// sampled at random from the same stream before, none of which overlaps the newest: (1 + nearer) /
/// (1 + sampled). Where the windows could change places, a p-value of at most x comes with chance x
/// at most.
///
/// Cost: O(m + sample) a sample and template. Memory 8·(m + sample) bytes a template. Threads:
/// confined to one. Allocation: none after construction.
///
/// Source: reservoir sampling, Vitter, ACM TOMS 11(1), 1985; the p-value of a Monte Carlo test,
/// Davison & Hinkley, 1997, section 4.2.
public final class OnlineTemplates {
    /// Most windows sampled.
    public static final int SAMPLE_MAX = 100_000;

    /// Fewer windows say nothing.
    public static final int SAMPLE_LEAST = 19;

    private final double[][] templates;
    private final int window;
    private final RandomGenerator chance;
    private final double[] ring;
    private final double[] normalised;
    private final double[][] pending;
    private final double[][] sampled;
    private final double[] distances;
    private int count;
    private long samples;
    private long finite;
    private long offered;

    private OnlineTemplates(List<double[]> templates, int sampleSize, RandomGenerator chance) {
        this.window = templates.getFirst().length;
        this.chance = chance;
        this.templates = templates.stream().map(double[]::clone).toArray(double[][]::new);
        this.ring = new double[window];
        this.normalised = new double[window];
        this.pending = new double[templates.size()][window];
        this.sampled = new double[templates.size()][sampleSize];
        this.distances = new double[templates.size()];
        Arrays.fill(distances, Double.NaN);
        for (double[] row : pending) {
            Arrays.fill(row, Double.NaN);
        }
        for (double[] template : this.templates) {
            normalise(template);
        }
    }

    /// @param templates at least one, of one length of 2 or more
    /// @param sampleSize windows to sample, [#SAMPLE_LEAST] to [#SAMPLE_MAX]
    /// @param chance picks the windows
    /// @throws Refusal EMPTY, TOO_SHORT, LENGTH_MISMATCH, NOT_A_NUMBER, OUT_OF_RANGE
    public static OnlineTemplates of(
            List<double[]> templates, int sampleSize, RandomGenerator chance) {
        if (templates.isEmpty()) {
            throw new Refusal(Refusal.Code.EMPTY, "no template", "give at least one");
        }
        for (double[] template : templates) {
            if (template.length < 2) {
                throw new Refusal(
                        Refusal.Code.TOO_SHORT,
                        "a template of " + template.length + " samples",
                        "use 2 or more");
            }
            if (template.length != templates.getFirst().length) {
                throw new Refusal(
                        Refusal.Code.LENGTH_MISMATCH,
                        "templates of two lengths",
                        "give those of one length to one instance");
            }
            if (!Arrays.stream(template).allMatch(Double::isFinite)) {
                throw new Refusal(
                        Refusal.Code.NOT_A_NUMBER,
                        "a template with a sample that is not finite",
                        "fill the gap");
            }
        }
        if (sampleSize < SAMPLE_LEAST || sampleSize > SAMPLE_MAX) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "a sample of " + sampleSize,
                    "use " + SAMPLE_LEAST + " to " + SAMPLE_MAX);
        }
        return new OnlineTemplates(templates, sampleSize, chance);
    }

    /// Takes the next sample. One that is not finite makes the windows with it unknown.
    public void add(double sample) {
        int slot = (int) (samples % window);
        ring[slot] = sample;
        samples++;
        finite = Double.isFinite(sample) ? finite + 1 : 0;
        // What came a whole window ago overlaps the newest one no more.
        if (!Double.isNaN(pending[0][slot])) {
            sample(slot);
        }
        boolean known = finite >= window;
        if (known) {
            for (int i = 0; i < window; i++) {
                normalised[i] = ring[(slot + 1 + i) % window];
            }
            normalise(normalised);
        }
        for (int t = 0; t < templates.length; t++) {
            distances[t] = known ? distance(templates[t]) : Double.NaN;
            pending[t][slot] = distances[t];
        }
    }

    // Each window so far is in the sample with the same chance.
    private void sample(int slot) {
        offered++;
        if (count < sampled[0].length) {
            for (int t = 0; t < templates.length; t++) {
                sampled[t][count] = pending[t][slot];
            }
            count++;
            return;
        }
        long place = chance.nextLong(offered);
        if (place < count) {
            for (int t = 0; t < templates.length; t++) {
                sampled[t][(int) place] = pending[t][slot];
            }
        }
    }

    private double distance(double[] template) {
        double sum = 0;
        for (int i = 0; i < window; i++) {
            double difference = template[i] - normalised[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    private static void normalise(double[] values) {
        double mean = 0;
        double largest = 0;
        for (double value : values) {
            mean += value / values.length;
            largest = Math.max(largest, Math.abs(value));
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / values.length);
        boolean constant = deviation <= 16 * Math.ulp(largest);
        for (int i = 0; i < values.length; i++) {
            values[i] = constant ? 0 : (values[i] - mean) / deviation;
        }
    }

    /// Distance of the newest window to a template; NaN where the window is not known.
    public double distance(int template) {
        return distances[template];
    }

    /// Share of earlier windows at least as near to a template; NaN where the window is not known,
    /// or fewer than [#SAMPLE_LEAST] are sampled.
    public double pValue(int template) {
        double distance = distances[template];
        if (count < SAMPLE_LEAST || Double.isNaN(distance)) {
            return Double.NaN;
        }
        int nearer = 0;
        for (int i = 0; i < count; i++) {
            nearer += sampled[template][i] <= distance ? 1 : 0;
        }
        return (1.0 + nearer) / (1.0 + count);
    }

    /// 1 - the p-value; NaN with it.
    public double confidence(int template) {
        return 1 - pValue(template);
    }

    /// Windows in the sample.
    public int sampled() {
        return count;
    }

    /// Saves the state, but not that of the random generator.
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(window);
        out.writeInt(templates.length);
        out.writeInt(count);
        out.writeLong(samples);
        out.writeLong(finite);
        out.writeLong(offered);
        for (double value : ring) {
            out.writeDouble(value);
        }
        for (int t = 0; t < templates.length; t++) {
            out.writeDouble(distances[t]);
            for (double value : pending[t]) {
                out.writeDouble(value);
            }
            for (int i = 0; i < count; i++) {
                out.writeDouble(sampled[t][i]);
            }
        }
    }

    /// Takes the place of the saved one, which had the same templates and sample size.
    ///
    /// @throws Refusal CORRUPT where they differ in number or length
    public void readFrom(DataInput in) throws IOException {
        int savedWindow = in.readInt();
        int savedTemplates = in.readInt();
        int savedCount = in.readInt();
        if (savedWindow != window
                || savedTemplates != templates.length
                || savedCount > sampled[0].length) {
            throw new Refusal(
                    Refusal.Code.CORRUPT,
                    "saved with " + savedTemplates + " templates of " + savedWindow,
                    "restore with the templates and the sample size of the saved one");
        }
        count = savedCount;
        samples = in.readLong();
        finite = in.readLong();
        offered = in.readLong();
        for (int i = 0; i < window; i++) {
            ring[i] = in.readDouble();
        }
        for (int t = 0; t < templates.length; t++) {
            distances[t] = in.readDouble();
            for (int i = 0; i < window; i++) {
                pending[t][i] = in.readDouble();
            }
            for (int i = 0; i < count; i++) {
                sampled[t][i] = in.readDouble();
            }
        }
    }
}

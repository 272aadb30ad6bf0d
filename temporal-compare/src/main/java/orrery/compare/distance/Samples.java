package orrery.compare.distance;

import orrery.timeline.Refusal;

/// Checks at the edge that every measure makes of its samples, and z-normalisation.
public final class Samples {
    /// Most samples of one series that a measure takes.
    public static final int LENGTH_MAX = 1 << 24;

    private Samples() {}

    /// @throws Refusal EMPTY, TOO_LONG (more than `most`) or NOT_A_NUMBER, with the index
    public static void requireFinite(double[] samples, String name, int most) {
        if (samples.length == 0) {
            throw new Refusal(
                    Refusal.Code.EMPTY, name + " has no sample", "give at least one sample");
        }
        if (samples.length > most) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    name + " has " + samples.length + " samples",
                    "use at most " + most);
        }
        for (int i = 0; i < samples.length; i++) {
            if (!Double.isFinite(samples[i])) {
                throw new Refusal(
                                Refusal.Code.NOT_A_NUMBER,
                                "sample " + i + " of " + name + " is " + samples[i],
                                "fill or cut out missing samples first")
                        .at("sample " + i);
            }
        }
    }

    /// @throws Refusal OUT_OF_RANGE if NaN or negative
    public static void requireCutoff(double cutoff) {
        if (!(cutoff >= 0)) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, "cut-off is " + cutoff, "use 0 or more");
        }
    }

    /// The series at mean 0 and population deviation 1: `(x - mean) / deviation`.
    ///
    /// Both are taken of the differences from the first sample, so that a large offset costs no
    /// digits. A series whose deviation is within 16 units in the last place of its largest
    /// magnitude is constant and becomes all 0.
    ///
    /// @param samples finite, at least one
    /// @return a new array
    public static double[] zNormalised(double[] samples) {
        int n = samples.length;
        double base = samples[0];
        double sum = 0;
        double largest = 0;
        for (double sample : samples) {
            sum += sample - base;
            largest = Math.max(largest, Math.abs(sample));
        }
        double mean = sum / n;
        double squares = 0;
        for (double sample : samples) {
            double difference = sample - base - mean;
            squares += difference * difference;
        }
        double deviation = Math.sqrt(squares / n);
        double[] normalised = new double[n];
        if (deviation > 16 * Math.ulp(largest)) {
            for (int i = 0; i < n; i++) {
                normalised[i] = (samples[i] - base - mean) / deviation;
            }
        }
        return normalised;
    }
}

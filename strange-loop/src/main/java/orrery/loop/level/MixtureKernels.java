package orrery.loop.level;

import orrery.compare.TemporalCompare;

/// The inner loops of [Mixture]: plain here, and vectorised in [MixtureLanes] where that runs.
///
/// Arrays have one length, a multiple of four. Sums are gathered in four interleaved parts, whatever
/// the machine, so both forms agree bit for bit. Allocation: none.
final class MixtureKernels {
    /// Interleaved parts of a sum.
    static final int PARTS = 4;

    private static final boolean VECTORISED = TemporalCompare.vectorised();

    private MixtureKernels() {}

    /// `Σ a · b`
    static double dot(double[] a, double[] b) {
        return VECTORISED ? MixtureLanes.dot(a, b) : dotPlain(a, b);
    }

    static double dotPlain(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int i = 0; i < a.length; i += PARTS) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /// `r = gradient · (decision − proposals)`, and their squares.
    ///
    /// @return the largest size of r
    static double regrets(
            double[] proposals, double decision, double gradient, double[] r, double[] squares) {
        return VECTORISED
                ? MixtureLanes.regrets(proposals, decision, gradient, r, squares)
                : regretsPlain(proposals, decision, gradient, r, squares);
    }

    static double regretsPlain(
            double[] proposals, double decision, double gradient, double[] r, double[] squares) {
        double largest = 0;
        for (int i = 0; i < r.length; i++) {
            r[i] = gradient * (decision - proposals[i]);
            squares[i] = r[i] * r[i];
            largest = Math.max(largest, Math.abs(r[i]));
        }
        return largest;
    }

    /// `sums += factor · terms`
    static void add(double[] sums, double factor, double[] terms) {
        if (VECTORISED) {
            MixtureLanes.add(sums, factor, terms);
        } else {
            addPlain(sums, factor, terms);
        }
    }

    static void addPlain(double[] sums, double factor, double[] terms) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * terms[i];
        }
    }

    /// `weights = kept · weights · (1 + rate · r) + floors`
    ///
    /// @return the sum of the weights
    static double reweigh(double[] weights, double[] r, double rate, double kept, double[] floors) {
        return VECTORISED
                ? MixtureLanes.reweigh(weights, r, rate, kept, floors)
                : reweighPlain(weights, r, rate, kept, floors);
    }

    static double reweighPlain(
            double[] weights, double[] r, double rate, double kept, double[] floors) {
        double[] sums = {0, 0, 0, 0};
        for (int i = 0; i < weights.length; i++) {
            weights[i] = kept * weights[i] * (1 + rate * r[i]) + floors[i];
            sums[i % PARTS] += weights[i];
        }
        return (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }
}

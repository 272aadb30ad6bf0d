package orrery.compare.distance;

/// The sums behind the lock-step measures, given up in blocks once they pass a cut-off.
final class LockStepSums {
    private static final int BLOCK = 64;

    /// What a cut-off is raised by, so that rounding never gives up a distance equal to it.
    private static final double SLACK = 1 + 1e-12;

    private LockStepSums() {}

    static Comparison rooted(double[] x, double[] y, double cutoff) {
        Comparison sum = squares(x, y, cutoff * cutoff * SLACK);
        return sum.abandoned() ? sum : Comparison.rooted(sum.cost(), sum.cells());
    }

    static Comparison squares(double[] x, double[] y, double limit) {
        double sum = 0;
        for (int i = 0; i < x.length; ) {
            int stop = Math.min(x.length, i + BLOCK);
            for (; i < stop; i++) {
                double d = x[i] - y[i];
                sum += d * d;
            }
            if (sum > limit) {
                return Comparison.abandoned(i);
            }
        }
        return Comparison.unrooted(sum, x.length);
    }

    static Comparison magnitudes(double[] x, double[] y, double limit) {
        double sum = 0;
        for (int i = 0; i < x.length; ) {
            int stop = Math.min(x.length, i + BLOCK);
            for (; i < stop; i++) {
                sum += Math.abs(x[i] - y[i]);
            }
            if (sum > limit) {
                return Comparison.abandoned(i);
            }
        }
        return Comparison.unrooted(sum, x.length);
    }

    static Comparison powers(double[] x, double[] y, double order, double cutoff) {
        double limit = Math.pow(cutoff, order) * SLACK;
        double sum = 0;
        for (int i = 0; i < x.length; ) {
            int stop = Math.min(x.length, i + BLOCK);
            for (; i < stop; i++) {
                sum += Math.pow(Math.abs(x[i] - y[i]), order);
            }
            if (sum > limit) {
                return Comparison.abandoned(i);
            }
        }
        return new Comparison(Math.pow(sum, 1 / order), sum, x.length, false);
    }

    static Comparison largest(double[] x, double[] y, double limit) {
        double largest = 0;
        for (int i = 0; i < x.length; i++) {
            largest = Math.max(largest, Math.abs(x[i] - y[i]));
            if (largest > limit) {
                return Comparison.abandoned(i + 1L);
            }
        }
        return Comparison.unrooted(largest, x.length);
    }

    // Each series is scaled by its largest magnitude first: no square overflows or vanishes.
    static Comparison cosine(double[] x, double[] y) {
        double xScale = scale(x);
        double yScale = scale(y);
        if (xScale == 0 || yScale == 0) {
            return Comparison.unrooted(xScale == yScale ? 0 : 1, x.length);
        }
        double product = 0;
        double xSquares = 0;
        double ySquares = 0;
        for (int i = 0; i < x.length; i++) {
            double u = x[i] / xScale;
            double v = y[i] / yScale;
            product += u * v;
            xSquares += u * u;
            ySquares += v * v;
        }
        double cosine = product / Math.sqrt(xSquares * ySquares);
        return Comparison.unrooted(1 - Math.clamp(cosine, -1, 1), x.length);
    }

    private static double scale(double[] samples) {
        double largest = 0;
        for (double sample : samples) {
            largest = Math.max(largest, Math.abs(sample));
        }
        return largest;
    }

    /// The series less its mean; exactly 0 where it is constant.
    static double[] centred(double[] samples) {
        double sum = 0;
        for (double sample : samples) {
            sum += sample - samples[0];
        }
        double mean = sum / samples.length;
        double[] centred = new double[samples.length];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = samples[i] - samples[0] - mean;
        }
        return centred;
    }
}

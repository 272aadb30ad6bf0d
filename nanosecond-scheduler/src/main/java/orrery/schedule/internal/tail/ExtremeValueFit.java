package orrery.schedule.internal.tail;

import java.util.Arrays;

/// The generalised extreme value distribution of highest likelihood for the maxima of blocks.
///
/// P(X <= x) = exp(-(1 + shape · z)^(-1 / shape)) with z = (x - location) / scale, and
/// exp(-exp(-z)) at shape 0. The search is a simplex from the L-moments.
///
/// Sources: Coles, An Introduction to Statistical Modeling of Extreme Values, 2001, section 3.3;
/// L-moments: Hosking, Wallis & Wood, Technometrics 27(3), 1985,
/// doi:10.1080/00401706.1985.10488049; simplex: Nelder & Mead, Computer Journal 7(4), 1965.
///
/// @param shape above 0 for a heavy tail
public record ExtremeValueFit(double location, double scale, double shape) {
    private static final double NEARLY_GUMBEL = 1e-7;
    private static final double EULER = 0.5772156649015329;

    /// @param maxima sorted, at least 10, not all equal
    public static ExtremeValueFit of(double[] maxima) {
        double[] start = byMoments(maxima);
        double[] best =
                Simplex.maximum(
                        p -> logLikelihood(maxima, p[0], Math.exp(p[1]), p[2]),
                        start,
                        new double[] {0.2 * Math.exp(start[1]), 0.2, 0.1});
        return new ExtremeValueFit(best[0], Math.exp(best[1]), best[2]);
    }

    /// What a block's maximum exceeds with probability `p`.
    public double quantileAbove(double p) {
        return location + scale * stretch(shape, p);
    }

    private static double stretch(double shape, double p) {
        double log = -Math.log(-Math.log1p(-p));
        return Math.abs(shape) < NEARLY_GUMBEL ? log : Math.expm1(shape * log) / shape;
    }

    private static double logLikelihood(
            double[] maxima, double location, double scale, double shape) {
        if (shape < ParetoFit.SHAPE_MIN || shape > 2) {
            return Double.NEGATIVE_INFINITY;
        }
        double sum = -maxima.length * Math.log(scale);
        for (double x : maxima) {
            double z = (x - location) / scale;
            double log;
            if (Math.abs(shape) < NEARLY_GUMBEL) {
                log = z;
            } else if (1 + shape * z <= 0) {
                return Double.NEGATIVE_INFINITY;
            } else {
                log = Math.log1p(shape * z) / shape;
            }
            sum -= (1 + shape) * log + Math.exp(-log);
        }
        return sum;
    }

    // Location, logarithm of the scale, shape; the shape by the rational approximation of the
    // source, with its opposite sign.
    private static double[] byMoments(double[] maxima) {
        int n = maxima.length;
        double b0 = Arrays.stream(maxima).average().orElseThrow();
        double b1 = 0;
        double b2 = 0;
        for (int i = 0; i < n; i++) {
            b1 += maxima[i] * i / (n - 1.0) / n;
            b2 += maxima[i] * i * (i - 1.0) / ((n - 1.0) * (n - 2.0)) / n;
        }
        double c = (2 * b1 - b0) / (3 * b2 - b0) - Math.log(2) / Math.log(3);
        double k = Math.clamp(7.859 * c + 2.9554 * c * c, -0.4, 0.4);
        double spread = 2 * b1 - b0;
        if (Math.abs(k) < 1e-3) {
            double scale = spread / Math.log(2);
            return new double[] {b0 - EULER * scale, Math.log(scale), 0};
        }
        double gamma = gamma(1 + k);
        double scale = spread * k / (gamma * -Math.expm1(-k * Math.log(2)));
        return new double[] {b0 - scale * (1 - gamma) / k, Math.log(scale), -k};
    }

    // For 0.6 <= x <= 1.4: Stirling's series after the argument was moved up by 8.
    private static double gamma(double x) {
        double product = 1;
        double y = x;
        for (int i = 0; i < 8; i++) {
            product *= y;
            y += 1;
        }
        double series = 1 / (12 * y) - 1 / (360 * y * y * y) + 1 / (1260 * Math.pow(y, 5));
        return Math.exp((y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series)
                / product;
    }
}

package orrery.schedule.internal.tail;

/// The generalised Pareto distribution of highest likelihood for excesses over a threshold.
///
/// P(X > x) = (1 + shape · x / scale)^(-1 / shape), and exp(-x / scale) at shape 0. The search is in
/// one dimension, over theta = shape / scale: for each theta the best shape is a mean of logarithms.
/// The shape is kept at {@link #SHAPE_MIN} or more, below which the likelihood is no guide.
///
/// Source: Grimshaw, Technometrics 35(2), 1993, doi:10.1080/00401706.1993.10485040.
///
/// @param shape above 0 for a heavy tail, below 0 for one that ends
/// @param scale greater than 0, in the unit of the excesses
/// @param logLikelihood at that shape and scale
public record ParetoFit(double shape, double scale, double logLikelihood) {
    /// The least shape: below, the highest likelihood has no known distribution.
    public static final double SHAPE_MIN = -0.5;

    private static final double LOWEST = -6;
    private static final double HIGHEST = 8;
    private static final int GRID = 28;
    private static final double NEARLY_EXPONENTIAL = 1e-7;

    /// @param excesses sorted, greater than 0, not all equal
    public static ParetoFit of(double[] excesses) {
        return censored(excesses, 0);
    }

    /// The fit when of the largest excesses only their number is used, not their values.
    ///
    /// @param excesses sorted, greater than 0
    /// @param hidden how many of the largest; at least two are left
    public static ParetoFit censored(double[] excesses, int hidden) {
        int seen = excesses.length - hidden;
        double most = excesses[seen - 1];
        double best =
                Search.maximum(
                        s -> likelihood(excesses, hidden, Math.expm1(s) / most),
                        LOWEST,
                        HIGHEST,
                        GRID);
        double theta = Math.expm1(best) / most;
        if (Math.abs(theta * most) < NEARLY_EXPONENTIAL) {
            double scale = exponentialScale(excesses, hidden);
            return new ParetoFit(0, scale, -seen * Math.log(scale) - seen);
        }
        double shape = shapeAt(excesses, hidden, theta);
        return new ParetoFit(shape, shape / theta, likelihood(excesses, hidden, theta));
    }

    /// The likelihood of the excesses under a given shape and scale.
    public static double logLikelihood(double[] excesses, double shape, double scale) {
        if (!(scale > 0)) {
            return Double.NEGATIVE_INFINITY;
        }
        double sum = 0;
        if (Math.abs(shape) < NEARLY_EXPONENTIAL) {
            for (double x : excesses) {
                sum += x;
            }
            return -excesses.length * Math.log(scale) - sum / scale;
        }
        double theta = shape / scale;
        if (1 + theta * excesses[excesses.length - 1] <= 0) {
            return Double.NEGATIVE_INFINITY;
        }
        for (double x : excesses) {
            sum += Math.log1p(theta * x);
        }
        return -excesses.length * Math.log(scale) - (1 / shape + 1) * sum;
    }

    /// The natural logarithm of the probability of more than `x`; minus infinity past the end.
    public double logSurvival(double x) {
        if (Math.abs(shape) < NEARLY_EXPONENTIAL) {
            return -x / scale;
        }
        double inside = 1 + shape * x / scale;
        return inside <= 0 ? Double.NEGATIVE_INFINITY : -Math.log(inside) / shape;
    }

    /// By how much a value that is above `x` is above it in the mean; infinity at shape 1 or more.
    public double meanExcess(double x) {
        return shape >= 1 ? Double.POSITIVE_INFINITY : (scale + shape * x) / (1 - shape);
    }

    /// What is exceeded with probability `p`.
    public double quantileAbove(double p) {
        return scale * stretch(shape, p);
    }

    /// The quantile that is exceeded with probability `p`, at scale 1.
    public static double stretch(double shape, double p) {
        double log = -Math.log(p);
        return Math.abs(shape) < NEARLY_EXPONENTIAL ? log : Math.expm1(shape * log) / shape;
    }

    private static double likelihood(double[] excesses, int hidden, double theta) {
        int seen = excesses.length - hidden;
        if (Math.abs(theta * excesses[seen - 1]) < NEARLY_EXPONENTIAL) {
            return -seen * Math.log(exponentialScale(excesses, hidden)) - seen;
        }
        double logs = 0;
        for (int i = 0; i < seen; i++) {
            logs += Math.log1p(theta * excesses[i]);
        }
        double shape = (logs + hidden * Math.log1p(theta * excesses[seen - 1])) / seen;
        if (shape < SHAPE_MIN) {
            return Double.NEGATIVE_INFINITY;
        }
        return -seen * Math.log(shape / theta) - logs - seen;
    }

    private static double shapeAt(double[] excesses, int hidden, double theta) {
        int seen = excesses.length - hidden;
        double logs = hidden * Math.log1p(theta * excesses[seen - 1]);
        for (int i = 0; i < seen; i++) {
            logs += Math.log1p(theta * excesses[i]);
        }
        return logs / seen;
    }

    private static double exponentialScale(double[] excesses, int hidden) {
        int seen = excesses.length - hidden;
        double sum = hidden * excesses[seen - 1];
        for (int i = 0; i < seen; i++) {
            sum += excesses[i];
        }
        return sum / seen;
    }
}

package orrery.schedule.internal.tail;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/// The place where a function of a few variables is largest, without derivatives.
///
/// Source: Nelder & Mead, Computer Journal 7(4), 1965, doi:10.1093/comjnl/7.4.308.
final class Simplex {
    private static final int STEPS = 400;
    private static final double FLAT = 1e-10;

    private Simplex() {}

    /// @param value may be minus infinity where it is not defined, but not at `start`
    static double[] maximum(ToDoubleFunction<double[]> value, double[] start, double[] spread) {
        Corner[] corners = corners(value, start, spread);
        Comparator<Corner> bestFirst = Comparator.comparingDouble(c -> -c.value);
        for (int step = 0; step < STEPS; step++) {
            Arrays.sort(corners, bestFirst);
            int last = corners.length - 1;
            if (corners[0].value - corners[last].value < FLAT) {
                break;
            }
            double[] centre = centre(corners);
            Corner worst = corners[last];
            Corner mirrored = Corner.between(value, centre, worst.at, -1);
            if (mirrored.value > corners[0].value) {
                Corner further = Corner.between(value, centre, worst.at, -2);
                corners[last] = further.value > mirrored.value ? further : mirrored;
            } else if (mirrored.value > corners[last - 1].value) {
                corners[last] = mirrored;
            } else {
                boolean outside = mirrored.value > worst.value;
                Corner nearer = Corner.between(value, centre, worst.at, outside ? -0.5 : 0.5);
                if (nearer.value > Math.max(worst.value, mirrored.value)) {
                    corners[last] = nearer;
                } else {
                    for (int i = 1; i <= last; i++) {
                        corners[i] = Corner.between(value, corners[0].at, corners[i].at, 0.5);
                    }
                }
            }
        }
        Arrays.sort(corners, bestFirst);
        return corners[0].at;
    }

    private static Corner[] corners(
            ToDoubleFunction<double[]> value, double[] start, double[] spread) {
        Corner[] corners = new Corner[start.length + 1];
        for (int i = 0; i <= start.length; i++) {
            double[] at = start.clone();
            if (i > 0) {
                at[i - 1] += spread[i - 1];
            }
            corners[i] = new Corner(at, value.applyAsDouble(at));
        }
        return corners;
    }

    private static double[] centre(Corner[] corners) {
        int n = corners.length - 1;
        double[] centre = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                centre[j] += corners[i].at[j] / n;
            }
        }
        return centre;
    }

    private static final class Corner {
        final double[] at;
        final double value;

        Corner(double[] at, double value) {
            this.at = at;
            this.value = value;
        }

        // The centre, and `share` of the way from it to a corner.
        static Corner between(
                ToDoubleFunction<double[]> value, double[] centre, double[] corner, double share) {
            double[] at = new double[centre.length];
            for (int i = 0; i < at.length; i++) {
                at[i] = centre[i] + share * (corner[i] - centre[i]);
            }
            return new Corner(at, value.applyAsDouble(at));
        }
    }
}

package orrery.attractor.internal;

import java.util.Arrays;

/// How fast neighbours part: the mean logarithm of their distance after each step, and the slope
/// of its straight part with an interval.
///
/// Add each reference with its neighbours, in order of time; then call `conclude`. The interval is
/// a delete-one-block jackknife over blocks of references, widened by what the choice of the fitted
/// part changes. It covers the sampling of the window and the fit; measurement noise biases the
/// slope down, which it covers only in part. Not thread-safe: owns its buffers.
///
/// Source: Kantz, Phys. Lett. A 185, 1994, doi:10.1016/0375-9601(94)90991-1; Rosenstein, Collins &
/// De Luca, Physica D 65, 1993, doi:10.1016/0167-2789(93)90009-P.
public final class Divergence {
    /// Most steps that are followed.
    public static final int STEPS = 40;

    /// Blocks of the jackknife.
    public static final int BLOCKS = 8;

    private static final double STUDENT = 2.365;
    private static final double BELOW_PLATEAU = 0.7;
    private static final double NOT_TURNED = 0.5;
    private static final double BELOW_TOP = 0.35;

    private final double[][] sums = new double[BLOCKS][STEPS + 1];
    private final int[] counts = new int[BLOCKS];
    private final double[] curve = new double[STEPS + 1];
    private final double[] scratch = new double[STEPS + 1];
    private double plateauSum;
    private int stride = 1;
    private int steps = STEPS;
    private int from;
    private int to;
    private int fitFrom;
    private double slope;
    private double top;
    private double plateau;
    private double halfWidth;
    private boolean established;

    /// Starts a window.
    ///
    /// @param stride samples per step, 1 or more
    /// @param steps steps that are followed, 4 to STEPS
    public void begin(int stride, int steps) {
        this.stride = stride;
        this.steps = steps;
        for (double[] block : sums) {
            Arrays.fill(block, 0);
        }
        Arrays.fill(counts, 0);
        plateauSum = 0;
    }

    public int stride() {
        return stride;
    }

    /// Adds one reference.
    ///
    /// @param near its neighbours, of which the first `used` are followed
    /// @param block block of the reference, 0 .. BLOCKS - 1
    /// @param floor smallest distance that counts as one, over 0
    public void add(
            EmbeddingView view, NearestNeighbours near, int reference, int block, double floor) {
        double[] z = view.samples();
        int used = Math.min(4, near.found());
        int delay = view.embedding().delay();
        int back = delay > 1 && view.embedding().dimension() > 1 ? delay : 0;
        double[] sum = sums[block];
        for (int k = 0; k <= steps; k++) {
            int ahead = k * stride;
            double distance = 0;
            for (int q = 0; q < used; q++) {
                distance += apart(z, near.index(q) + ahead, reference + ahead, back);
            }
            sum[k] += Math.log(Math.max(floor, distance / used));
        }
        double apart = 0;
        for (int q = 1; q <= used; q++) {
            int other = view.first() + (int) ((reference * 7919L + q * 104729L) % view.length());
            apart += apart(z, other, reference, back);
        }
        plateauSum += Math.log(Math.max(floor, apart / used));
        counts[block]++;
    }

    private static double apart(double[] z, int i, int j, int back) {
        double now = z[i] - z[j];
        if (back == 0) {
            return Math.abs(now);
        }
        double then = z[i - back] - z[j - back];
        return Math.sqrt(now * now + then * then);
    }

    /// Fits the straight part.
    ///
    /// @param start first step of the part whose shape is judged
    /// @param late first step of the slope, `start` or more: neighbours of a flow take a while to
    ///     turn into the direction that grows
    /// @param modelError relative error of the slope that is always allowed for
    public void conclude(int start, int late, double modelError) {
        int total = 0;
        for (int b = 0; b < BLOCKS; b++) {
            total += counts[b];
        }
        mean(curve, -1);
        top = Double.NEGATIVE_INFINITY;
        for (int k = start; k <= steps; k++) {
            top = Math.max(top, curve[k]);
        }
        plateau = plateauSum / total;
        double ceiling = Math.min(plateau - BELOW_PLATEAU, top - BELOW_TOP);
        from = start;
        to = start;
        while (to < steps && curve[to + 1] < ceiling) {
            to++;
        }
        fitFrom = start;
        slope = 0;
        halfWidth = Double.POSITIVE_INFINITY;
        established = false;
        if (total < 4 * BLOCKS || to - from < 2) {
            return;
        }
        double early = slope(curve, from, to) / stride;
        boolean turned = to - late >= 2;
        fitFrom = turned ? late : from;
        slope = slope(curve, fitFrom, to) / stride;
        double systematic = modelError * Math.abs(slope);
        systematic = Math.max(systematic, Math.abs(bend()));
        systematic = Math.max(systematic, Math.abs(slope - early));
        if (!turned) {
            systematic = Math.max(systematic, NOT_TURNED * Math.abs(slope));
        }
        halfWidth = Math.sqrt(STUDENT * STUDENT * jackknife() + systematic * systematic);
        established = true;
    }

    /// Difference of the slopes of the two halves, in nats per sample.
    private double bend() {
        if (to - fitFrom < 4) {
            return 0;
        }
        int half = (to - fitFrom) / 2;
        return (slope(curve, fitFrom, fitFrom + half) - slope(curve, to - half, to)) / stride;
    }

    /// Whether there was a part of at least three points to fit.
    public boolean established() {
        return established;
    }

    /// Slope in nats per sample.
    public double slope() {
        return slope;
    }

    /// Half the width of the 95 % interval, in nats per sample.
    public double halfWidth() {
        return halfWidth;
    }

    /// Rise of the fitted part, in nats.
    public double rise() {
        return curve[to] - curve[from];
    }

    /// How far the curve stays below the mean log distance of unrelated vectors, in nats.
    public double gap() {
        return plateau - top;
    }

    /// Mean log distance after k steps.
    public double curve(int k) {
        return curve[k];
    }

    /// First and last step of the fit.
    public int fittedFrom() {
        return from;
    }

    public int fittedTo() {
        return to;
    }

    /// Square of the correlation of the fitted part with a straight line, 0 to 1.
    public double straightness() {
        return fitQuality(false);
    }

    /// The same with the logarithm of the step: a power law, as diffusion has it.
    public double powerLaw() {
        return fitQuality(true);
    }

    private double fitQuality(boolean logarithmic) {
        int points = to - fitFrom + 1;
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double sxy = 0;
        double syy = 0;
        for (int k = fitFrom; k <= to; k++) {
            double x = logarithmic ? Math.log(k + 1.0) : k;
            double y = curve[k];
            sx += x;
            sy += y;
            sxx += x * x;
            sxy += x * y;
            syy += y * y;
        }
        double cxy = sxy - sx * sy / points;
        double cxx = sxx - sx * sx / points;
        double cyy = syy - sy * sy / points;
        return cyy <= 0 ? 0 : cxy * cxy / (cxx * cyy);
    }

    private double jackknife() {
        double mean = 0;
        double square = 0;
        int used = 0;
        for (int b = 0; b < BLOCKS; b++) {
            if (counts[b] == 0) {
                continue;
            }
            mean(scratch, b);
            double s = slope(scratch, fitFrom, to) / stride;
            mean += s;
            square += s * s;
            used++;
        }
        mean /= used;
        return Math.max(0, square / used - mean * mean) * (used - 1);
    }

    private void mean(double[] out, int without) {
        Arrays.fill(out, 0);
        int total = 0;
        for (int b = 0; b < BLOCKS; b++) {
            if (b != without) {
                total += counts[b];
                for (int k = 0; k <= steps; k++) {
                    out[k] += sums[b][k];
                }
            }
        }
        for (int k = 0; k <= steps; k++) {
            out[k] /= total;
        }
    }

    private static double slope(double[] curve, int from, int to) {
        double middle = 0.5 * (from + to);
        double sxy = 0;
        double sxx = 0;
        for (int k = from; k <= to; k++) {
            double x = k - middle;
            sxy += x * curve[k];
            sxx += x * x;
        }
        return sxy / sxx;
    }
}

package orrery.compare.segment;

import java.util.Arrays;
import orrery.compare.profile.MatrixProfile;
import orrery.timeline.Refusal;

/// FLUSS: how many arcs from windows to their nearest neighbours pass over each place, relative to
/// how many would by chance. Where the series changes what it does, few do.
///
/// The corrected curve is min(1, arcs / ideal): for nearest neighbours on either side the ideal is
/// the parabola 2·i·(n - i)/n, for those on the right alone (n - i)·ln(n/(n - i)), both of
/// neighbours drawn evenly. It is 1 within five windows of either end. Cost: O(n). Threads:
/// immutable.
///
/// Source: Gharghabi et al., ICDM 2017, doi:10.1109/ICDM.2017.21; the second ideal is derived here
/// in place of the fitted one of FLOSS.
public final class ArcCurve {
    /// Windows at either end, and around a change point, where none is looked for.
    public static final int EDGE = 5;

    private final double[] corrected;
    private final int window;

    private ArcCurve(double[] corrected, int window) {
        this.corrected = corrected;
        this.window = window;
    }

    /// The curve of a profile of a series with itself.
    public static ArcCurve of(MatrixProfile profile) {
        return of(profile.neighbours(), profile.settings().window());
    }

    /// The curve of nearest neighbours on either side.
    ///
    /// @param neighbours where they start; -1 where there is none
    /// @param window samples of a window, roughly one period
    /// @throws Refusal OUT_OF_RANGE if a neighbour is not a window
    public static ArcCurve of(int[] neighbours, int window) {
        int n = neighbours.length;
        double[] arcs = arcs(neighbours);
        for (int i = 0; i < n; i++) {
            arcs[i] = corrected(arcs[i], 2.0 * i * (n - i) / n);
        }
        return edged(arcs, window);
    }

    /// The curve of nearest neighbours on the right alone, as streams have them.
    ///
    /// @throws Refusal OUT_OF_RANGE if a neighbour is not a window after its own
    public static ArcCurve ofRight(int[] neighbours, int window) {
        int n = neighbours.length;
        for (int i = 0; i < n; i++) {
            if (neighbours[i] >= 0 && neighbours[i] <= i) {
                throw refused(i, neighbours[i]);
            }
        }
        double[] arcs = arcs(neighbours);
        for (int i = 0; i < n; i++) {
            double right = n - i;
            arcs[i] = corrected(arcs[i], right * Math.log(n / right));
        }
        return edged(arcs, window);
    }

    private static double[] arcs(int[] neighbours) {
        int n = neighbours.length;
        double[] arcs = new double[n];
        for (int i = 0; i < n; i++) {
            int j = neighbours[i];
            if (j >= n) {
                throw refused(i, j);
            }
            if (j >= 0) {
                arcs[Math.min(i, j)]++;
                arcs[Math.max(i, j)]--;
            }
        }
        for (int i = 1; i < n; i++) {
            arcs[i] += arcs[i - 1];
        }
        return arcs;
    }

    private static Refusal refused(int window, int neighbour) {
        return new Refusal(
                Refusal.Code.OUT_OF_RANGE,
                "window " + window + " has neighbour " + neighbour,
                "give the neighbours of one profile");
    }

    private static double corrected(double arcs, double ideal) {
        return ideal <= 0 ? 1 : Math.min(1, arcs / ideal);
    }

    private static ArcCurve edged(double[] curve, int window) {
        int edge = (int) Math.min(curve.length, (long) EDGE * window);
        Arrays.fill(curve, 0, edge, 1);
        Arrays.fill(curve, curve.length - edge, curve.length, 1);
        return new ArcCurve(curve, window);
    }

    /// The corrected curve, one number a window, 0 to 1; a copy.
    public double[] corrected() {
        return corrected.clone();
    }

    /// The lowest places, no two within five windows of each other.
    ///
    /// @param count wanted, 1 or more
    /// @return in the order of their depth, lowest first; fewer where the curve is 1 elsewhere
    /// @throws Refusal OUT_OF_RANGE
    public int[] changePoints(int count) {
        if (count < 1) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, count + " change points", "ask for 1 or more");
        }
        double[] open = corrected.clone();
        int[] found = new int[Math.min(count, open.length)];
        for (int i = 0; i < found.length; i++) {
            int lowest = 0;
            for (int at = 1; at < open.length; at++) {
                lowest = open[at] < open[lowest] ? at : lowest;
            }
            if (open[lowest] >= 1) {
                return Arrays.copyOf(found, i);
            }
            found[i] = lowest;
            long edge = (long) EDGE * window;
            int from = (int) Math.max(0, lowest - edge);
            int to = (int) Math.min(open.length, lowest + edge);
            Arrays.fill(open, from, to, 1);
        }
        return found;
    }
}

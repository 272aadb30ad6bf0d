package orrery.compare.segment;

/// A series cut into segments.
///
/// Threads: immutable.
public final class Segmentation {
    private final int length;
    private final int window;
    private final int[] changePoints;
    private final double[] scores;

    Segmentation(int length, int window, int[] changePoints, double[] scores) {
        this.length = length;
        this.window = window;
        this.changePoints = changePoints;
        this.scores = scores;
    }

    /// Where segments begin, other than the first; ascending, a copy.
    public int[] changePoints() {
        return changePoints.clone();
    }

    /// How sure each change point is, 0 to 1, in their order; a copy.
    public double[] scores() {
        return scores.clone();
    }

    /// Samples of the windows that were compared.
    public int window() {
        return window;
    }

    /// How well this agrees with another segmentation of the same series: the *Covering*, the mean
    /// over the samples of the overlap (intersection by union) of the true segment of a sample with
    /// the best found one.
    ///
    /// @param truth change points, ascending
    /// @return 0 to 1, 1 where they are the same
    ///
    /// Source: Arbeláez et al., TPAMI 33(5), 2011, doi:10.1109/TPAMI.2010.161, equation 8.
    public double covering(int... truth) {
        double sum = 0;
        for (int i = 0; i <= truth.length; i++) {
            int from = i == 0 ? 0 : truth[i - 1];
            int to = i == truth.length ? length : truth[i];
            sum += (to - from) * bestOverlap(from, to);
        }
        return sum / length;
    }

    private double bestOverlap(int from, int to) {
        double best = 0;
        for (int i = 0; i <= changePoints.length; i++) {
            int start = i == 0 ? 0 : changePoints[i - 1];
            int end = i == changePoints.length ? length : changePoints[i];
            double common = Math.max(0, Math.min(to, end) - Math.max(from, start));
            double union = Math.max(to, end) - Math.min(from, start);
            best = common > 0 ? Math.max(best, common / union) : best;
        }
        return best;
    }
}

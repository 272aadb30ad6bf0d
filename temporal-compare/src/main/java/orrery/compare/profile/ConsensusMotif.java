package orrery.compare.profile;

import java.util.List;
import orrery.compare.internal.Kernels;
import orrery.compare.internal.QueryScan;
import orrery.compare.internal.WindowTable;
import orrery.timeline.Refusal;

/// The window of several series that has something like it in every other: the least radius that
/// holds a window of each.
///
/// Of windows with the same radius, the one of the least mean distance is taken, then the first.
/// Cost: a join for each series and the distances of the windows whose radius may be least; O(Σn²)
/// at worst. Threads: safe.
///
/// Source: Ostinato, Kamgar et al., ICDM 2019, doi:10.1109/ICDM.2019.00140.
///
/// @param series which series the window is in
/// @param start where it starts
/// @param radius largest of the distances of its nearest windows in the others
public record ConsensusMotif(int series, int start, double radius) {
    public static final int SERIES_MAX = 1000;

    /// @param series two or more, each at least the window long
    /// @param settings normalised or not; the exclusion does not count
    /// @return infinite radius where some series has no valid window
    /// @throws Refusal OUT_OF_RANGE with fewer than two series or over [#SERIES_MAX], or as
    ///     [ProfileJoin#between]
    public static ConsensusMotif of(List<double[]> series, ProfileSettings settings) {
        if (series.size() < 2 || series.size() > SERIES_MAX) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    series.size() + " series",
                    "give 2 to " + SERIES_MAX);
        }
        return new Search(series, settings.withNeighbours(1)).run();
    }

    private static final class Search {
        private final List<double[]> series;
        private final ProfileSettings settings;
        private final WindowTable[] windows;
        private final boolean simd = Kernels.vectorised();
        private double[] distances = new double[0];

        private ConsensusMotif best = new ConsensusMotif(0, 0, Double.POSITIVE_INFINITY);
        private double bestMean = Double.POSITIVE_INFINITY;

        Search(List<double[]> series, ProfileSettings settings) {
            this.series = series;
            this.settings = settings;
            this.windows = new WindowTable[series.size()];
        }

        ConsensusMotif run() {
            MatrixProfile[] bounds = new MatrixProfile[windows.length];
            for (int s = 0; s < windows.length; s++) {
                double[] next = series.get((s + 1) % windows.length);
                bounds[s] = MatrixProfile.between(series.get(s), next, settings);
            }
            int longest = 0;
            for (int s = 0; s < windows.length; s++) {
                windows[s] =
                        new WindowTable(series.get(s), settings.window(), settings.normalised());
                longest = Math.max(longest, windows[s].count());
            }
            distances = new double[longest];
            for (int s = 0; s < windows.length; s++) {
                search(s, bounds[s].distances());
            }
            return best;
        }

        // Nearest to the next series first: the radius is at least that.
        private void search(int s, double[] bound) {
            Integer[] order = new Integer[bound.length];
            java.util.Arrays.setAll(order, i -> i);
            java.util.Arrays.sort(
                    order, java.util.Comparator.comparingDouble((Integer i) -> bound[i]));
            for (int start : order) {
                if (bound[start] > best.radius || bound[start] == Double.POSITIVE_INFINITY) {
                    return;
                }
                consider(s, start, bound[start]);
            }
        }

        private void consider(int s, int start, double bound) {
            double radius = bound;
            double sum = bound;
            for (int other = 0; other < windows.length; other++) {
                if (other == s || other == (s + 1) % windows.length) {
                    continue;
                }
                double nearest = nearest(s, start, other);
                radius = Math.max(radius, nearest);
                sum += nearest;
                if (radius > best.radius) {
                    return;
                }
            }
            double mean = sum / windows.length;
            boolean better = radius < best.radius || mean < bestMean;
            if (radius < Double.POSITIVE_INFINITY && better) {
                best = new ConsensusMotif(s, start, radius);
                bestMean = mean;
            }
        }

        private double nearest(int s, int start, int other) {
            QueryScan.distances(windows[s], start, windows[other], distances, simd);
            double nearest = Double.POSITIVE_INFINITY;
            for (int j = 0; j < windows[other].count(); j++) {
                nearest = Math.min(nearest, distances[j]);
            }
            return nearest;
        }
    }
}

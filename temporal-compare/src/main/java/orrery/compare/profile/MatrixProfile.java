package orrery.compare.profile;

import java.util.List;
import java.util.Objects;
import orrery.timeline.Refusal;

/// Where the nearest neighbour of each window of a series is, and how far.
///
/// Low values are repetitions (motifs), high ones are like nothing else (discords). Distances are
/// Euclidean, of windows brought to mean 0 and deviation 1 (0 to 2·sqrt(m)), or of windows as they
/// are where the settings say so. Of neighbours at equal distance the one that starts first is
/// taken. Where windows are normalised, two constant windows are at distance 0, a constant
/// one and another at sqrt(m); a window is constant where its deviation is within 16 units in the
/// last place of its largest magnitude, or below 1e-140 of the largest sample. A window with a
/// sample that is NaN, infinite or beyond ±1e150 has no neighbour, and is none.
///
/// Threads: immutable.
///
/// Source: Yeh et al., ICDM 2016, doi:10.1109/ICDM.2016.0179; conventions of STUMPY 1.13.
public final class MatrixProfile {
    private final ProfileSettings settings;
    private final double explored;
    private final double[] distances;
    private final int[] neighbours;
    private final int[][] sides;
    private final int others;

    /// @param others windows of the other series; 0 where it is the same
    MatrixProfile(
            ProfileSettings settings,
            double explored,
            double[] distances,
            int[] neighbours,
            int[][] sides,
            int others) {
        this.others = others;
        this.settings = settings;
        this.explored = explored;
        this.distances = distances;
        this.neighbours = neighbours;
        this.sides = sides;
    }

    /// The profile of a series against itself.
    ///
    /// @throws Refusal as [ProfileJoin#self]
    public static MatrixProfile of(double[] series, ProfileSettings settings) {
        return ProfileJoin.self(series, settings).run(Effort.usual(), Progress.none());
    }

    /// The profile of a series against another: for each window of `series` the nearest of `with`.
    ///
    /// @throws Refusal as [ProfileJoin#between]
    public static MatrixProfile between(double[] series, double[] with, ProfileSettings settings) {
        return ProfileJoin.between(series, with, settings).run(Effort.usual(), Progress.none());
    }

    public ProfileSettings settings() {
        return settings;
    }

    /// Number of windows, n - m + 1.
    public int size() {
        return distances.length / settings.neighbours();
    }

    /// Share of all pairs that were compared: 1 unless the run was stopped.
    public double explored() {
        return explored;
    }

    /// Distance of the nearest neighbour; infinite where there is none.
    ///
    /// @param window 0 to `size() - 1`
    public double distance(int window) {
        return distance(window, 0);
    }

    /// Where the nearest neighbour starts; -1 where there is none.
    public int neighbour(int window) {
        return neighbour(window, 0);
    }

    /// Distance of a neighbour; infinite where there are not that many.
    ///
    /// @param rank 0 (nearest) to `settings().neighbours() - 1`
    public double distance(int window, int rank) {
        return distances[at(window, rank)];
    }

    /// Where a neighbour starts; -1 where there are not that many.
    public int neighbour(int window, int rank) {
        return neighbours[at(window, rank)];
    }

    private int at(int window, int rank) {
        int count = settings.neighbours();
        return Objects.checkIndex(window, size()) * count + Objects.checkIndex(rank, count);
    }

    /// Where the nearest neighbour before the window starts; -1 where there is none.
    ///
    /// @throws Refusal NOT_PERMITTED if the settings do not ask for sides
    public int left(int window) {
        return side(0, window);
    }

    /// Where the nearest neighbour after the window starts; -1 where there is none.
    ///
    /// @throws Refusal NOT_PERMITTED if the settings do not ask for sides
    public int right(int window) {
        return side(1, window);
    }

    private int side(int which, int window) {
        if (sides.length == 0) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "a profile without sides",
                    "compute it with settings.withSides()");
        }
        return sides[which][window];
    }

    /// The closest pairs of windows, nearest first; of equal ones the first.
    ///
    /// A window at most the exclusion away from either window of a motif is in no later one.
    ///
    /// @param count at most, 1 or more
    /// @return fewer where the series has no more
    /// @throws Refusal OUT_OF_RANGE
    public List<Motif> motifs(int count) {
        return new Ranking(this, others).motifs(count, settings.exclusion());
    }

    /// The windows that are farthest from their nearest neighbour, farthest first; of equal ones
    /// the first. No two overlap or touch.
    ///
    /// @param count at most, 1 or more
    /// @return fewer where the series has no more
    /// @throws Refusal OUT_OF_RANGE
    public List<Discord> discords(int count) {
        return new Ranking(this, others).discords(count, settings.window());
    }

    /// The distances of the nearest neighbours, one a window; a copy.
    public double[] distances() {
        double[] nearest = new double[size()];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = distance(i);
        }
        return nearest;
    }

    /// Where the nearest neighbours start, one a window; a copy.
    public int[] neighbours() {
        int[] nearest = new int[size()];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = neighbour(i);
        }
        return nearest;
    }
}

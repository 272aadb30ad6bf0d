package orrery.compare.internal;

/// A distance between the latest window of a ring and its earlier windows, and the way through
/// all of them.
public sealed interface WindowScan permits EuclideanScan, ZNormalisedScan {
    /// Takes note of the sample that the ring just got.
    void added();

    /// Makes the latest window the one that the others are compared with. It has no gap.
    void begin();

    /// The exact distance of the window that ends at `age`: the one routine that ranks, whichever
    /// kernel proposes the candidates. NaN where that window has a gap.
    double distance(int age);

    /// Whether a sweep saves work where it knows a distance that k windows do not exceed.
    boolean abandons();

    /// What the filter's sum of the present sweep may be at most for a window within `bound`.
    float limit(double bound);

    /// What the distance may be at most for a window whose sum is `sum`.
    double upper(double sum);

    /// Offers every window that ends at an age from 1 to `oldest` and may belong to the nearest.
    ///
    /// @param nearest empty
    /// @param within a distance that k windows do not exceed, or infinity
    void sweep(NearestList nearest, int oldest, double within);

    /// Offers every window of these ages: the plain twin of the vectorised sweeps.
    static void offerAll(WindowScan scan, NearestList nearest, int youngest, int oldest) {
        for (int age = youngest; age <= oldest; age++) {
            if (nearest.isSettledBefore(age)) {
                return;
            }
            nearest.offer(age, scan.distance(age));
        }
    }
}

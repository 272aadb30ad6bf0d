package orrery.compare.profile;

import java.util.Arrays;
import orrery.timeline.Refusal;

/// MPdist: two series are near where they share many windows, in whatever order.
///
/// All distances of nearest neighbours, of the windows of `a` in `b` and of those of `b` in `a`,
/// are sorted; the distance is the one at 5 % of the length of both series, or the largest where
/// there are not that many. It is symmetric and no metric. Cost: two joins, O(n·m) for lengths n,
/// m. Threads: safe.
///
/// Source: Gharghabi et al., ICDM 2018, doi:10.1109/ICDM.2018.00119.
public final class ProfileDistance {
    /// The share of the sorted distances that the paper recommends.
    public static final double USUAL_SHARE = 0.05;

    private ProfileDistance() {}

    /// With the usual share of 5 %.
    ///
    /// @return 0 or more; infinite where no window has a neighbour
    /// @throws Refusal as [ProfileJoin#between]
    public static double between(double[] a, double[] b, ProfileSettings settings) {
        return between(a, b, settings, USUAL_SHARE);
    }

    /// @param share of the length of both series, 0 to 1
    /// @throws Refusal OUT_OF_RANGE, or as [ProfileJoin#between]
    public static double between(double[] a, double[] b, ProfileSettings settings, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new Refusal(Refusal.Code.OUT_OF_RANGE, "share is " + share, "use 0 to 1");
        }
        ProfileSettings nearest = settings.withNeighbours(1);
        double[] forth = MatrixProfile.between(a, b, nearest).distances();
        double[] back = MatrixProfile.between(b, a, nearest).distances();
        double[] all = Arrays.copyOf(forth, forth.length + back.length);
        System.arraycopy(back, 0, all, forth.length, back.length);
        Arrays.sort(all);
        int rank = (int) Math.ceil(share * ((double) a.length + b.length));
        return finite(all, Math.min(rank, all.length - 1));
    }

    // Where the rank falls on windows without a neighbour, the largest distance there is.
    private static double finite(double[] sorted, int rank) {
        int at = rank;
        while (at > 0 && sorted[at] == Double.POSITIVE_INFINITY) {
            at--;
        }
        return sorted[at];
    }
}

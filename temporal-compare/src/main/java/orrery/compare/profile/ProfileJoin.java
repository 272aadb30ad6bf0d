package orrery.compare.profile;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import orrery.compare.internal.BestMatches;
import orrery.compare.internal.DiagonalJoin;
import orrery.compare.internal.FlatWindows;
import orrery.compare.internal.Kernels;
import orrery.compare.internal.WindowTable;
import orrery.timeline.Refusal;

/// Computes a matrix profile: all pairs of windows, exactly, in random order.
///
/// The order makes it *anytime*: stopped by its [Progress], it has for each window the nearest
/// among the pairs compared so far, and after a few percent of the work most motifs are there.
/// Distances are computed anew for the pairs that are found, so they are exact to rounding; pairs
/// whose correlation is over 1 - 1e-6 are measured one by one, so that equal windows are at
/// distance 0 and found as such.
///
/// Cost: O(n²/2) for a series with itself, some 0.3 ns a pair; memory about 80·n bytes and as much
/// again for each further thread. The answer is the same bit for bit whatever the threads, the
/// kernels and the order. Threads: a join is immutable and can be run by several.
///
/// Source: Zhu et al., ICDM 2018 (SCRIMP++), doi:10.1109/ICDM.2018.00099; Zimmerman et al.,
/// SoCC 2019 (SCAMP), doi:10.1145/3357223.3362721.
public final class ProfileJoin {
    /// Samples of a series at most.
    public static final int LENGTH_MAX = 1 << 22;

    /// Neighbours of all windows together at most.
    public static final int NEIGHBOURS_MAX = 1 << 24;

    private final ProfileSettings settings;
    private final WindowTable windows;
    private final WindowTable others;
    private final boolean self;

    private ProfileJoin(
            ProfileSettings settings, WindowTable windows, WindowTable others, boolean self) {
        this.settings = settings;
        this.windows = windows;
        this.others = others;
        this.self = self;
    }

    /// A series with itself, without pairs that are at most the exclusion apart.
    ///
    /// @param series n samples
    /// @throws Refusal TOO_SHORT if it is shorter than the window, TOO_LONG over [#LENGTH_MAX],
    ///     LIMIT over [#NEIGHBOURS_MAX]
    public static ProfileJoin self(double[] series, ProfileSettings settings) {
        WindowTable windows = windows(series, settings, "series");
        return new ProfileJoin(settings, windows, windows, true);
    }

    /// The windows of a series among those of another one; the exclusion does not count.
    ///
    /// @throws Refusal TOO_SHORT if one is shorter than the window, TOO_LONG over [#LENGTH_MAX],
    ///     LIMIT over [#NEIGHBOURS_MAX], NOT_PERMITTED if the settings ask for sides
    public static ProfileJoin between(double[] series, double[] with, ProfileSettings settings) {
        if (settings.sides()) {
            throw new Refusal(
                    Refusal.Code.NOT_PERMITTED,
                    "sides of a profile against another series",
                    "ask for sides of a series with itself");
        }
        WindowTable windows = windows(series, settings, "series");
        return new ProfileJoin(settings, windows, windows(with, settings, "other series"), false);
    }

    private static WindowTable windows(double[] series, ProfileSettings settings, String name) {
        if (series.length < settings.window()) {
            throw new Refusal(
                    Refusal.Code.TOO_SHORT,
                    "the "
                            + name
                            + " has "
                            + series.length
                            + " samples, the window "
                            + settings.window(),
                    "use a window that fits");
        }
        if (series.length > LENGTH_MAX) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG,
                    "the " + name + " has " + series.length + " samples",
                    "use at most " + LENGTH_MAX);
        }
        if ((long) series.length * settings.neighbours() > NEIGHBOURS_MAX) {
            throw new Refusal(
                    Refusal.Code.LIMIT,
                    settings.neighbours() + " neighbours of " + series.length + " windows",
                    "use at most " + NEIGHBOURS_MAX + " in all");
        }
        return new WindowTable(series, settings.window(), settings.normalised());
    }

    /// Pairs to compare.
    public long pairs() {
        return join().cells();
    }

    private DiagonalJoin join() {
        if (!self) {
            return DiagonalJoin.between(windows, others, settings.neighbours());
        }
        return settings.sides()
                ? DiagonalJoin.sides(windows, settings.exclusion(), settings.neighbours())
                : DiagonalJoin.self(windows, settings.exclusion(), settings.neighbours());
    }

    /// Computes the profile, or as much of it as the progress lets.
    public MatrixProfile run(Effort effort, Progress progress) {
        DiagonalJoin join = join();
        LongPredicate goOn = done -> progress.goOn(done, join.cells());
        boolean simd = effort.simd() && Kernels.vectorised();
        DiagonalJoin.Outcome outcome = join.run(effort.threads(), effort.seed(), simd, goOn);
        double explored = join.cells() == 0 ? 1 : (double) outcome.cells() / join.cells();
        List<BestMatches> kept = outcome.keepers();
        complete(kept);
        int[][] sides = {};
        if (settings.sides()) {
            sides = new int[][] {nearest(kept.get(0)), nearest(kept.get(1))};
            kept.get(0).merge(kept.get(1));
        }
        return measured(kept.get(0), explored, sides);
    }

    private void complete(List<BestMatches> kept) {
        FlatWindows flat = new FlatWindows(others);
        if (!self) {
            flat.complete(windows, kept.get(0), new Between(0, others.count()));
            return;
        }
        flat.complete(windows, kept.get(0), new Left(settings.exclusion()));
        flat.complete(windows, kept.get(kept.size() - 1), new Right(settings.exclusion()));
    }

    private record Between(int first, int end) implements FlatWindows.Span {
        @Override
        public int from(int window) {
            return first;
        }

        @Override
        public int to(int window) {
            return end;
        }
    }

    private record Left(int exclusion) implements FlatWindows.Span {
        @Override
        public int from(int window) {
            return 0;
        }

        @Override
        public int to(int window) {
            return window - exclusion;
        }
    }

    private record Right(int exclusion) implements FlatWindows.Span {
        @Override
        public int from(int window) {
            return window + exclusion + 1;
        }

        @Override
        public int to(int window) {
            return Integer.MAX_VALUE;
        }
    }

    private int[] nearest(BestMatches kept) {
        int[] nearest = new int[windows.count()];
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] = kept.index(i, 0);
        }
        return nearest;
    }

    private MatrixProfile measured(BestMatches kept, double explored, int[][] sides) {
        int count = settings.neighbours();
        double unit = settings.normalised() ? settings.window() : 1;
        double[] distances = new double[windows.count() * count];
        int[] neighbours = new int[distances.length];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        for (int at = 0; at < neighbours.length; at++) {
            int neighbour = kept.index(at / count, at % count);
            neighbours[at] = neighbour;
            if (neighbour >= 0) {
                double half = FlatWindows.halfSquare(windows, at / count, others, neighbour);
                distances[at] = Math.sqrt(2 * unit * half);
            }
        }
        int other = self ? 0 : others.count();
        return new MatrixProfile(settings, explored, distances, neighbours, sides, other);
    }
}

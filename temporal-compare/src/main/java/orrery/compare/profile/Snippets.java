package orrery.compare.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import orrery.compare.internal.Kernels;
import orrery.compare.internal.QueryScan;
import orrery.compare.internal.WindowTable;
import orrery.timeline.Refusal;

/// The parts of a series that stand for all of it: of all non-overlapping parts the few that every
/// other part is nearest to, by [ProfileDistance].
///
/// Chosen one by one, each so that the sum over all places of the distance to the nearest chosen
/// part becomes least. Cost: O(n²/m·w·(m - w)) for parts of m samples and windows of w. Threads:
/// safe.
///
/// Source: Imani et al., ICBK 2018, doi:10.1109/ICBK.2018.00058.
public final class Snippets {
    /// Numbers kept at most: places times parts, and places times windows of a part.
    public static final int NUMBERS_MAX = 1 << 24;

    private final double[] series;
    private final int length;
    private final int window;
    private final double[][] profiles;

    private Snippets(double[] series, int length, int window) {
        this.series = series;
        this.length = length;
        this.window = window;
        this.profiles = new double[series.length / length][];
    }

    /// One part that was chosen.
    ///
    /// @param start where it starts
    /// @param share of the places that are nearest to it, 0 to 1; together 1
    /// @param area sum of the distances to the nearest part chosen up to this one
    public record Snippet(int start, double share, double area) {}

    /// @param length samples of a part, at most half of the series
    /// @param window samples that parts are compared by, 3 to `length`; half of it is usual
    /// @param count parts wanted, 1 to the number of parts
    /// @return in the order in which they were chosen: best first
    /// @throws Refusal OUT_OF_RANGE, TOO_SHORT, or LIMIT over [#NUMBERS_MAX]
    public static List<Snippet> of(double[] series, int length, int window, int count) {
        check(series.length, length, window, count);
        Snippets snippets = new Snippets(series, length, window);
        snippets.fill();
        return snippets.choose(count);
    }

    private static void check(int samples, int length, int window, int count) {
        if (window < ProfileSettings.WINDOW_MIN || window > length) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "a window of " + window + " in parts of " + length,
                    "use " + ProfileSettings.WINDOW_MIN + " to the length of a part");
        }
        if (samples < 2L * length) {
            throw new Refusal(
                    Refusal.Code.TOO_SHORT,
                    samples + " samples, in parts of " + length,
                    "use parts of half of the series or less");
        }
        long numbers = (long) samples * Math.max(samples / length, length - window + 1);
        if (numbers > NUMBERS_MAX) {
            throw new Refusal(
                    Refusal.Code.LIMIT,
                    samples + " samples in parts of " + length + " by windows of " + window,
                    "shorten the series, or take parts and windows of other lengths: now "
                            + numbers
                            + " numbers would be kept, at most "
                            + NUMBERS_MAX
                            + " can be");
        }
        if (count < 1 || count > samples / length) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    count + " parts of " + samples / length,
                    "ask for 1 to as many as there are");
        }
    }

    private void fill() {
        WindowTable all = new WindowTable(series, window, true);
        for (int part = 0; part < profiles.length; part++) {
            profiles[part] = profile(part * length, all);
        }
    }

    /// MPdist of a part with the part of the same length at each place.
    private double[] profile(int start, WindowTable all) {
        int inner = length - window + 1;
        int places = series.length - length + 1;
        double[] row = new double[all.count()];
        double[] nearestOfPlace = new double[all.count()];
        Arrays.fill(nearestOfPlace, Double.POSITIVE_INFINITY);
        double[][] nearestOfRow = new double[inner][];
        for (int i = 0; i < inner; i++) {
            QueryScan.distances(all, start + i, all, row, Kernels.vectorised());
            for (int j = 0; j < row.length; j++) {
                nearestOfPlace[j] = Math.min(nearestOfPlace[j], row[j]);
            }
            nearestOfRow[i] = leastOfRuns(row, inner);
        }
        int rank =
                Math.min((int) Math.ceil(ProfileDistance.USUAL_SHARE * 2 * length), 2 * inner - 1);
        double[] both = new double[2 * inner];
        double[] profile = new double[places];
        for (int place = 0; place < places; place++) {
            for (int i = 0; i < inner; i++) {
                both[i] = nearestOfRow[i][place];
                both[inner + i] = nearestOfPlace[place + i];
            }
            Arrays.sort(both);
            profile[place] = both[rank];
        }
        return profile;
    }

    private static double[] leastOfRuns(double[] row, int run) {
        double[] least = new double[row.length - run + 1];
        int[] queue = new int[row.length];
        int first = 0;
        int end = 0;
        for (int j = 0; j < row.length; j++) {
            while (end > first && row[queue[end - 1]] >= row[j]) {
                end--;
            }
            queue[end++] = j;
            if (queue[first] <= j - run) {
                first++;
            }
            if (j >= run - 1) {
                least[j - run + 1] = row[queue[first]];
            }
        }
        return least;
    }

    private List<Snippet> choose(int count) {
        int places = series.length - length + 1;
        double[] nearest = new double[places];
        int[] owner = new int[places];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        List<Integer> chosen = new ArrayList<>();
        List<Double> areas = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            int best = 0;
            double bestArea = Double.POSITIVE_INFINITY;
            for (int part = 0; part < profiles.length; part++) {
                double area = area(profiles[part], nearest);
                if (area < bestArea) {
                    best = part;
                    bestArea = area;
                }
            }
            for (int place = 0; place < places; place++) {
                if (profiles[best][place] < nearest[place]) {
                    nearest[place] = profiles[best][place];
                    owner[place] = n;
                }
            }
            chosen.add(best);
            areas.add(bestArea);
        }
        List<Snippet> snippets = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            int which = n;
            double mine = Arrays.stream(owner).filter(o -> o == which).count();
            snippets.add(new Snippet(chosen.get(n) * length, mine / places, areas.get(n)));
        }
        return snippets;
    }

    private static double area(double[] profile, double[] nearest) {
        double area = 0;
        for (int place = 0; place < profile.length; place++) {
            area += Math.min(profile[place], nearest[place]);
        }
        return area;
    }
}

package orrery.compare.internal;

/// What a vectorised float filter leaves behind for one search, and how the k nearest are found
/// among it.
///
/// A kernel computes a float sum for each cell of the [Stripes] and stores its bits: sums are 0 or
/// more, so their order is that of the bits, and a NaN comes last. Beside them it stores the least
/// sum of each *run*: eight rows of one lane. Groups of runs make 2k or more disjoint sets of
/// candidates, and the k-th smallest of their least sums is a threshold that k candidates reach;
/// about 1.3 k pass it. The latest window is among the cells, at a sum of about 0, so it is the
/// (k+1)-th that counts.
public final class FloatFilter {
    /// Rows a run.
    static final int RUN = 8;

    /// Most lanes a kernel may use.
    static final int LANES_MAX = 16;

    /// Larger than the bits of every number.
    static final int NONE = Integer.MAX_VALUE;

    /// The filters work well inside the range of a float; a larger limit is no limit.
    private static final double LIMIT_MAX = 1e37;

    /// Up to so many candidates are ranked all at once.
    private static final int FEW = 64;

    /// Up to so many are narrowed down first.
    private static final int MANY = 256;

    /// The next search is tried with the last one's sum times this.
    private static final double GUESS = 1.5;

    private final Stripes stripes;
    private final int[] sums;
    private final int[] runs;
    private final int[] groups;
    private final long[] hits;
    private final int neighbours;
    private final int[] cells = new int[MANY + (RUN + 1) * LANES_MAX];
    private final int[] few = new int[MANY + (RUN + 1) * LANES_MAX];
    private final double[] distances = new double[FEW + LANES_MAX];
    private final int[] ages = new int[FEW];
    private final int[] ranks = new int[FEW];
    private int oldest;
    private float guess;

    public FloatFilter(int history, int window, int neighbours) {
        this.stripes = new Stripes(history, window, EuclideanLanes.lanes());
        this.sums = new int[stripes.slots()];
        this.runs = new int[stripes.slots() / RUN];
        this.groups = new int[(2 * neighbours / LANES_MAX + 1) * LANES_MAX];
        this.hits = new long[runs.length + 1];
        this.neighbours = neighbours;
    }

    Stripes stripes() {
        return stripes;
    }

    /// Bits of the sums by cell, written by the kernels.
    int[] sums() {
        return sums;
    }

    /// Bits of the least sum of each run, written by the kernels.
    int[] runs() {
        return runs;
    }

    /// Bits of the least sum of each group of runs.
    int[] groups() {
        return groups;
    }

    /// Runs within the limit: the index of the first in the upper half, a bit a run in the lower.
    long[] hits() {
        return hits;
    }

    /// A sum that k of the candidates reach or stay below; infinite where it finds none.
    double reached() {
        int used = SumLanes.group(this);
        if (used <= neighbours) {
            return Double.POSITIVE_INFINITY;
        }
        return sum(SumLanes.atLeast(groups, used, neighbours + 1));
    }

    private static double sum(int bits) {
        return bits > Float.floatToRawIntBits(Float.MAX_VALUE)
                ? Double.POSITIVE_INFINITY
                : Float.intBitsToFloat(bits);
    }

    /// Gives the list, which is empty, the nearest of the candidates up to age `oldest` whose sum is
    /// within the limit.
    ///
    /// What the last search needed is tried first: where enough and not too many are within it, the
    /// groups need not be looked at. The answer does not depend on that.
    void offer(WindowScan scan, NearestList nearest, int oldest, float limit) {
        this.oldest = oldest;
        float within = Math.min(guess, limit);
        int found = cellsWithin(bits(within));
        if (found <= neighbours || found > MANY) {
            within = Math.min(limit, scan.limit(scan.upper(reached())));
            found = cellsWithin(bits(within));
        }
        if (found > neighbours && found <= MANY) {
            double sum = reachedAmong(found);
            guess = (float) (GUESS * sum);
            float needed = Math.min(limit, scan.limit(scan.upper(sum)));
            found = needed <= within ? narrow(found, bits(needed)) : cellsWithin(bits(needed));
            within = needed;
        }
        if (found <= FEW) {
            rankAtOnce(scan, nearest, found);
        } else {
            rankInTurn(scan, nearest, within);
        }
    }

    private int cellsWithin(int limitBits) {
        int count = SumLanes.collect(this, limitBits);
        int found = 0;
        for (int h = 0; h < count && found <= MANY; h++) {
            found =
                    SumLanes.within(
                            sums, (int) (hits[h] >>> 32) * RUN, limitBits, cells, few, found);
        }
        return found;
    }

    // A sum that k of the cells found reach or stay below, and not many more.
    private double reachedAmong(int found) {
        return sum(SumLanes.atLeast(few, found, neighbours + 1));
    }

    private int narrow(int found, int limitBits) {
        int kept = 0;
        for (int i = 0; i < found; i++) {
            cells[kept] = cells[i];
            kept += few[i] <= limitBits ? 1 : 0;
        }
        return kept;
    }

    private void rankAtOnce(WindowScan scan, NearestList nearest, int found) {
        int count = 0;
        for (int i = 0; i < found; i++) {
            int age = stripes.age(cells[i]);
            if (age > 0 && age <= oldest) {
                double distance = scan.distance(age);
                ages[count] = age;
                distances[count] = distance;
                count += distance < Double.POSITIVE_INFINITY ? 1 : 0;
            }
        }
        SumLanes.rank(distances, ages, count, ranks);
        nearest.take(distances, ages, ranks, count);
    }

    /// The limit falls with the bound of the list. Goes back in time in every lane at once: near-by
    /// windows are often alike.
    private void rankInTurn(WindowScan scan, NearestList nearest, float limit) {
        int count = SumLanes.collect(this, bits(limit));
        int newest = stripes.run(stripes.slot(0));
        int turn = 0;
        while (turn < count && (int) (hits[turn] >>> 32) <= newest) {
            turn++;
        }
        int limitBits = bits(limit);
        for (int i = 0; i < count; i++) {
            int h = turn - 1 - i;
            long hit = hits[h < 0 ? h + count : h];
            int first = (int) (hit >>> 32);
            for (int bits = (int) hit; bits != 0; bits &= bits - 1) {
                int run = first + Integer.numberOfTrailingZeros(bits);
                if (runs[run] <= limitBits) {
                    limitBits = offerRun(run, scan, nearest, limitBits);
                }
            }
        }
    }

    // Hot path: the float sum keeps most candidates from being ranked.
    private int offerRun(int run, WindowScan scan, NearestList nearest, int limitBits) {
        int lanes = EuclideanLanes.lanes();
        int first = (run & -lanes) * RUN + (run & (lanes - 1));
        int youngest = stripes.age(first + (RUN - 1) * lanes);
        if (youngest <= oldest && nearest.isSettledBefore(youngest)) {
            return limitBits;
        }
        double bound = nearest.bound();
        int least = limitBits;
        for (int cell = first + (RUN - 1) * lanes; cell >= first; cell -= lanes) {
            if (sums[cell] <= least) {
                int age = stripes.age(cell);
                if (age > 0 && age <= oldest && !nearest.isSettledBefore(age)) {
                    nearest.offer(age, scan.distance(age));
                    if (nearest.bound() < bound) {
                        bound = nearest.bound();
                        least = Math.min(least, bits(scan.limit(bound)));
                    }
                }
            }
        }
        return least;
    }

    private static int bits(float limit) {
        return limit == Float.POSITIVE_INFINITY ? NONE : Float.floatToRawIntBits(limit);
    }

    /// The next float above a limit that holds in real numbers; infinite where none can hold it.
    static float roundedUp(double limit) {
        return limit <= LIMIT_MAX ? Math.nextUp((float) limit) : Float.POSITIVE_INFINITY;
    }
}

package orrery.compare.internal;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Whether DTW of consecutive windows can be within a limit, in floats, a lane each: the improved
/// bound first, and then the table itself, two rows a pass.
///
/// With h a window clamped to the envelope of the query, each pair of samples costs at least
/// (window - h)² + (h - query)². So the sum of the first over the columns and of the distance of the
/// query from the envelope of h over the rows is a bound, and what is left of both sums after a row
/// is a bound of the rest of any way: a cell that is above the limit less that rest is dead.
///
/// Confined; owns its arrays, which grow with the query.
///
/// Source: Lemire, Pattern Recognition 42(9), 2009, doi:10.1016/j.patcog.2008.11.030.
final class WarpingLanes {
    private static final VectorSpecies<Float> SPECIES = SearchLanes.SPECIES;

    /// Columns that a row is extended by at a time.
    private static final int STRETCH = 16;

    private static final int INFINITE = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    private final SearchQuery query;
    private final int length;
    private final int radius;
    private final float[] windows;
    private final float[] clamped;
    private final float[] highest;
    private final float[] lowest;
    private final float[] before;
    private final float[] rest;
    private final float[] row;
    private final float[] edge;
    private final float[] limits = new float[SearchBlock.SLACK];
    private long cells;

    WarpingLanes(SearchQuery query) {
        this.query = query;
        length = query.length();
        radius = Math.min(query.radius(), length - 1);
        int size = (length + 2) * SPECIES.length();
        windows = new float[size];
        clamped = new float[size];
        highest = new float[(2 * radius + 1) * SPECIES.length()];
        lowest = new float[highest.length];
        before = new float[size];
        rest = new float[size];
        row = new float[size];
        edge = new float[3 * SPECIES.length()];
    }

    /// Cells of tables computed so far, of one lane.
    long cells() {
        return cells;
    }

    /// Lanes that LB_Improved leaves of those in `alive`, for windows from `i` on.
    ///
    /// @param root of the limit of costs
    /// @param keogh sums of LB_Keogh, those of the windows from `at` on
    long improved(SearchBlock block, int i, float root, float[] keogh, int at, long alive) {
        SearchLanes.limits(block, query, i, root, limits);
        limit(alive);
        clamp(block.samples(), block.inverse(), block.shift(), clamped, i);
        return rows(keogh, at);
    }

    private void limit(long alive) {
        for (int lane = 0; lane < SPECIES.length(); lane++) {
            if ((alive >>> lane & 1) == 0) {
                limits[lane] = -1;
            }
        }
    }

    // Hot path: windows normalised and clamped, less the floor so that all is 0 or more.
    private void clamp(float[] samples, float[] inverses, float[] shifts, float[] clamped, int i) {
        final int lanes = SPECIES.length();
        final float[] upper = query.upperFloats();
        final float[] lower = query.lowerFloats();
        final float floor = query.floor();
        final FloatVector inverse = FloatVector.fromArray(SPECIES, inverses, i);
        final FloatVector shift = FloatVector.fromArray(SPECIES, shifts, i);
        for (int j = 0; j < upper.length; j++) {
            FloatVector v = FloatVector.fromArray(SPECIES, samples, i + j).fma(inverse, shift);
            IntVector h = v.sub(floor).reinterpretAsInts().max(0);
            h = h.min(Float.floatToRawIntBits(upper[j] - floor));
            h = h.max(Float.floatToRawIntBits(lower[j] - floor));
            h.reinterpretAsFloats().intoArray(clamped, j * lanes);
        }
    }

    // The distance of the query from the envelope of the clamped windows, a block as long as the
    // band at a time: an extreme is that of the end of one block and the beginning of the next
    // (van Herk, Gil & Werman). Sums before each row are kept in `before`.
    private long rows(float[] keogh, int at) {
        final int lanes = SPECIES.length();
        final int width = 2 * radius + 1;
        FloatVector.zero(SPECIES).intoArray(edge, 0);
        for (int begin = 0; begin < length; begin += width) {
            suffixes(clamped, begin, width);
            int stop = Math.min(length, begin + width);
            sum(clamped, begin, stop);
            FloatVector bound =
                    FloatVector.fromArray(SPECIES, edge, 0)
                            .add(FloatVector.fromArray(SPECIES, keogh, at));
            bound.intoArray(edge, lanes);
            if (SearchLanes.within(edge, lanes, limits) == 0) {
                return 0;
            }
        }
        FloatVector.fromArray(SPECIES, edge, 0).intoArray(before, length * lanes);
        return SearchLanes.within(edge, lanes, limits);
    }

    // Hot path: extremes from each place of a block to its end; place t is sample t - radius.
    private void suffixes(float[] clamped, int begin, int width) {
        final int lanes = SPECIES.length();
        final float[] highest = this.highest;
        final float[] lowest = this.lowest;
        final int low = Math.max(0, radius - begin);
        final int high = Math.min(width, length + radius - begin);
        IntVector most = IntVector.zero(SearchLanes.INTS);
        IntVector least = IntVector.broadcast(SearchLanes.INTS, INFINITE);
        for (int d = width - 1; d >= high; d--) {
            most.reinterpretAsFloats().intoArray(highest, d * lanes);
            least.reinterpretAsFloats().intoArray(lowest, d * lanes);
        }
        for (int d = high - 1; d >= low; d--) {
            int k = (begin + d - radius) * lanes;
            IntVector h = FloatVector.fromArray(SPECIES, clamped, k).reinterpretAsInts();
            most = most.max(h);
            least = least.min(h);
            most.reinterpretAsFloats().intoArray(highest, d * lanes);
            least.reinterpretAsFloats().intoArray(lowest, d * lanes);
        }
        for (int d = Math.min(low, high) - 1; d >= 0; d--) {
            most.reinterpretAsFloats().intoArray(highest, d * lanes);
            least.reinterpretAsFloats().intoArray(lowest, d * lanes);
        }
    }

    // Hot path: adds the rows of a block to the sum in `edge`.
    private void sum(float[] clamped, int begin, int stop) {
        final int lanes = SPECIES.length();
        final float[] highest = this.highest;
        final float[] lowest = this.lowest;
        final float[] before = this.before;
        final float[] samples = query.floats();
        final float floor = query.floor();
        IntVector most = IntVector.zero(SearchLanes.INTS);
        IntVector least = IntVector.broadcast(SearchLanes.INTS, INFINITE);
        FloatVector sum = FloatVector.fromArray(SPECIES, edge, 0);
        for (int i = begin; i < stop; i++) {
            int d = (i - begin) * lanes;
            IntVector high = FloatVector.fromArray(SPECIES, highest, d).reinterpretAsInts();
            IntVector low = FloatVector.fromArray(SPECIES, lowest, d).reinterpretAsInts();
            float sample = samples[i] - floor;
            FloatVector top = high.max(most).reinterpretAsFloats();
            FloatVector bottom = low.min(least).reinterpretAsFloats();
            IntVector above = top.neg().add(sample).reinterpretAsInts();
            IntVector below = bottom.sub(sample).reinterpretAsInts();
            FloatVector out = above.max(below).max(0).reinterpretAsFloats();
            sum.intoArray(before, i * lanes);
            sum = out.fma(out, sum);
            // The place that the next row reaches.
            int entering = i + radius + 1;
            if (entering < length) {
                IntVector h =
                        FloatVector.fromArray(SPECIES, clamped, entering * lanes)
                                .reinterpretAsInts();
                most = most.max(h);
                least = least.min(h);
            }
        }
        sum.intoArray(edge, 0);
    }

    // Hot path: the windows, and rest[i]: a bound of what rows i and later add to any way.
    private void prepare(float[] samples, float[] inverses, float[] shifts, int i) {
        final int lanes = SPECIES.length();
        final float[] upper = query.upperFloats();
        final float[] lower = query.lowerFloats();
        final float[] rest = this.rest;
        final float[] before = this.before;
        final FloatVector inverse = FloatVector.fromArray(SPECIES, inverses, i);
        final FloatVector shift = FloatVector.fromArray(SPECIES, shifts, i);
        FloatVector columns = FloatVector.zero(SPECIES);
        columns.intoArray(rest, length * lanes);
        for (int j = length - 1; j >= 0; j--) {
            FloatVector v = FloatVector.fromArray(SPECIES, samples, i + j).fma(inverse, shift);
            IntVector above = v.sub(upper[j]).reinterpretAsInts();
            IntVector below = v.neg().add(lower[j]).reinterpretAsInts();
            FloatVector out = above.max(below).max(0).reinterpretAsFloats();
            columns = out.fma(out, columns);
            v.intoArray(windows, j * lanes);
            columns.intoArray(rest, j * lanes);
        }
        final FloatVector all = FloatVector.fromArray(SPECIES, before, length * lanes);
        for (int j = 0; j < length; j++) {
            int column = Math.min(length, j + radius) * lanes;
            all.sub(FloatVector.fromArray(SPECIES, before, j * lanes))
                    .add(FloatVector.fromArray(SPECIES, rest, column))
                    .intoArray(rest, j * lanes);
        }
    }

    /// Lanes whose cheapest way is within the limit, of those that [#improved] left; at once after it.
    long table(SearchBlock block, int i0, long alive) {
        final int lanes = SPECIES.length();
        limit(alive);
        prepare(block.samples(), block.inverse(), block.shift(), i0);
        Arrays.fill(row, 0, (length + 1) * lanes, Float.POSITIVE_INFINITY);
        Arrays.fill(row, 0, lanes, 0);
        final float[] samples = query.floats();
        int start = 0;
        int end = -1;
        for (int i = 0; i < length; i += 2) {
            boolean two = i + 1 < length;
            int from = Math.max(start, i - radius);
            int last = Math.min(length - 1, i + radius + (two ? 1 : 0));
            int next = Math.min(length, two ? i + 2 : i + 1);
            System.arraycopy(row, from * lanes, edge, 0, lanes);
            Arrays.fill(edge, lanes, 3 * lanes, Float.POSITIVE_INFINITY);
            Arrays.fill(row, from * lanes, (from + 1) * lanes, Float.POSITIVE_INFINITY);
            int to = Math.min(last, end + 2) + 1;
            int at = from;
            while (at < to) {
                if (two) {
                    pair(row, windows, edge, samples[i], samples[i + 1], at, to);
                } else {
                    single(row, windows, edge, samples[i], at, to);
                }
                at = to;
                if (to <= last && isAlive(next)) {
                    to = Math.min(last + 1, to + STRETCH);
                }
            }
            cells += 2L * (to - from);
            start = firstAlive(from, to, next);
            if (start >= to) {
                return 0;
            }
            end = lastAlive(start, to, next);
        }
        return end == length - 1 ? SearchLanes.within(row, length * lanes, limits) : 0;
    }

    // Hot path: two rows over columns `from` to before `to`; the lower row takes the upper one from
    // registers.
    private static void pair(
            float[] row, float[] windows, float[] edge, float x0, float x1, int from, int to) {
        final int lanes = SPECIES.length();
        final FloatVector first = FloatVector.broadcast(SPECIES, x0);
        final FloatVector second = FloatVector.broadcast(SPECIES, x1);
        IntVector corner = FloatVector.fromArray(SPECIES, edge, 0).reinterpretAsInts();
        IntVector left0 = FloatVector.fromArray(SPECIES, edge, lanes).reinterpretAsInts();
        IntVector left1 = FloatVector.fromArray(SPECIES, edge, 2 * lanes).reinterpretAsInts();
        for (int k = from * lanes; k < to * lanes; k += lanes) {
            IntVector up = FloatVector.fromArray(SPECIES, row, k + lanes).reinterpretAsInts();
            FloatVector window = FloatVector.fromArray(SPECIES, windows, k);
            FloatVector d0 = first.sub(window);
            FloatVector d1 = second.sub(window);
            IntVector best1 = left0.min(left1);
            IntVector n0 =
                    d0.fma(d0, up.min(corner).min(left0).reinterpretAsFloats()).reinterpretAsInts();
            IntVector n1 = d1.fma(d1, best1.min(n0).reinterpretAsFloats()).reinterpretAsInts();
            n1.reinterpretAsFloats().intoArray(row, k + lanes);
            corner = up;
            left0 = n0;
            left1 = n1;
        }
        corner.reinterpretAsFloats().intoArray(edge, 0);
        left0.reinterpretAsFloats().intoArray(edge, lanes);
        left1.reinterpretAsFloats().intoArray(edge, 2 * lanes);
    }

    // Hot path: the last row of a query of odd length.
    private static void single(
            float[] row, float[] windows, float[] edge, float x, int from, int to) {
        final int lanes = SPECIES.length();
        final FloatVector first = FloatVector.broadcast(SPECIES, x);
        IntVector corner = FloatVector.fromArray(SPECIES, edge, 0).reinterpretAsInts();
        IntVector left = FloatVector.fromArray(SPECIES, edge, 2 * lanes).reinterpretAsInts();
        for (int k = from * lanes; k < to * lanes; k += lanes) {
            IntVector up = FloatVector.fromArray(SPECIES, row, k + lanes).reinterpretAsInts();
            FloatVector d = first.sub(FloatVector.fromArray(SPECIES, windows, k));
            left = d.fma(d, up.min(corner).min(left).reinterpretAsFloats()).reinterpretAsInts();
            left.reinterpretAsFloats().intoArray(row, k + lanes);
            corner = up;
        }
        corner.reinterpretAsFloats().intoArray(edge, 0);
        left.reinterpretAsFloats().intoArray(edge, 2 * lanes);
    }

    private boolean isAlive(int next) {
        final int lanes = SPECIES.length();
        FloatVector most = most(next);
        FloatVector left =
                FloatVector.fromArray(SPECIES, edge, lanes)
                        .reinterpretAsInts()
                        .min(FloatVector.fromArray(SPECIES, edge, 2 * lanes).reinterpretAsInts())
                        .reinterpretAsFloats();
        return left.compare(VectorOperators.LE, most).anyTrue();
    }

    private int firstAlive(int from, int to, int next) {
        final int lanes = SPECIES.length();
        FloatVector most = most(next);
        for (int j = from; j < to; j++) {
            FloatVector cell = FloatVector.fromArray(SPECIES, row, (j + 1) * lanes);
            if (cell.compare(VectorOperators.LE, most).anyTrue()) {
                return j;
            }
        }
        return to;
    }

    private int lastAlive(int from, int to, int next) {
        final int lanes = SPECIES.length();
        FloatVector most = most(next);
        int j = to - 1;
        while (j > from) {
            FloatVector cell = FloatVector.fromArray(SPECIES, row, (j + 1) * lanes);
            if (cell.compare(VectorOperators.LE, most).anyTrue()) {
                break;
            }
            j--;
        }
        return j;
    }

    // What a cell of the row before row `next` may cost at most.
    private FloatVector most(int next) {
        return FloatVector.fromArray(SPECIES, limits, 0)
                .sub(FloatVector.fromArray(SPECIES, rest, next * SPECIES.length()));
    }
}

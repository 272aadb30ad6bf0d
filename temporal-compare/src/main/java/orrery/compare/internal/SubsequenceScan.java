package orrery.compare.internal;

import java.util.Arrays;
import java.util.function.LongPredicate;

/// One search for the windows of a series that are most like a query under DTW.
///
/// First the few largest terms of LB_Keogh of every window; the least of these sums name windows
/// that are likely to be near and lower the limit. Then, in order: the rest of LB_Keogh, LB_Improved,
/// DTW in floats, and for what is left the exact cost.
public final class SubsequenceScan {
    /// Magnitudes up to which floats have room for squares.
    private static final double FLOAT_MAX = 1e15;

    private static final int FIRST_TERMS = 48;
    private static final int TERMS = 16;
    private static final int SEEDS = 32;

    private final double[] series;
    private final int[] missing;
    private final SearchQuery query;
    private final boolean normalised;
    private final WindowMatches matches;
    private final ExactWindows exact;
    private final int count;
    private final boolean[] done;
    private long byKeogh;
    private long byImproved;
    private long byWarping;
    private long invalid;
    private boolean complete = true;

    /// @param series with 0 for samples that are missing
    /// @param missing how many are missing before each place; empty where none is
    /// @param samples of the query, normalised if windows are
    /// @param range largest distance of an answer, perhaps infinite
    public SubsequenceScan(
            double[] series,
            int[] missing,
            double[] samples,
            int radius,
            boolean normalised,
            int neighbours,
            int exclusion,
            double range) {
        this.series = series;
        this.missing = missing;
        this.query = new SearchQuery(samples, radius);
        this.normalised = normalised;
        this.matches = new WindowMatches(neighbours, exclusion, range);
        this.exact = new ExactWindows(series, query, normalised, matches);
        this.count = series.length - samples.length + 1;
        this.done = new boolean[count];
    }

    /// Searches until done or told to stop.
    ///
    /// @param goesOn told how many windows are decided; its answer can stop the search
    public void run(LongPredicate goesOn) {
        if (Kernels.vectorised() && fitsFloats()) {
            new LanesPass(goesOn).run();
        } else {
            plain(goesOn);
        }
        exact.flush();
    }

    private boolean fitsFloats() {
        double largest = 0;
        for (double sample : series) {
            largest = Math.max(largest, Math.abs(sample));
        }
        for (double sample : query.samples()) {
            largest = Math.max(largest, Math.abs(sample));
        }
        return largest < FLOAT_MAX;
    }

    /// Starts of the answers, the best first.
    public int[] starts() {
        return matches.starts();
    }

    /// Their distances.
    public double[] distances() {
        return matches.distances();
    }

    /// Whether no window was left undecided.
    public boolean complete() {
        return complete;
    }

    /// Windows dropped by LB_Keogh.
    public long byKeogh() {
        return byKeogh;
    }

    /// Windows dropped by LB_Improved.
    public long byImproved() {
        return byImproved;
    }

    /// Windows that DTW in floats gave up.
    public long byWarping() {
        return byWarping;
    }

    /// Windows with a missing sample.
    public long invalid() {
        return invalid;
    }

    /// Windows whose exact cost was computed, or shown to be over the limit.
    public long compared() {
        return exact.compared();
    }

    private boolean isInvalid(int start) {
        return missing.length > 0 && missing[start + query.length()] > missing[start];
    }

    // The plain twin: the exact cost of each window that LB_Keogh, in doubles, does not drop.
    private void plain(LongPredicate goesOn) {
        PlainBound bound = new PlainBound(series, query, normalised);
        for (int i = 0; i < count; i++) {
            if (i % 1024 == 0 && !goesOn.test(i)) {
                complete = false;
                return;
            }
            if (isInvalid(i)) {
                invalid++;
            } else if (bound.exceeds(i, matches.limit())) {
                byKeogh++;
            } else {
                exact.add(i);
            }
        }
    }

    /// The vectorised stages.
    private final class LanesPass {
        private final LongPredicate goesOn;
        private final int lanes = SearchLanes.lanes();
        private final int first = Math.min(FIRST_TERMS, query.length());
        private final SearchBlock block = new SearchBlock(query.length(), normalised);
        private final WarpingLanes warping = new WarpingLanes(query);
        private final float[] sums = new float[count + SearchBlock.SLACK];
        private final float[] limits = new float[SearchBlock.SLACK];

        LanesPass(LongPredicate goesOn) {
            this.goesOn = goesOn;
        }

        void run() {
            for (int start = 0; start < count; start += SearchBlock.WINDOWS) {
                take(start);
                SearchLanes.begin(block, query, first, sums, start);
                for (int i = 0; i < block.count(); i++) {
                    if (!block.isSure(i)) {
                        sums[start + i] = Float.MAX_VALUE;
                    }
                }
            }
            seed();
            for (int start = 0; start < count; start += SearchBlock.WINDOWS) {
                if (!goesOn.test(start)) {
                    complete = false;
                    return;
                }
                take(start);
                for (int i = 0; i < block.count(); i += lanes) {
                    group(i);
                }
            }
        }

        private void take(int start) {
            block.take(series, start, Math.min(SearchBlock.WINDOWS, count - start));
        }

        private void group(int i) {
            int at = block.first() + i;
            long here = valid(i, at);
            float root = FloatFilter.roundedUp(Math.sqrt(matches.limit()));
            SearchLanes.limits(block, query, i, root, limits);
            long alive = here & SearchLanes.within(sums, at, limits);
            for (int k = first; k < query.length() && alive != 0; k += TERMS) {
                int to = Math.min(query.length(), k + TERMS);
                SearchLanes.keogh(block, query, i, k, to, sums, at);
                alive &= SearchLanes.within(sums, at, limits);
            }
            byKeogh += Long.bitCount(here) - Long.bitCount(alive);
            if (alive != 0 && query.radius() > 0) {
                long left = alive & warping.improved(block, i, root, sums, at, alive);
                byImproved += Long.bitCount(alive) - Long.bitCount(left);
                alive = left == 0 ? 0 : left & warping.table(block, i, left);
                byWarping += Long.bitCount(left) - Long.bitCount(alive);
            }
            for (long rest = alive; rest != 0; rest &= rest - 1) {
                exact.add(at + Long.numberOfTrailingZeros(rest));
            }
        }

        private long valid(int i, int at) {
            int here = Math.min(lanes, block.count() - i);
            long valid = 0;
            for (int lane = 0; lane < here; lane++) {
                if (done[at + lane]) {
                    continue;
                }
                if (isInvalid(at + lane)) {
                    invalid++;
                } else if (!block.isSure(i + lane)) {
                    exact.add(at + lane);
                } else {
                    valid |= 1L << lane;
                }
            }
            return valid;
        }

        // Windows with the least sums, one a stretch, are compared first.
        private void seed() {
            int stretch = Math.max(256, count / 256);
            int stretches = (count + stretch - 1) / stretch;
            long[] best = new long[stretches];
            for (int s = 0; s < stretches; s++) {
                int least = s * stretch;
                for (int i = least; i < Math.min(count, (s + 1) * stretch); i++) {
                    if (sums[i] < sums[least] && !isInvalid(i)) {
                        least = i;
                    }
                }
                best[s] = (long) Float.floatToRawIntBits(sums[least]) << 32 | least;
            }
            Arrays.sort(best);
            for (int s = 0; s < Math.min(SEEDS, stretches); s++) {
                int start = (int) best[s];
                if (!isInvalid(start)) {
                    done[start] = true;
                    exact.add(start);
                }
            }
            exact.flush();
        }
    }
}

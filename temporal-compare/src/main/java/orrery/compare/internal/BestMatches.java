package orrery.compare.internal;

import java.util.Arrays;

/// The best matches of each window, and what a new one must reach to be among them.
///
/// Of equal scores the smaller index is better, so the outcome does not depend on the order of the
/// offers. [#low] is the coarse number below which no offer can succeed: minus infinity where all
/// do, plus infinity for windows that take no offers.
public final class BestMatches {
    static final int CHUNK_BITS = 4;

    /// Chunks that a block of diagonals touches.
    static final int SPAN = (PairKernel.WIDTH >> CHUNK_BITS) + 1;

    private final int count;
    private final int matches;
    private final Scoring scoring;
    private final double[] scores;
    private final int[] indices;
    private final double[] low;
    private final double[] chunks;
    private final double[] floors;
    private final boolean[] stale;

    /// @param matches kept for each window, 1 or more
    BestMatches(WindowTable windows, int matches, Scoring scoring) {
        this(windows.count(), matches, scoring);
        for (int i = 0; i < count; i++) {
            low[i] =
                    windows.inverse()[i] == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
    }

    private BestMatches(int count, int matches, Scoring scoring) {
        this.count = count;
        this.matches = matches;
        this.scoring = scoring;
        this.scores = new double[count * matches];
        this.indices = new int[count * matches];
        this.low = new double[count + WindowTable.PAD];
        this.chunks = new double[(low.length >> CHUNK_BITS) + 1];
        this.floors = new double[chunks.length];
        this.stale = new boolean[chunks.length];
        Arrays.fill(scores, Double.NEGATIVE_INFINITY);
        Arrays.fill(indices, -1);
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(chunks, Double.NEGATIVE_INFINITY);
        Arrays.fill(floors, Double.NEGATIVE_INFINITY);
        Arrays.fill(stale, true);
    }

    /// Takes no offers at all.
    static BestMatches none(WindowTable windows, Scoring scoring) {
        return new BestMatches(windows.count(), 0, scoring);
    }

    /// Kept for each window.
    public int matches() {
        return matches;
    }

    /// The match of that rank, 0 is the best; -1 where there are fewer.
    public int index(int window, int rank) {
        return indices[window * matches + rank];
    }

    double[] low() {
        return low;
    }

    /// By chunk of [#CHUNK_BITS]: the least [#low] of the windows of [#SPAN] chunks from it on, or
    /// less.
    double[] floors() {
        return floors;
    }

    /// Brings [#floors] up to date.
    void refresh() {
        for (int chunk = 0; chunk < stale.length; chunk++) {
            if (stale[chunk]) {
                stale[chunk] = false;
                chunks[chunk] = least(chunk);
                for (int at = Math.max(0, chunk - SPAN + 1); at <= chunk; at++) {
                    floors[at] = floor(at);
                }
            }
        }
    }

    // One that is stale is too low, and is brought up to date in its turn.
    private double floor(int chunk) {
        double floor = chunks[chunk];
        int stop = Math.min(chunks.length, chunk + SPAN);
        for (int next = chunk + 1; next < stop; next++) {
            floor = Math.min(floor, chunks[next]);
        }
        return floor;
    }

    private double least(int chunk) {
        double least = Double.POSITIVE_INFINITY;
        int stop = Math.min(low.length, (chunk + 1) << CHUNK_BITS);
        for (int i = chunk << CHUNK_BITS; i < stop; i++) {
            least = Math.min(least, low[i]);
        }
        return least;
    }

    /// Whether a pair of that coarse number may succeed, as far as that can tell.
    boolean mayTake(int window, double coarse, int match) {
        return low[window] != Double.POSITIVE_INFINITY
                && takes(window, scoring.most(coarse), match);
    }

    private boolean takes(int window, double score, int match) {
        int last = window * matches + matches - 1;
        return before(score, match, last);
    }

    /// Keeps the match if it is good enough.
    void offer(int window, double score, int match) {
        if (low[window] == Double.POSITIVE_INFINITY || !takes(window, score, match)) {
            return;
        }
        insert(window, score, match);
        double least = scoring.low(scores[window * matches + matches - 1]);
        if (least > low[window]) {
            low[window] = least;
            stale[window >> CHUNK_BITS] = true;
        }
    }

    /// Keeps the match if it is good enough, also for windows that take no offers.
    public void insert(int window, double score, int match) {
        int first = window * matches;
        int at = first + matches - 1;
        if (!takes(window, score, match)) {
            return;
        }
        while (at > first && before(score, match, at - 1)) {
            scores[at] = scores[at - 1];
            indices[at] = indices[at - 1];
            at--;
        }
        scores[at] = score;
        indices[at] = match;
    }

    private boolean before(double score, int match, int at) {
        return score > scores[at] || (score == scores[at] && match < indices[at]);
    }

    /// Takes what another has found over other pairs.
    public void merge(BestMatches other) {
        for (int i = 0; i < count; i++) {
            for (int at = i * matches; at < (i + 1) * matches && other.indices[at] >= 0; at++) {
                insert(i, other.scores[at], other.indices[at]);
            }
        }
    }

    /// Levels [#low] with what several workers share: what is too little for one is so for all.
    void exchange(double[] shared) {
        for (int i = 0; i < count; i++) {
            if (low[i] > shared[i]) {
                shared[i] = low[i];
            } else if (shared[i] > low[i]) {
                low[i] = shared[i];
                stale[i >> CHUNK_BITS] = true;
            }
        }
    }
}

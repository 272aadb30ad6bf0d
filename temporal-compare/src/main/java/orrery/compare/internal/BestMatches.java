package orrery.compare.internal;

import java.util.Arrays;

/// The best matches of each window, and what a new one must reach to be among them.
///
/// A match is ranked by a *score*, more is better. A correlation up to [#NEAR] is its own score.
/// Above it, the recurrence has too few digits left: the score is then [#ZONE] divided by half the
/// squared distance of the normalised windows, 1 and more, infinite where they are equal. Of equal
/// scores the smaller index is better, so the outcome does not depend on the order of the offers.
///
/// [#low] is the correlation below which no offer can succeed, minus infinity rather than
/// negative, and plus infinity for windows that take no offers.
public final class BestMatches {
    /// Where a correlation is no longer its own score.
    static final double NEAR = 1 - 1e-6;

    private static final double ZONE = 1e-6;

    /// What the recurrence may be off by.
    private static final double SLACK = 1e-10;

    /// Half the squared distance that is rounding alone.
    private static final double NOTHING = 0x1p-96;

    private static final int CHUNK_BITS = 5;

    private final int count;
    private final int matches;
    private final double[] scores;
    private final int[] indices;
    private final double[] low;
    private final double[] chunks;
    private final double[] floors;
    private final boolean[] stale;

    /// @param matches kept for each window, 1 or more
    BestMatches(WindowTable windows, int matches) {
        this(windows.count(), matches);
        for (int i = 0; i < count; i++) {
            low[i] =
                    windows.inverse()[i] == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
    }

    private BestMatches(int count, int matches) {
        this.count = count;
        this.matches = matches;
        this.scores = new double[count * matches];
        this.indices = new int[count * matches];
        this.low = new double[count + WindowTable.PAD];
        this.chunks = new double[(low.length >> CHUNK_BITS) + 2];
        this.floors = new double[chunks.length];
        this.stale = new boolean[chunks.length];
        Arrays.fill(scores, Double.NEGATIVE_INFINITY);
        Arrays.fill(indices, -1);
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(chunks, Double.POSITIVE_INFINITY);
        Arrays.fill(stale, true);
    }

    /// Takes no offers at all.
    static BestMatches none(WindowTable windows) {
        return new BestMatches(windows.count(), 0);
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

    /// For 64 windows from a multiple of 32 on, by that multiple: the least of their [#low], or less.
    double[] floors() {
        return floors;
    }

    /// Brings [#floors] up to date.
    void refresh() {
        boolean changed = false;
        for (int chunk = 0; chunk < stale.length; chunk++) {
            if (stale[chunk]) {
                chunks[chunk] = least(chunk);
                stale[chunk] = false;
                changed = true;
            }
        }
        for (int chunk = 0; changed && chunk + 1 < chunks.length; chunk++) {
            floors[chunk] = Math.min(chunks[chunk], chunks[chunk + 1]);
        }
    }

    private double least(int chunk) {
        double least = Double.POSITIVE_INFINITY;
        int stop = Math.min(low.length, (chunk + 1) << CHUNK_BITS);
        for (int i = chunk << CHUNK_BITS; i < stop; i++) {
            least = Math.min(least, low[i]);
        }
        return least;
    }

    /// The score of a pair that is half its squared distance apart.
    static double score(double halfSquare) {
        if (halfSquare >= ZONE) {
            return Math.min(1 - halfSquare, NEAR);
        }
        return halfSquare <= NOTHING ? Double.POSITIVE_INFINITY : ZONE / halfSquare;
    }

    /// Whether a pair whose correlation is over [#NEAR] may succeed, as far as that can tell.
    boolean mayTake(int window, double correlation, int match) {
        if (low[window] == Double.POSITIVE_INFINITY) {
            return false;
        }
        double least = 1 - correlation - SLACK;
        double most = least <= NOTHING ? Double.POSITIVE_INFINITY : ZONE / least;
        return takes(window, most, match);
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
        double least = low(scores[window * matches + matches - 1]);
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

    private static double low(double score) {
        if (score < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return score <= NEAR ? score : 1 - ZONE / score - SLACK;
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

package orrery.compare.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import orrery.compare.internal.MiningVisitor;

/// The k most frequent patterns so far; the least support of interest rises with them.
final class TopPatterns implements MiningVisitor {
    /// Most frequent first, then shorter, then by code.
    private static final Comparator<Kept> ORDER =
            Comparator.<Kept>comparingInt(kept -> -kept.support())
                    .thenComparingInt(kept -> kept.codes().length)
                    .thenComparing(Kept::codes, Arrays::compare);

    private final int k;
    private final MiningSettings settings;
    private final PriorityQueue<Kept> worstFirst = new PriorityQueue<>(ORDER.reversed());

    static final class Kept {
        private final int[] codes;
        private final int support;

        Kept(int[] codes, int support) {
            this.codes = codes;
            this.support = support;
        }

        int[] codes() {
            return codes;
        }

        int support() {
            return support;
        }
    }

    TopPatterns(int k, MiningSettings settings) {
        this.k = k;
        this.settings = settings;
    }

    @Override
    public Answer pattern(int[] codes, int length, int[] supporting, int from, int support) {
        if (length >= settings.lengthMin() && support >= minSupport()) {
            worstFirst.add(new Kept(Arrays.copyOf(codes, length), support));
            if (worstFirst.size() > k) {
                worstFirst.remove();
            }
        }
        return support >= minSupport() ? Answer.DEEPER : Answer.BACK;
    }

    @Override
    public int minSupport() {
        return worstFirst.size() < k
                ? settings.minSupport()
                : Math.max(settings.minSupport(), worstFirst.element().support());
    }

    List<Kept> best() {
        List<Kept> best = new ArrayList<>(worstFirst);
        best.sort(ORDER);
        return best;
    }
}

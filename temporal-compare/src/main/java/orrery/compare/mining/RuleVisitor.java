package orrery.compare.mining;

import java.util.function.Predicate;
import orrery.compare.internal.MiningVisitor;

/// Makes rules of the patterns: the supports of the prefixes of a pattern are at hand, as each is
/// found before it.
final class RuleVisitor implements MiningVisitor {
    private final SequenceMiner miner;
    private final double minConfidence;
    private final Predicate<SequentialRule> listener;
    private final int[] supports;
    private long handed;

    RuleVisitor(SequenceMiner miner, double minConfidence, Predicate<SequentialRule> listener) {
        this.miner = miner;
        this.minConfidence = minConfidence;
        this.listener = listener;
        this.supports = new int[miner.settings().lengthMax() + 1];
    }

    @Override
    public Answer pattern(int[] codes, int length, int[] supporting, int from, int support) {
        supports[length] = support;
        if (length < miner.settings().lengthMin()) {
            return Answer.DEEPER;
        }
        for (int cut = 1; cut < length; cut++) {
            boolean betweenSets = (codes[cut] & 1) == 0;
            double confidence = support / (double) supports[cut];
            if (betweenSets && confidence >= minConfidence) {
                handed++;
                SequentialRule rule =
                        new SequentialRule(
                                miner.decoded(codes, 0, cut),
                                miner.decoded(codes, cut, length),
                                support,
                                confidence);
                if (!listener.test(rule)) {
                    return Answer.STOP;
                }
            }
        }
        return Answer.DEEPER;
    }

    @Override
    public int minSupport() {
        return miner.settings().minSupport();
    }

    long handed() {
        return handed;
    }
}

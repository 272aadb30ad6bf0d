package orrery.operations.configuration;

import java.util.List;

/// `[rollout]`: how an armed run begins and what ends it.
///
/// @param canaryShare share of an armed run's first decisions that the learners take
/// @param canaryDecisions how many first decisions are shared out so
/// @param abortBreaches the run falls back at this many broken rules
/// @param abortRegretRatio the run falls back where its cost over the fallback policy's passes this
public record RolloutSettings(
        double canaryShare, int canaryDecisions, int abortBreaches, double abortRegretRatio) {
    static final Key<Double> CANARY_SHARE = Key.of("rollout.canary_share", Shape.real(0, 1), 0.1);
    static final Key<Integer> CANARY_DECISIONS =
            Key.of("rollout.canary_decisions", Shape.count(0, 1_000_000_000), 500);
    static final Key<Integer> ABORT_BREACHES =
            Key.of("rollout.abort_breaches", Shape.count(1, 1_000_000), 1);
    static final Key<Double> ABORT_REGRET_RATIO =
            Key.of("rollout.abort_regret_ratio", Shape.real(1, 1_000), 1.2);

    static final List<Key<?>> KEYS =
            List.of(CANARY_SHARE, CANARY_DECISIONS, ABORT_BREACHES, ABORT_REGRET_RATIO);

    public RolloutSettings {
        CANARY_SHARE.check(canaryShare);
        CANARY_DECISIONS.check(canaryDecisions);
        ABORT_BREACHES.check(abortBreaches);
        ABORT_REGRET_RATIO.check(abortRegretRatio);
    }

    static RolloutSettings from(Entries entries) {
        return new RolloutSettings(
                entries.take(CANARY_SHARE),
                entries.take(CANARY_DECISIONS),
                entries.take(ABORT_BREACHES),
                entries.take(ABORT_REGRET_RATIO));
    }

    void print(Printed out) {
        out.put(CANARY_SHARE, canaryShare)
                .put(CANARY_DECISIONS, canaryDecisions)
                .put(ABORT_BREACHES, abortBreaches)
                .put(ABORT_REGRET_RATIO, abortRegretRatio);
    }
}

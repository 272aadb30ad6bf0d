package orrery.agent;

import orrery.timeline.Refusal;

/// Who proposes while an agent is new: of its first decisions only a share is the learners', the
/// rest the fallback's.
///
/// Which ones is a hash of the decision's number, so that a restart and a replay choose alike.
/// Threads: immutable.
///
/// @param share of the first decisions that the learners take, 0 to 1
/// @param decisions how many first decisions are shared out; 0 for none
public record Canary(double share, long decisions) {
    /// The learners take every decision.
    public static final Canary NONE = new Canary(1, 0);

    /// @throws Refusal OUT_OF_RANGE
    public Canary {
        if (!(share >= 0 && share <= 1) || decisions < 0) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "canary share " + share + " of " + decisions + " decisions",
                    "use a share from 0 to 1 of 0 or more decisions");
        }
    }

    // Hot path: no allocation.
    /// Whether the learners propose in this decision.
    public boolean learnersPropose(long decision) {
        return decision >= decisions || uniform(decision) < share;
    }

    /// SplitMix64 of the number, as a fraction from 0 to below 1.
    ///
    /// Source: Steele, Lea & Flood, OOPSLA 2014, doi:10.1145/2660193.2660195.
    private static double uniform(long number) {
        long z = (number + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }
}

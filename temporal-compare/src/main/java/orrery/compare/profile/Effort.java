package orrery.compare.profile;

import orrery.timeline.Refusal;

/// How to compute a profile. None of this changes a complete answer.
///
/// @param threads 1 to [#THREADS_MAX]; the caller's is one of them
/// @param seed of the random order in which pairs are compared: where a run is stopped, it decides
///     which those were
/// @param simd whether to use the vectorised kernels where the machine has them
public record Effort(int threads, long seed, boolean simd) {
    public static final int THREADS_MAX = 64;

    /// @throws Refusal OUT_OF_RANGE
    public Effort {
        if (threads < 1 || threads > THREADS_MAX) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, threads + " threads", "use 1 to " + THREADS_MAX);
        }
    }

    /// One thread, vectorised where possible.
    public static Effort usual() {
        return new Effort(1, 0, true);
    }

    public Effort withThreads(int count) {
        return new Effort(count, seed, simd);
    }

    public Effort withSimd(boolean wanted) {
        return new Effort(threads, seed, wanted);
    }
}

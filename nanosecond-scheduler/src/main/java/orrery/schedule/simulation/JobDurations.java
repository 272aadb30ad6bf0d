package orrery.schedule.simulation;

import java.util.random.RandomGenerator;
import orrery.schedule.task.Job;
import orrery.timeline.Refusal;

/// How long each call of a job takes in virtual time.
@FunctionalInterface
public interface JobDurations {
    /// @param startNs when the call began
    /// @return 0 or more; a negative one is taken as 0
    long durationNs(Job job, long startNs);

    /// Jobs take no time.
    static JobDurations none() {
        return (_, _) -> 0;
    }

    /// Every call takes the same time.
    ///
    /// @throws Refusal OUT_OF_RANGE if negative
    static JobDurations constant(long durationNs) {
        requirePositiveOrZero(durationNs);
        return (_, _) -> durationNs;
    }

    /// Each call takes a time drawn anew, each nanosecond of the range as likely as the other.
    ///
    /// @param leastNs 0 or more
    /// @param spanNs 0 or more: the largest is `leastNs + spanNs`, at most 2^62
    /// @throws Refusal OUT_OF_RANGE
    static JobDurations uniform(RandomGenerator random, long leastNs, long spanNs) {
        requirePositiveOrZero(leastNs);
        requirePositiveOrZero(spanNs);
        return (_, _) -> leastNs + random.nextLong(spanNs + 1);
    }

    private static void requirePositiveOrZero(long ns) {
        if (ns < 0 || ns > 1L << 61) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "duration is " + ns + " ns",
                    "use 0 to " + (1L << 61));
        }
    }
}

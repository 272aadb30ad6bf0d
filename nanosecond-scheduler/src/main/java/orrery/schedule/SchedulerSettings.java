package orrery.schedule;

import orrery.timeline.Refusal;

/// The limits of a {@link Scheduler}. All memory is taken at construction, about 100 bytes a job.
///
/// @param capacity jobs that can be pending: 1 to 2^20, 1024 by default
/// @param submissions jobs of other threads that can wait beside them: a power of two from 2 to
///     2^16, 256 by default
/// @param drainPerStep jobs of other threads taken up in one step: 1 to 2^20, 256 by default
/// @param releasesPerStep moves towards ready in one step: 1 to 2^20, 256 by default
/// @param jobsPerStep jobs dispatched in one step: 1 to 2^20, 64 by default
public record SchedulerSettings(
        int capacity, int submissions, int drainPerStep, int releasesPerStep, int jobsPerStep) {
    /// Largest value of every limit but `submissions`.
    public static final int LIMIT_MAX = 1 << 20;

    /// Largest value of `submissions`.
    public static final int SUBMISSIONS_MAX = 1 << 16;

    private static final SchedulerSettings DEFAULTS =
            new SchedulerSettings(1024, 256, 256, 256, 64);

    /// @throws Refusal OUT_OF_RANGE
    public SchedulerSettings {
        requireLimit("capacity", capacity);
        requireLimit("drainPerStep", drainPerStep);
        requireLimit("releasesPerStep", releasesPerStep);
        requireLimit("jobsPerStep", jobsPerStep);
        if (submissions < 2
                || submissions > SUBMISSIONS_MAX
                || Integer.bitCount(submissions) != 1) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    "submissions is " + submissions,
                    "use a power of two from 2 to " + SUBMISSIONS_MAX);
        }
    }

    public static SchedulerSettings defaults() {
        return DEFAULTS;
    }

    public SchedulerSettings withCapacity(int jobs) {
        return new SchedulerSettings(jobs, submissions, drainPerStep, releasesPerStep, jobsPerStep);
    }

    public SchedulerSettings withSubmissions(int jobs) {
        return new SchedulerSettings(capacity, jobs, drainPerStep, releasesPerStep, jobsPerStep);
    }

    public SchedulerSettings withDrainPerStep(int jobs) {
        return new SchedulerSettings(capacity, submissions, jobs, releasesPerStep, jobsPerStep);
    }

    public SchedulerSettings withReleasesPerStep(int moves) {
        return new SchedulerSettings(capacity, submissions, drainPerStep, moves, jobsPerStep);
    }

    public SchedulerSettings withJobsPerStep(int jobs) {
        return new SchedulerSettings(capacity, submissions, drainPerStep, releasesPerStep, jobs);
    }

    private static void requireLimit(String name, int value) {
        if (value < 1 || value > LIMIT_MAX) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE, name + " is " + value, "use 1 to " + LIMIT_MAX);
        }
    }
}

package orrery.schedule.admission.internal;

/// Worst response times under fixed priority, of tasks in priority order, highest first.
///
/// Every job of the busy period that begins when all tasks of this level and above are released
/// at once, each with its whole jitter, is looked at: with deadlines over periods, or without
/// preemption, the first one need not be the worst. A response counts from the arrival, so it
/// holds the job's own jitter.
///
/// Sources: Lehoczky, RTSS 1990; Tindell, Burns and Wellings, RTS 6(2), 1994; without preemption
/// Davis, Burns, Bril and Lukkien, RTS 35(3), 2007, doi:10.1007/s11241-007-9012-7. Confined.
public final class ResponseTimes {
    /// No bound: the tasks of this level and above need more than the processor has.
    public static final long UNBOUNDED = -1;

    /// The work did not suffice.
    public static final long UNDECIDED = -2;

    /// No job misses, in the jobs that were looked at.
    public static final long NO_JOB = -1;

    private final TaskArrays tasks;
    private final boolean preemptive;
    private final Work work;
    private long missingJob;

    public ResponseTimes(TaskArrays tasks, boolean preemptive, Work work) {
        this.tasks = tasks;
        this.preemptive = preemptive;
        this.work = work;
    }

    /// The number, from 0, of the first job of the busy period that misses, for the task of the
    /// last call of [#worst]; [#NO_JOB] where none was seen to.
    public long missingJob() {
        return missingJob;
    }

    /// The longest time that such a job is kept from running by tasks of lower priority.
    public long blocking(int task) {
        if (preemptive) {
            return tasks.blocking[task];
        }
        long longest = 0;
        for (int k = task + 1; k < tasks.n; k++) {
            longest = Math.max(longest, tasks.c[k]);
        }
        return longest;
    }

    /// The worst response of the task at that place, or [#UNBOUNDED] or [#UNDECIDED].
    public long worst(int task) {
        missingJob = NO_JOB;
        int load = Utilisation.againstOne(tasks.c, tasks.t, task + 1);
        long blocking = blocking(task);
        long jobs = load == 0 ? jobsOfHyperperiod(task) : Long.MAX_VALUE;
        long period = tasks.t[task];
        long jitter = tasks.jitter[task];
        long worst = 0;
        long window = blocking;
        for (long job = 0; job < jobs; job++) {
            long limit = load > 0 ? job * period + tasks.d[task] - jitter : Long.MAX_VALUE;
            window = window(task, job, window, limit);
            if (window == UNDECIDED) {
                return UNDECIDED;
            }
            long response = window - job * period + jitter;
            worst = Math.max(worst, response);
            if (response > tasks.d[task] && missingJob == NO_JOB) {
                missingJob = job;
            }
            if (load > 0 && missingJob != NO_JOB) {
                return UNBOUNDED;
            }
            if (load <= 0 && isLast(task, job, window, blocking)) {
                return worst;
            }
        }
        return load == 0 && jobs < Long.MAX_VALUE ? worst : UNDECIDED;
    }

    /// With U = 1 the responses repeat after a hyperperiod, whether or not the busy period ends.
    private long jobsOfHyperperiod(int task) {
        long hyperperiod = Utilisation.hyperperiod(tasks.t, task + 1, Demand.TIME_MAX);
        return hyperperiod == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : hyperperiod / tasks.t[task] + tasks.jitter[task] / tasks.t[task] + 1;
    }

    /// Whether the busy period ends before the next job of the task is released.
    private boolean isLast(int task, long job, long window, long blocking) {
        long next = (job + 1) * tasks.t[task] - tasks.jitter[task];
        if (preemptive) {
            return window <= next;
        }
        // What arrives while the job runs prolongs the busy period that the next job may be in.
        long end = window;
        while (end <= next) {
            long released = blocking + (job + 1) * tasks.c[task];
            for (int k = 0; k < task; k++) {
                released += ((end + tasks.jitter[k] - 1) / tasks.t[k] + 1) * tasks.c[k];
            }
            if (released <= end || !work.spend(task + 1)) {
                return released <= end;
            }
            end = released;
        }
        return false;
    }

    /// When the job ends, counted from the start of the busy period; anything over `limit` where it
    /// is later than that.
    // Hot path.
    private long window(int task, long job, long from, long limit) {
        long own = tasks.c[task];
        long base = blocking(task) + (preemptive ? (job + 1) * own : job * own);
        long window = Math.max(from - (preemptive ? 0 : own), base);
        while (true) {
            if (!work.spend(task + 1)) {
                return UNDECIDED;
            }
            long next = base;
            for (int k = 0; k < task; k++) {
                long time = window + tasks.jitter[k];
                long jobs = preemptive ? (time - 1) / tasks.t[k] + 1 : time / tasks.t[k] + 1;
                next += jobs * tasks.c[k];
            }
            long end = preemptive ? next : next + own;
            if (next == window || end > limit) {
                return end;
            }
            window = next;
        }
    }
}

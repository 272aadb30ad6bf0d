package orrery.schedule.admission;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Plays jobs by looking at all of them at every event.
final class PlainReplay {
    private PlainReplay() {}

    static boolean misses(TaskSet set, List<ReleasedJob> jobs, Policy policy) {
        long[] left = jobs.stream().mapToLong(ReleasedJob::executionNs).toArray();
        int held = -1;
        long now = -1;
        while (Arrays.stream(left).anyMatch(ns -> ns > 0)) {
            int best = held;
            long event = Long.MAX_VALUE;
            for (int i = 0; i < left.length; i++) {
                ReleasedJob job = jobs.get(i);
                if (job.readyNs() > now) {
                    event = Math.min(event, job.readyNs());
                } else if (left[i] > 0 && held < 0) {
                    best = best < 0 || before(set, policy, job, jobs.get(best)) ? i : best;
                }
            }
            if (best < 0) {
                now = event;
                continue;
            }
            ReleasedJob job = jobs.get(best);
            long locked = left[best] - (job.executionNs() - job.lockedNs());
            long ran = Math.min(event == Long.MAX_VALUE ? left[best] : event - now, left[best]);
            held = locked > ran ? best : -1;
            if (locked > 0 && ran > locked) {
                ran = locked;
            }
            left[best] -= ran;
            now += ran;
            if (left[best] == 0 && now > job.deadlineNs()) {
                return true;
            }
        }
        return false;
    }

    private static boolean before(TaskSet set, Policy policy, ReleasedJob a, ReleasedJob b) {
        long first = key(set, policy, a);
        long second = key(set, policy, b);
        return first < second || (first == second && a.deadlineNs() < b.deadlineNs());
    }

    private static long key(TaskSet set, Policy policy, ReleasedJob job) {
        if (policy == Policy.EDF || policy == Policy.NP_EDF) {
            return job.deadlineNs();
        }
        if (job.task() == ReleasedJob.OUTSIDE) {
            return -1;
        }
        // Equal periods and deadlines are ranked by place.
        Task task = set.tasks().get(job.task());
        return switch (policy) {
            case RM -> task.periodNs() * set.tasks().size() + job.task();
            case DM -> task.deadlineNs() * set.tasks().size() + job.task();
            default -> job.task();
        };
    }

    /// All jobs of tasks that are released at 0 and then as often as they may, up to a time.
    static List<ReleasedJob> synchronous(TaskSet set, boolean whole, long end) {
        List<ReleasedJob> jobs = new ArrayList<>();
        for (int i = 0; i < set.tasks().size(); i++) {
            Task task = set.tasks().get(i);
            long c = task.executionNs();
            for (long ready = 0; ready < end; ready += task.periodNs()) {
                jobs.add(new ReleasedJob(i, ready, ready + task.deadlineNs(), c, whole ? c : 0));
            }
        }
        return jobs;
    }
}

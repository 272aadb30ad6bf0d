package orrery.schedule.admission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/// Plays jobs on one processor and says whose deadline is missed first.
final class Replay {
    private Replay() {}

    /// Earliest deadline first; with equal deadlines the one that is ready first.
    static OptionalLong byDeadline(List<ReleasedJob> jobs) {
        return missed(
                jobs,
                Comparator.comparingLong(ReleasedJob::deadlineNs)
                        .thenComparingLong(ReleasedJob::readyNs));
    }

    /// By the number of the task; jobs of a task in the order of their deadlines.
    static OptionalLong byPriority(List<ReleasedJob> jobs) {
        return missed(
                jobs,
                Comparator.comparingInt(ReleasedJob::task)
                        .thenComparingLong(ReleasedJob::deadlineNs));
    }

    private static OptionalLong missed(List<ReleasedJob> jobs, Comparator<ReleasedJob> order) {
        List<Running> arriving = new ArrayList<>();
        jobs.forEach(job -> arriving.add(new Running(job)));
        arriving.sort(Comparator.comparingLong(running -> running.job.readyNs()));
        PriorityQueue<Running> ready = new PriorityQueue<>((a, b) -> order.compare(a.job, b.job));
        long now = Long.MIN_VALUE;
        int next = 0;
        while (next < arriving.size() || !ready.isEmpty()) {
            if (ready.isEmpty()) {
                now = Math.max(now, arriving.get(next).job.readyNs());
            }
            while (next < arriving.size() && arriving.get(next).job.readyNs() <= now) {
                ready.add(arriving.get(next++));
            }
            Running chosen = ready.remove();
            long change = next < arriving.size() ? arriving.get(next).job.readyNs() : now;
            long until = next < arriving.size() ? change - now : chosen.leftNs;
            long locked = chosen.leftNs - (chosen.job.executionNs() - chosen.job.lockedNs());
            long ran = Math.min(chosen.leftNs, Math.max(until, locked));
            chosen.leftNs -= ran;
            now += ran;
            if (chosen.leftNs > 0) {
                ready.add(chosen);
            } else if (now > chosen.job.deadlineNs()) {
                return OptionalLong.of(chosen.job.deadlineNs());
            }
        }
        return OptionalLong.empty();
    }

    private static final class Running {
        final ReleasedJob job;
        long leftNs;

        Running(ReleasedJob job) {
            this.job = job;
            leftNs = job.executionNs();
        }
    }
}

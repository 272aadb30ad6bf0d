package orrery.schedule.admission;

import java.util.List;
import orrery.schedule.admission.internal.TaskArrays;
import orrery.timeline.Refusal;

/// Tasks that share processors, in the order of their priority, highest first, where the policy is
/// [Policy#FP] or [Policy#NP_FP]; else in any order.
public record TaskSet(List<Task> tasks) {
    /// Most tasks in a set.
    public static final int TASKS_MAX = 100_000;

    /// Most work that the tasks bring in their first two periods and jitters; sums stay exact.
    static final long WORK_MAX = 1L << 61;

    /// @throws Refusal `EMPTY` without tasks, `TOO_LONG` over [#TASKS_MAX], `LIMIT` where the work of
    ///     the jobs that may be ready at once overflows
    public TaskSet {
        tasks = List.copyOf(tasks);
        if (tasks.isEmpty()) {
            throw new Refusal(Refusal.Code.EMPTY, "no tasks", "give at least one");
        }
        if (tasks.size() > TASKS_MAX) {
            throw new Refusal(
                    Refusal.Code.TOO_LONG, tasks.size() + " tasks", "give at most " + TASKS_MAX);
        }
        long room = WORK_MAX;
        for (Task task : tasks) {
            long jobs = 2 + task.jitterNs() / task.periodNs();
            if (jobs > room / task.executionNs()) {
                throw new Refusal(
                        Refusal.Code.LIMIT,
                        "task " + task.name() + " brings the work at one time over 2^61 ns",
                        "use fewer or shorter tasks, or less jitter");
            }
            room -= jobs * task.executionNs();
        }
    }

    public static TaskSet of(Task... tasks) {
        return new TaskSet(List.of(tasks));
    }

    TaskArrays columns() {
        TaskArrays columns = new TaskArrays(tasks.size());
        for (int i = 0; i < columns.n; i++) {
            Task task = tasks.get(i);
            columns.c[i] = task.executionNs();
            columns.t[i] = task.periodNs();
            columns.d[i] = task.deadlineNs();
            columns.offset[i] = task.offsetNs();
            columns.jitter[i] = task.jitterNs();
            columns.blocking[i] = task.blockingNs();
            columns.section[i] = task.sectionNs();
        }
        return columns;
    }

    boolean hasOffsets() {
        long first = tasks.getFirst().offsetNs();
        return tasks.stream().anyMatch(task -> task.offsetNs() != first);
    }
}

package orrery.schedule.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import orrery.schedule.admission.Verdict.Answer;
import orrery.schedule.admission.internal.ResponseTimes;
import orrery.schedule.admission.internal.TaskArrays;
import orrery.schedule.admission.internal.Utilisation;
import orrery.schedule.admission.internal.Work;

/// Fixed priority, by worst response times; the columns are in the order of priority.
final class PriorityAdmission {
    private final TaskArrays tasks;
    private final boolean preemptive;
    private final ResponseTimes responses;

    PriorityAdmission(TaskArrays tasks, boolean preemptive) {
        this.tasks = tasks;
        this.preemptive = preemptive;
        responses = new ResponseTimes(tasks, preemptive, new Work(Admission.WORK));
    }

    Verdict decide() {
        String test = preemptive ? "response times" : "non-preemptive response times";
        List<OptionalLong> worst = new ArrayList<>();
        long slack = Long.MAX_VALUE;
        boolean open = false;
        int missing = -1;
        long missingJob = 0;
        for (int i = 0; i < tasks.n; i++) {
            long response = responses.worst(i);
            open |= response == ResponseTimes.UNDECIDED;
            worst.add(response < 0 ? OptionalLong.empty() : OptionalLong.of(response));
            if (response >= 0) {
                slack = Math.min(slack, tasks.d[i] - response);
            }
            if (missing < 0 && responses.missingJob() >= 0) {
                missing = i;
                missingJob = responses.missingJob();
            }
        }
        boolean overload = Utilisation.againstOne(tasks.c, tasks.t, tasks.n) > 0;
        boolean refused = missing >= 0 || overload;
        Answer answer = refused ? Answer.REFUSED : open ? Answer.NOT_ESTABLISHED : Answer.ADMITTED;
        Verdict verdict = Verdict.of(answer, test).withResponses(worst);
        boolean bounded = worst.stream().allMatch(OptionalLong::isPresent);
        verdict = bounded ? verdict.withSlack(slack) : verdict;
        if (missing >= 0) {
            verdict = witnessed(verdict, missing, missingJob, overload);
        }
        return overload && verdict.witness().isEmpty() ? overloaded(verdict) : verdict;
    }

    private Verdict witnessed(Verdict verdict, int missing, long job, boolean overload) {
        long arrival = job * tasks.t[missing] - tasks.jitter[missing];
        long deadline = arrival + tasks.d[missing];
        List<ReleasedJob> jobs = jobs(missing, deadline);
        Verdict placed = verdict.withViolation(deadline);
        if (Replay.byPriority(jobs).isPresent()) {
            return placed.withWitness(jobs);
        }
        // Blocking is an upper bound, so a miss that it brings may not happen.
        boolean exact = preemptive && tasks.blocking[missing] == 0;
        return exact || overload ? placed : placed.but(Answer.NOT_ESTABLISHED);
    }

    /// With more work than time some job misses sooner or later: looks at longer and longer times.
    private Verdict overloaded(Verdict verdict) {
        for (long end = 1; end < Long.MAX_VALUE / 4; end *= 2) {
            List<ReleasedJob> jobs = jobs(tasks.n - 1, end);
            if (jobs.isEmpty()) {
                return verdict;
            }
            OptionalLong missed = Replay.byPriority(jobs);
            if (missed.isPresent()) {
                return verdict.withViolation(missed.getAsLong()).withWitness(jobs);
            }
        }
        return verdict;
    }

    /// What arrives before the deadline at that level, and what blocks it; empty if too many.
    private List<ReleasedJob> jobs(int level, long deadline) {
        List<ReleasedJob> jobs = new ArrayList<>();
        long blocking = tasks.blocking[level];
        if (preemptive && blocking > 0) {
            jobs.add(
                    new ReleasedJob(
                            ReleasedJob.OUTSIDE, -1, Long.MAX_VALUE, blocking + 1, blocking + 1));
        }
        int longest = -1;
        for (int k = level + 1; k < tasks.n && !preemptive; k++) {
            longest = longest < 0 || tasks.c[k] > tasks.c[longest] ? k : longest;
        }
        if (longest >= 0) {
            long c = tasks.c[longest];
            jobs.add(new ReleasedJob(longest, -1, tasks.d[longest] - 1, c, c));
        }
        for (int i = 0; i <= level; i++) {
            long arrival = -tasks.jitter[i];
            for (; arrival < deadline; arrival += tasks.t[i]) {
                if (jobs.size() == Verdict.WITNESS_MAX) {
                    return List.of();
                }
                jobs.add(
                        new ReleasedJob(
                                i,
                                Math.max(0, arrival),
                                arrival + tasks.d[i],
                                tasks.c[i],
                                preemptive ? 0 : tasks.c[i]));
            }
        }
        return jobs;
    }
}

package orrery.schedule.admission;

import java.util.ArrayList;
import java.util.List;
import orrery.schedule.admission.Verdict.Answer;
import orrery.schedule.admission.internal.Demand;
import orrery.schedule.admission.internal.TaskArrays;
import orrery.schedule.admission.internal.Utilisation;
import orrery.schedule.admission.internal.Work;

/// Earliest deadline first, by processor demand.
final class DemandAdmission {
    static final String OVERLOAD = "utilisation";

    private final TaskArrays tasks;
    private final long[] sections;
    private final Demand demand;
    private final Work work = new Work(Admission.WORK);

    DemandAdmission(TaskArrays tasks, long[] sections) {
        this.tasks = tasks;
        this.sections = sections;
        demand = new Demand(tasks, sections);
    }

    /// @param whole whether jobs run to their end once begun
    Verdict decide(boolean whole) {
        for (int i = 0; i < tasks.n; i++) {
            long room = tasks.d[i] - tasks.jitter[i];
            if (tasks.c[i] > room) {
                return Verdict.of(Answer.REFUSED, "execution within deadline")
                        .withSlack(room - tasks.c[i])
                        .withViolation(room)
                        .withWitness(List.of(new ReleasedJob(i, 0, room, tasks.c[i], 0)));
            }
        }
        long shares = Utilisation.sum(tasks.c, tasks.t, tasks.n);
        int load = Utilisation.againstOne(shares, tasks.c, tasks.t, tasks.n);
        if (load > 0) {
            long violation = demand.overloadedTime();
            return violation == Demand.NONE
                    ? Verdict.of(Answer.REFUSED, OVERLOAD)
                    : refused(OVERLOAD, violation, whole);
        }
        String test = whole ? "non-preemptive demand (QPA)" : "demand (QPA)";
        long bound = load == 0 ? pattern() : demand.horizon(shares);
        long sum = 0;
        for (long c : tasks.c) {
            sum += c;
        }
        long end = demand.busyPeriod(sum, bound, work);
        if (end == Demand.UNDECIDED || end >= Demand.TIME_MAX) {
            return Verdict.of(Answer.NOT_ESTABLISHED, test);
        }
        long slack = demand.slack(end, work);
        if (work.isSpent()) {
            return Verdict.of(Answer.NOT_ESTABLISHED, test);
        }
        if (slack < 0) {
            return refused(test, demand.slackAt(), whole);
        }
        return Verdict.of(Answer.ADMITTED, test).withSlack(slack);
    }

    /// With U = 1 the spare time repeats after a hyperperiod, once all tasks have had a deadline.
    private long pattern() {
        long hyperperiod = Utilisation.hyperperiod(tasks.t, tasks.n, Demand.TIME_MAX / 2);
        long latest = 0;
        for (long d : tasks.d) {
            latest = Math.max(latest, d);
        }
        return hyperperiod == Long.MAX_VALUE ? Demand.TIME_MAX : hyperperiod + latest;
    }

    private Verdict refused(String test, long known, boolean whole) {
        long violation = demand.firstViolation(known, work);
        Verdict verdict =
                Verdict.of(Answer.REFUSED, test)
                        .withViolation(violation)
                        .withSlack(violation - demand.at(violation) - demand.blockingAt(violation));
        int blocker = blocker(violation);
        List<ReleasedJob> jobs = jobs(violation, blocker, whole);
        if (Replay.byDeadline(jobs).isPresent()) {
            return verdict.withWitness(jobs);
        }
        // Without sections the test is exact; a witness may only be too long.
        return blocker < 0 ? verdict : verdict.but(Answer.NOT_ESTABLISHED);
    }

    /// The task with the longest section and a deadline later than that, or -1.
    private int blocker(long time) {
        int blocker = -1;
        for (int i = 0; i < sections.length; i++) {
            if (tasks.d[i] > time && sections[i] > (blocker < 0 ? 0 : sections[blocker])) {
                blocker = i;
            }
        }
        return blocker;
    }

    /// The jobs that must end by that time, and the one that began just before; empty if too many.
    private List<ReleasedJob> jobs(long time, int blocker, boolean whole) {
        List<ReleasedJob> jobs = new ArrayList<>();
        if (blocker >= 0) {
            long locked = whole ? tasks.c[blocker] : sections[blocker];
            jobs.add(new ReleasedJob(blocker, -1, tasks.d[blocker] - 1, tasks.c[blocker], locked));
        }
        for (int i = 0; i < tasks.n; i++) {
            // The one that began just before arrived then, so that its next may arrive a period on.
            long arrival = i == blocker ? tasks.t[i] - 1 : -tasks.jitter[i];
            for (; arrival + tasks.d[i] <= time; arrival += tasks.t[i]) {
                if (jobs.size() == Verdict.WITNESS_MAX) {
                    return List.of();
                }
                jobs.add(
                        new ReleasedJob(
                                i,
                                Math.max(0, arrival),
                                arrival + tasks.d[i],
                                tasks.c[i],
                                whole ? tasks.c[i] : 0));
            }
        }
        return jobs;
    }
}

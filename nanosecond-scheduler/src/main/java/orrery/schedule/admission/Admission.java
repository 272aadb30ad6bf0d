package orrery.schedule.admission;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import orrery.schedule.admission.internal.TaskArrays;
import orrery.timeline.Refusal;

/// Decides whether every job of a set of tasks meets its deadline on one processor.
///
/// The tasks are sporadic: a period is the least time between arrivals, and offsets are not relied
/// on; a set that needs them to meet its deadlines is not established. Exact in integers, whatever
/// the hyperperiod. Analyses longer than 2^28 looks at a task are given up: not established.
///
/// Threads: any. Cost: pseudo-polynomial; see the reference for figures.
public final class Admission {
    /// How many looks at a task an analysis may take.
    static final long WORK = 1L << 28;

    /// Most processors.
    public static final int PROCESSORS_MAX = 4_096;

    private Admission() {}

    /// Assigns every task to one processor for good, so that the test admits each of them: first
    /// fit, the heaviest first, then a search through all partitions, given up after 20,000
    /// decisions.
    ///
    /// @param processors 1 to [#PROCESSORS_MAX]
    /// @throws Refusal `OUT_OF_RANGE`
    public static Partition partition(TaskSet tasks, Policy policy, int processors) {
        if (processors < 1 || processors > PROCESSORS_MAX) {
            throw new Refusal(
                    Refusal.Code.OUT_OF_RANGE,
                    processors + " processors",
                    "give 1 to " + PROCESSORS_MAX);
        }
        return new PartitionSearch(tasks, policy, processors).find();
    }

    /// The answer for one processor.

    public static Verdict decide(TaskSet tasks, Policy policy) {
        TaskArrays columns = tasks.columns();
        Verdict verdict =
                switch (policy) {
                    case EDF -> new DemandAdmission(columns, columns.section).decide(false);
                    case NP_EDF -> new DemandAdmission(columns, lessOne(columns.c)).decide(true);
                    case LLF -> leastLaxity(columns);
                    case RM -> byPriority(columns, order(columns.t));
                    case DM -> byPriority(columns, order(columns.d));
                    case FP -> new PriorityAdmission(columns, true).decide();
                    case NP_FP -> new PriorityAdmission(columns, false).decide();
                };
        return tasks.hasOffsets()
                        && !verdict.test().equals(DemandAdmission.OVERLOAD)
                        && verdict.answer() == Verdict.Answer.REFUSED
                ? verdict.but(Verdict.Answer.NOT_ESTABLISHED).withWitness(List.of())
                : verdict;
    }

    /// Least laxity meets all deadlines of every set of jobs that can be met, as EDF does; of what
    /// sections do to it nothing is known here.
    ///
    /// Source: Mok, MIT/LCS/TR-297, 1983.
    private static Verdict leastLaxity(TaskArrays columns) {
        Verdict verdict = new DemandAdmission(columns, new long[0]).decide(false);
        boolean open =
                verdict.answer() == Verdict.Answer.ADMITTED
                        && TaskArrays.anyPositive(columns.section);
        return open ? verdict.but(Verdict.Answer.NOT_ESTABLISHED) : verdict;
    }

    private static Verdict byPriority(TaskArrays columns, int[] rows) {
        Verdict verdict = new PriorityAdmission(columns.select(rows), true).decide();
        int[] places = new int[rows.length];
        for (int k = 0; k < rows.length; k++) {
            places[rows[k]] = k;
        }
        List<ReleasedJob> witness =
                verdict.witness().stream()
                        .map(job -> job.task() < 0 ? job : placed(job, rows[job.task()]))
                        .toList();
        return verdict.withResponses(
                        Arrays.stream(places).mapToObj(verdict.responseTimesNs()::get).toList())
                .withWitness(witness);
    }

    private static ReleasedJob placed(ReleasedJob job, int task) {
        return new ReleasedJob(
                task, job.readyNs(), job.deadlineNs(), job.executionNs(), job.lockedNs());
    }

    /// Rows by ascending value; equal ones stay in their order.
    private static int[] order(long[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static long[] lessOne(long[] values) {
        return Arrays.stream(values).map(value -> value - 1).toArray();
    }
}

package orrery.schedule.admission;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import orrery.schedule.admission.Verdict.Answer;

/// Tasks to processors: first fit by success of the test, the heaviest first, then all partitions
/// as far as the decisions last.
final class PartitionSearch {
    /// How many decisions the exact search may take.
    static final int DECISIONS_MAX = 20_000;

    private final TaskSet set;
    private final Policy policy;
    private final List<List<Integer>> places = new ArrayList<>();
    private final int[] order;
    private int decisionsLeft = DECISIONS_MAX;
    private boolean exact = true;

    PartitionSearch(TaskSet set, Policy policy, int processors) {
        this.set = set;
        this.policy = policy;
        for (int p = 0; p < processors; p++) {
            places.add(new ArrayList<>());
        }
        order =
                IntStream.range(0, set.tasks().size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -utilisation(set.tasks().get(i))))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    private static double utilisation(Task task) {
        return (double) task.executionNs() / task.periodNs();
    }

    Partition find() {
        if (firstFit()) {
            return found("first fit");
        }
        places.forEach(List::clear);
        if (place(0)) {
            return found("exact search");
        }
        boolean proved = decisionsLeft > 0 && exact;
        return new Partition(
                proved ? Answer.REFUSED : Answer.NOT_ESTABLISHED,
                decisionsLeft > 0 ? "exact search" : "search given up",
                List.of(),
                List.of(),
                globalByGfb());
    }

    private boolean firstFit() {
        for (int task : order) {
            if (places.stream().noneMatch(place -> fits(place, task))) {
                return false;
            }
        }
        return true;
    }

    private boolean place(int next) {
        if (next == order.length) {
            return true;
        }
        for (List<Integer> place : places) {
            if (decisionsLeft-- <= 0) {
                return false;
            }
            boolean empty = place.isEmpty();
            Integer task = order[next];
            if (fits(place, task)) {
                if (place(next + 1)) {
                    return true;
                }
                place.removeLast();
            }
            if (empty) {
                // The other empty processors are the same.
                return false;
            }
        }
        return false;
    }

    /// Adds the task where the test admits it beside the others.
    private boolean fits(List<Integer> place, Integer task) {
        place.add(task);
        Answer answer = Admission.decide(part(place), policy).answer();
        exact &= answer != Answer.NOT_ESTABLISHED;
        if (answer != Answer.ADMITTED) {
            place.removeLast();
        }
        return answer == Answer.ADMITTED;
    }

    /// Those tasks, in the order of the set.
    private TaskSet part(List<Integer> place) {
        return new TaskSet(place.stream().sorted().map(set.tasks()::get).toList());
    }

    private Partition found(String test) {
        Integer[] processors = new Integer[order.length];
        List<Verdict> verdicts = new ArrayList<>();
        for (int p = 0; p < places.size(); p++) {
            for (int task : places.get(p)) {
                processors[task] = p;
            }
            if (!places.get(p).isEmpty()) {
                verdicts.add(Admission.decide(part(places.get(p)), policy));
            }
        }
        return new Partition(
                Answer.ADMITTED, test, Arrays.asList(processors), verdicts, globalByGfb());
    }

    /// Whether the sum of the densities is at most m - (m - 1) times the largest; exactly.
    private boolean globalByGfb() {
        BigInteger over = BigInteger.ZERO;
        BigInteger under = BigInteger.ONE;
        BigInteger mostOver = BigInteger.ZERO;
        BigInteger mostUnder = BigInteger.ONE;
        for (Task task : set.tasks()) {
            long window = Math.min(task.deadlineNs(), task.periodNs()) - task.jitterNs();
            if (window <= 0 || task.sectionNs() > 0) {
                return false;
            }
            BigInteger c = BigInteger.valueOf(task.executionNs());
            BigInteger d = BigInteger.valueOf(window);
            over = over.multiply(d).add(c.multiply(under));
            under = under.multiply(d);
            BigInteger common = over.gcd(under);
            over = over.divide(common);
            under = under.divide(common);
            if (c.multiply(mostUnder).compareTo(mostOver.multiply(d)) > 0) {
                mostOver = c;
                mostUnder = d;
            }
        }
        BigInteger m = BigInteger.valueOf(places.size());
        // over/under <= m - (m - 1) mostOver/mostUnder
        BigInteger room =
                m.multiply(mostUnder).subtract(m.subtract(BigInteger.ONE).multiply(mostOver));
        return mostOver.compareTo(mostUnder) <= 0
                && over.multiply(mostUnder).compareTo(room.multiply(under)) <= 0;
    }
}

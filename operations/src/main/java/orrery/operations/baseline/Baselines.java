package orrery.operations.baseline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orrery.agent.Decision;
import orrery.agent.episode.Outcome;
import orrery.agent.policy.HorizontalAutoscaler;
import orrery.agent.safety.Gate;
import orrery.solve.formula.Specification;

/// What others would have done on the same demand, and what it would have cost.
///
/// - `floor`: knows the next demand, one step ahead, through the gate: what the rules themselves
///   cost
/// - `optimum`: knows all demand ({@link Optimum}): below every policy
/// - `staticP999`: the 99.9 % quantile of the warm-up, for ever · `bestStatic`: the best constant
///   in hindsight
/// - `hpa`: the Kubernetes rule, target 70 %, stabilisation 3, within the bounds · `hpaGate`: the
///   same through the gate · `hpaBest`: the best of targets 0.6, 0.8, 0.9, 1.0 and stabilisations 1
///   and 6 through the gate, in hindsight
/// - `bestExpert`: the best of the agent's level-1 experts alone through the gate, in hindsight
///
/// All start at the same capacity. One pass, bounded memory. Threads: confined.
public final class Baselines {
    private static final double[] TARGETS = {0.6, 0.8, 0.9, 1.0};
    private static final int[] STABILISATIONS = {1, 6};

    private final int min;
    private final int max;
    private final Optimum optimum;
    private final Statics statics;
    private final Course agent;
    private final Course floor;
    private final Course hpa;
    private final Course hpaGate;
    private final HorizontalAutoscaler plain = HorizontalAutoscaler.of(0.7, 3);
    private final HorizontalAutoscaler guarded = HorizontalAutoscaler.of(0.7, 3);
    private final List<Course> grid = new ArrayList<>();
    private final List<HorizontalAutoscaler> gridPolicies = new ArrayList<>();
    private final List<Course> experts = new ArrayList<>();
    private final List<String> expertNames = new ArrayList<>();
    private final long scoredFrom;

    /// @param min least capacity
    /// @param max greatest capacity
    /// @param stepUp most replicas that may be added in a step: bounds the optimum
    /// @param initial capacity in force at the first step
    /// @param scoredFrom first step that counts
    public record Setup(
            int min, int max, int stepUp, CostRates rates, int initial, long scoredFrom) {}

    /// @param rules the rules about actions
    /// @param like a decision of the run, for the names of its experts
    public Baselines(Setup setup, Specification rules, Decision like) {
        min = setup.min();
        max = setup.max();
        scoredFrom = setup.scoredFrom();
        optimum = new Optimum(min, max, setup.stepUp(), setup.rates());
        statics = new Statics(min, max, setup.rates(), scoredFrom);
        agent = course(setup, rules, false);
        floor = course(setup, rules, true);
        hpa = course(setup, rules, false);
        hpaGate = course(setup, rules, true);
        for (double target : TARGETS) {
            for (int stabilisation : STABILISATIONS) {
                grid.add(course(setup, rules, true));
                gridPolicies.add(HorizontalAutoscaler.of(target, stabilisation));
            }
        }
        for (int i = 0; i < like.experts(); i++) {
            expertNames.add(like.expertName(i));
            experts.add(course(setup, rules, true));
        }
    }

    /// One step of all of them: what the agent decided on a sample, and its demand.
    public void step(Decision decision) {
        long sample = decision.number();
        double demand = decision.demand();
        if (sample > 0) {
            // Only now is the demand known that the clairvoyant chose for a step ago.
            floor.choose(wanted(demand, floor.current()));
        }
        if (sample >= scoredFrom) {
            optimum.step(demand);
        }
        statics.meet(sample, demand);
        meet(floor, decision);
        meet(agent, decision);
        boolean dropped = decision.outcome() == Outcome.DROPPED;
        agent.choose(dropped ? agent.current() : decision.chosen());
        meet(hpa, decision);
        hpa.choose(bounded(plain.propose(demand, hpa.current())));
        meet(hpaGate, decision);
        hpaGate.choose(bounded(guarded.propose(demand, hpaGate.current())));
        for (int i = 0; i < grid.size(); i++) {
            Course course = grid.get(i);
            meet(course, decision);
            course.choose(bounded(gridPolicies.get(i).propose(demand, course.current())));
        }
        for (int i = 0; i < experts.size(); i++) {
            meet(experts.get(i), decision);
            experts.get(i).choose(bounded(decision.proposal(i)));
        }
    }

    /// Cost by policy; the names are those of the report.
    public Map<String, Double> costs() {
        Map<String, Double> costs = new LinkedHashMap<>();
        costs.put("agent", agent.cost());
        costs.put("floor", floor.cost());
        costs.put("optimum", optimum.cost());
        costs.put("staticP999", statics.costOfPast());
        costs.put("bestStatic", statics.least());
        costs.put("hpa", hpa.cost());
        costs.put("hpaGate", hpaGate.cost());
        costs.put("hpaBest", least(grid));
        if (!experts.isEmpty()) {
            costs.put("bestExpert", least(experts));
        }
        return costs;
    }

    /// Scored steps at which a rule was broken, by policy that acts.
    public Map<String, Long> breaches() {
        Map<String, Long> breaches = new LinkedHashMap<>();
        breaches.put("agent", agent.breaches());
        breaches.put("floor", floor.breaches());
        breaches.put("hpa", hpa.breaches());
        breaches.put("hpaGate", hpaGate.breaches());
        breaches.put("hpaBest", grid.get(indexOfLeast(grid)).breaches());
        if (!experts.isEmpty()) {
            breaches.put("bestExpert", experts.get(indexOfLeast(experts)).breaches());
        }
        return breaches;
    }

    /// Name of the expert that was best in hindsight; empty if there is none.
    public String bestExpert() {
        return experts.isEmpty() ? "" : expertNames.get(indexOfLeast(experts));
    }

    /// The setting of the Kubernetes rule that was best in hindsight, such as `0.9/6`.
    public String bestAutoscaler() {
        int best = indexOfLeast(grid);
        return TARGETS[best / STABILISATIONS.length]
                + "/"
                + STABILISATIONS[best % STABILISATIONS.length];
    }

    private static Course course(Setup setup, Specification rules, boolean gated) {
        Gate gate = new Gate(rules, setup.min(), setup.max());
        return new Course(gate, gated, setup.rates(), setup.initial(), setup.scoredFrom());
    }

    private static void meet(Course course, Decision decision) {
        course.meet(decision.timeNs(), decision.number(), decision.demand());
    }

    private int wanted(double demand, int otherwise) {
        return Double.isNaN(demand) ? otherwise : bounded((int) Math.ceil(demand));
    }

    private int bounded(int capacity) {
        return Math.clamp(capacity, min, max);
    }

    private static double least(List<Course> courses) {
        return courses.get(indexOfLeast(courses)).cost();
    }

    private static int indexOfLeast(List<Course> courses) {
        int best = 0;
        for (int i = 1; i < courses.size(); i++) {
            if (courses.get(i).cost() < courses.get(best).cost()) {
                best = i;
            }
        }
        return best;
    }
}

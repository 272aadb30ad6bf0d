package orrery.operations.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import orrery.agent.Agent;
import orrery.agent.Decision;
import orrery.agent.safety.ReactionWatch;
import orrery.operations.Runs;
import orrery.operations.configuration.Configuration;
import orrery.operations.replay.Assembly;
import orrery.timeline.ManualClock;

/// Against a plain computation of each baseline that shares nothing with them.
class BaselinesTest {
    private static final double WEIGHT = 10;
    private static final double CHANGE = 0.1;

    /// Limits and demand of one round.
    private static final class World {
        private final int max;
        private final int stepUp;
        private final int stepDown;
        private final int initial;
        private final double[] demand;

        World(SplittableRandom random) {
            max = 5 + random.nextInt(40);
            demand = new double[60 + random.nextInt(200)];
            double level = max / 2.0;
            for (int t = 0; t < demand.length; t++) {
                level = Math.clamp(level + random.nextGaussian() * max / 10, 0, 1.2 * max);
                demand[t] = random.nextInt(25) == 0 ? Double.NaN : level;
            }
            stepUp = 1 + random.nextInt(8);
            stepDown = 1 + random.nextInt(6);
            initial = 1 + random.nextInt(max);
        }

        int from() {
            return (int) (0.3 * demand.length);
        }

        int bounded(double capacity) {
            return (int) Math.max(1, Math.min(max, capacity));
        }

        double cost(int[] capacity) {
            double cost = 0;
            for (int t = from(); t < demand.length; t++) {
                double missing = demand[t] > capacity[t] ? demand[t] - capacity[t] : 0;
                int change = t == from() ? 0 : Math.abs(capacity[t] - capacity[t - 1]);
                cost += capacity[t] + WEIGHT * missing + CHANGE * change;
            }
            return cost;
        }

        /// What is in force at each step under a policy, with the rules in its way or not.
        int[] course(Policy policy, boolean gated) {
            int[] capacity = new int[demand.length];
            capacity[0] = initial;
            for (int t = 0; t + 1 < demand.length; t++) {
                int wish = bounded(policy.propose(t, capacity[t]));
                capacity[t + 1] = gated ? nearestAllowed(capacity, t, wish) : wish;
            }
            return capacity;
        }

        private int nearestAllowed(int[] capacity, int t, int wish) {
            int best = -1;
            for (int action = max; action >= 1; action--) {
                boolean nearer = best < 0 || Math.abs(action - wish) < Math.abs(best - wish);
                if (nearer && allowed(capacity, t, action)) {
                    best = action;
                }
            }
            return best;
        }

        private boolean allowed(int[] capacity, int t, int action) {
            if (action >= capacity[t]) {
                return action - capacity[t] <= stepUp;
            }
            int removed = capacity[t] - action;
            for (int i = Math.max(0, t - 3); i < t; i++) {
                removed += Math.max(0, capacity[i] - capacity[i + 1]);
            }
            for (int i = Math.max(0, t - 2); i <= t; i++) {
                if (!(demand[i] <= capacity[i])) {
                    return false;
                }
            }
            return removed <= stepDown;
        }
    }

    private interface Policy {
        double propose(int t, int current);
    }

    /// The Kubernetes formula with its tolerance and stabilisation.
    private static Policy autoscaler(double[] demand, double target, int stabilisation) {
        List<Integer> wishes = new ArrayList<>();
        return (t, current) -> {
            if (Double.isNaN(demand[t])) {
                return current;
            }
            double ratio = demand[t] / Math.max(1, current) / target;
            wishes.add(Math.abs(ratio - 1) < 0.1 ? current : (int) Math.ceil(demand[t] / target));
            int known = wishes.size();
            return wishes.subList(Math.max(0, known - stabilisation), known).stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(current);
        };
    }

    private static int[] constant(World world, int capacity) {
        int[] all = new int[world.demand.length];
        Arrays.fill(all, capacity);
        return all;
    }

    /// As numpy.quantile does by default.
    private static double quantile(double[] values, double q) {
        double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        double rank = q * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    private static double bestOf(World world, List<Policy> policies) {
        return policies.stream()
                .mapToDouble(policy -> world.cost(world.course(policy, true)))
                .min()
                .orElseThrow();
    }

    private static List<Policy> grid(World world) {
        List<Policy> grid = new ArrayList<>();
        for (double target : new double[] {0.6, 0.8, 0.9, 1.0}) {
            for (int stabilisation : new int[] {1, 6}) {
                grid.add(autoscaler(world.demand, target, stabilisation));
            }
        }
        return grid;
    }

    @Test
    void equalThePlainComputation() {
        SplittableRandom random = new SplittableRandom(19);
        for (int round = 0; round < 60; round++) {
            World world = new World(random);
            double[] demand = world.demand;
            List<int[]> proposals = new ArrayList<>();
            Baselines baselines = run(world, proposals);
            Map<String, Double> costs = baselines.costs();
            String which = "round " + round;

            Policy clairvoyant =
                    (t, current) ->
                            Double.isNaN(demand[t + 1]) ? current : Math.ceil(demand[t + 1]);
            equal(which, costs, "floor", world.cost(world.course(clairvoyant, true)));
            double[] warm = Arrays.copyOf(demand, world.from());
            int past = world.bounded(Math.ceil(quantile(warm, 0.999)));
            equal(which, costs, "staticP999", world.cost(constant(world, past)));
            double best = Double.POSITIVE_INFINITY;
            for (int capacity = 1; capacity <= world.max; capacity++) {
                best = Math.min(best, world.cost(constant(world, capacity)));
            }
            equal(which, costs, "bestStatic", best);
            int[] hpa = world.course(autoscaler(demand, 0.7, 3), false);
            equal(which, costs, "hpa", world.cost(hpa));
            int[] hpaGate = world.course(autoscaler(demand, 0.7, 3), true);
            equal(which, costs, "hpaGate", world.cost(hpaGate));
            equal(which, costs, "hpaBest", bestOf(world, grid(world)));
            List<Policy> experts = new ArrayList<>();
            for (int e = 0; e < proposals.getFirst().length; e++) {
                int expert = e;
                experts.add((t, current) -> proposals.get(t)[expert]);
            }
            equal(which, costs, "bestExpert", bestOf(world, experts));
            assertThat(costs.get("optimum")).as(which).isLessThanOrEqualTo(costs.get("floor"));
            for (String gated : List.of("agent", "floor", "hpaGate", "hpaBest", "bestExpert")) {
                assertThat(baselines.breaches().get(gated)).as(which + gated).isZero();
            }
        }
    }

    private static void equal(String which, Map<String, Double> costs, String name, double plain) {
        assertThat(costs.get(name)).as("%s, %s", which, name).isCloseTo(plain, within(1e-6));
    }

    /// Lets an agent decide and the baselines look on.
    ///
    /// @param proposals gets those of the experts, step by step
    private static Baselines run(World world, List<int[]> proposals) {
        Configuration configuration =
                Runs.configuration(
                        List.of(
                                "temporal-attractor-studio.enabled=false",
                                "strange-loop.experts=[\"last\", \"level\"]",
                                "strange-loop.quantiles=[0.8, 0.95]",
                                "capacity.max=" + world.max,
                                "capacity.step_up=" + world.stepUp,
                                "capacity.step_down=" + world.stepDown));
        ManualClock clock = ManualClock.startingAt(0);
        Agent agent = Runs.agent(configuration, world.initial, clock);
        Baselines baselines =
                new Baselines(
                        new Baselines.Setup(
                                1,
                                world.max,
                                world.stepUp,
                                new CostRates(WEIGHT, CHANGE),
                                world.initial,
                                world.from()),
                        Assembly.rules(configuration, Runs.RULES)
                                .where(rule -> !ReactionWatch.isAbout(rule)),
                        agent.last());
        for (double demand : world.demand) {
            clock.advance(60_000_000_000L);
            Decision decision = agent.decide(clock.nanoTime(), demand);
            baselines.step(decision);
            int[] all = new int[decision.experts()];
            Arrays.setAll(all, decision::proposal);
            proposals.add(all);
        }
        return baselines;
    }
}

package orrery.operations.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import orrery.agent.safety.Gate;
import orrery.agent.safety.Ruling;
import orrery.agent.safety.Signals;
import orrery.agent.safety.Situation;
import orrery.solve.formula.Specification;

/// Attacks the gate with random hostile runs and judges every action by brute force.
///
/// A run is 63 decisions under random limits. Proposals aim at the edges of the rules; demand goes
/// missing while a shortage hides behind it; commands take effect late and are acknowledged later
/// still; times repeat, leap, and go back. The checker ({@link World}) knows the truth. An action
/// while the clock goes back is a breach too. Runs are independent and seeded: the same seed gives
/// the same runs for any number of threads.
public final class GateAttack {
    private static final int LIMITS = 256;
    private static final long BATCH = 1_000;

    private final Mutation mutation;
    private final long seed;

    public GateAttack(Mutation mutation, long seed) {
        this.mutation = mutation;
        this.seed = seed;
    }

    /// @param runs number of runs
    /// @param threads 1 or more
    /// @param progress told the number of finished runs now and then
    public AttackResult run(long runs, int threads, LongConsumer progress) {
        AtomicLong next = new AtomicLong();
        AtomicLong done = new AtomicLong();
        Map<Long, AttackResult> batches = new ConcurrentSkipListMap<>();
        List<Future<?>> parts = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                parts.add(workers.submit(() -> work(runs, next, batches, done, progress)));
            }
            for (Future<?> part : parts) {
                part.get();
            }
            // In the order of runs, so that the first breach is the same for any number of threads.
            AttackResult all = new AttackResult(0, 0, 0, 0, Optional.empty());
            for (AttackResult batch : batches.values()) {
                all = all.plus(batch);
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while attacking", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an attack failed", e.getCause());
        }
    }

    private void work(
            long runs,
            AtomicLong next,
            Map<Long, AttackResult> batches,
            AtomicLong done,
            LongConsumer progress) {
        List<Opponent> opponents = new ArrayList<>();
        SplittableRandom limits = new SplittableRandom(seed);
        for (int i = 0; i < LIMITS; i++) {
            opponents.add(new Opponent(new World(limits), mutation));
        }
        while (!Thread.currentThread().isInterrupted()) {
            long from = next.getAndAdd(BATCH);
            if (from >= runs) {
                break;
            }
            long to = Math.min(runs, from + BATCH);
            AttackResult all = new AttackResult(0, 0, 0, 0, Optional.empty());
            for (long run = from; run < to; run++) {
                SplittableRandom random = new SplittableRandom(seed * 31 + run);
                all = all.plus(opponents.get(random.nextInt(LIMITS)).play(run, random));
            }
            batches.put(from, all);
            progress.accept(done.addAndGet(to - from));
        }
    }

    /// A gate under one set of limits and the world it is played against.
    private static final class Opponent {
        private static final long SECOND = 1_000_000_000L;
        private static final int IN_FLIGHT_MAX = 4;

        private final World world;
        private final Mutation mutation;
        private final Gate gate;
        private final Gate fresh;
        private final Situation situation = new Situation();
        private final int[] pending = new int[IN_FLIGHT_MAX];
        private int waiting;
        private int truly;
        private int committed;

        Opponent(World world, Mutation mutation) {
            this.world = world;
            this.mutation = mutation;
            Map<String, Double> constants =
                    Map.of(
                            "max_replicas", (double) world.maxReplicas,
                            "step_up", (double) world.stepUp,
                            "step_down", (double) world.stepDown);
            Specification rules =
                    Specification.parse(
                            "attack.spec",
                            World.rules(mutation == Mutation.OFF_BY_ONE_WINDOW),
                            Signals.vocabulary(1, world.maxReplicas, constants));
            gate = new Gate(rules, 1, world.maxReplicas);
            fresh = new Gate(rules, 1, world.maxReplicas);
        }

        AttackResult play(long run, SplittableRandom random) {
            world.reset();
            gate.copyFrom(fresh);
            waiting = 0;
            committed = 0;
            truly = 1 + random.nextInt(world.maxReplicas);
            situation.current = truly;
            long now = 0;
            long latest = 0;
            long actions = 0;
            for (int step = 0; step < World.STEPS - 1; step++) {
                settle(random);
                now = tick(now, random);
                boolean back = now < latest;
                double demand = demand(random);
                boolean shortage = demand > truly;
                see(now, latest, random.nextInt(10) == 0 ? Double.NaN : demand);
                boolean denied = gate.admit(situation, proposal(random)) == Ruling.DENY;
                // Denied means that nothing is commanded: what is in force stays.
                int choice = denied ? truly : gate.chosen();
                String broken = "";
                if (back && !denied) {
                    broken = "clock";
                } else if (!back) {
                    gate.commit(situation, gate.chosen());
                    committed++;
                    broken = world.breach(now, shortage, truly, choice);
                    latest = now;
                    actions += choice == truly ? 0 : 1;
                    if (!denied) {
                        command(choice, random);
                    }
                }
                if (!broken.isEmpty()) {
                    String words =
                            "run "
                                    + run
                                    + ", decision "
                                    + step
                                    + ": "
                                    + broken
                                    + ", "
                                    + truly
                                    + " in force, "
                                    + choice
                                    + " chosen";
                    return new AttackResult(1, step + 1, actions, 1, Optional.of(words));
                }
            }
            return new AttackResult(1, World.STEPS - 1, actions, 0, Optional.empty());
        }

        /// What the gate gets to see; the mutations are its planted faults.
        private void see(long now, long latest, double demand) {
            situation.sample = committed;
            situation.timeNs =
                    mutation == Mutation.CLOCK_BACK_ACCEPTED ? Math.max(now, latest) : now;
            situation.demand =
                    mutation == Mutation.NAN_LET_THROUGH && Double.isNaN(demand) ? 0 : demand;
            situation.lowest = situation.current;
            situation.highest = situation.current;
            if (mutation != Mutation.IN_FLIGHT_IGNORED) {
                for (int i = 0; i < waiting; i++) {
                    situation.lowest = Math.min(situation.lowest, pending[i]);
                    situation.highest = Math.max(situation.highest, pending[i]);
                }
            }
        }

        private long tick(long now, SplittableRandom random) {
            return switch (random.nextInt(16)) {
                case 0 -> now;
                case 1 -> Math.max(0, now - random.nextLong(30 * SECOND));
                case 2 -> now + random.nextLong(200 * SECOND);
                default -> now + random.nextLong(15 * SECOND);
            };
        }

        private double demand(SplittableRandom random) {
            return random.nextInt(6) == 0
                    ? truly + random.nextDouble() * 5
                    : truly * random.nextDouble();
        }

        private int proposal(SplittableRandom random) {
            int aim =
                    switch (random.nextInt(4)) {
                        case 0 -> 1 + random.nextInt(world.maxReplicas);
                        case 1 -> truly - 1 - random.nextInt(world.stepDown + 2);
                        case 2 -> truly + 1 + random.nextInt(world.stepUp + 2);
                        default -> truly;
                    };
            return Math.clamp(aim, 1, world.maxReplicas);
        }

        /// Some commands take effect, in order; some of these are acknowledged.
        private void settle(SplittableRandom random) {
            if (waiting == 0) {
                return;
            }
            int effective = waiting == IN_FLIGHT_MAX ? waiting : random.nextInt(waiting + 1);
            if (effective > 0) {
                truly = pending[effective - 1];
            }
            if (effective > 0 && (waiting == IN_FLIGHT_MAX || random.nextInt(3) > 0)) {
                situation.current = truly;
                System.arraycopy(pending, effective, pending, 0, waiting - effective);
                waiting -= effective;
            }
        }

        private void command(int choice, SplittableRandom random) {
            if (random.nextInt(3) == 0) {
                truly = choice;
                situation.current = choice;
                waiting = 0;
            } else {
                pending[waiting++] = choice;
            }
        }
    }
}

package orrery.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import orrery.agent.act.Actuator;
import orrery.agent.act.ImmediateActuator;
import orrery.agent.policy.Hold;
import orrery.agent.policy.HorizontalAutoscaler;
import orrery.agent.policy.Policy;
import orrery.agent.safety.Signals;
import orrery.agent.sense.SampleSymbols;
import orrery.attractor.classify.Cadence;
import orrery.attractor.classify.DynamicsSettings;
import orrery.compare.pattern.EventPattern;
import orrery.compare.search.AnalogueSettings;
import orrery.loop.LoopSettings;
import orrery.loop.halt.KillSwitch;
import orrery.solve.formula.Specification;
import orrery.timeline.ManualClock;
import orrery.timeline.NanoClock;

/// Agents for tests, with doubles of what is outside of them.
final class AgentFixture {
    static final int MIN = 1;
    static final int MAX = 20;
    static final int INITIAL = 8;
    static final long DEADLINE_NS = 100_000;
    static final long STEP_NS = 1_000_000_000;
    static final String[] CAPACITY = {
        "bounds: G (min_replicas <= replicas & replicas <= max_replicas)",
        "ramp-up: G (up <= 4)",
        "ramp-down: G (sum_past[0,3](down) <= 3)",
        "cool-down: G (down > 0 -> !O[0,2] shortage)",
        "reaction: G (decide -> F[0,100us] (acted | dropped))",
    };

    final ManualClock clock = ManualClock.startingAt(0);
    final KillSwitch killSwitch = new KillSwitch();
    Actuator actuator = new ImmediateActuator();
    NanoClock deadlines = ManualClock.startingAt(0);
    NanoClock stopwatch = new Ticking();
    boolean learners = true;
    boolean dynamics = true;
    boolean solver = true;
    boolean shadow;
    Policy fallback = HorizontalAutoscaler.of(0.7, 3);
    String[] rules = CAPACITY;

    /// Deadlines run while the agent decides.
    AgentFixture live() {
        deadlines = clock;
        stopwatch = clock;
        return this;
    }

    AgentFixture holding() {
        learners = false;
        dynamics = false;
        fallback = new Hold();
        return this;
    }

    AgentFixture rules(String... lines) {
        rules = lines;
        return this;
    }

    Agent agent() {
        return Agent.withRules(specification(), settings(), ports());
    }

    Specification specification() {
        return Specification.parse(
                "test.spec",
                String.join("\n", rules),
                Signals.vocabulary(
                        MIN, MAX, Map.of("min_replicas", 1.0 * MIN, "max_replicas", 1.0 * MAX)));
    }

    AgentSettings settings() {
        Optional<AgentSettings.DynamicsPlan> plan =
                dynamics
                        ? Optional.of(
                                new AgentSettings.DynamicsPlan(
                                        new DynamicsSettings(128, 8, 3, 2, 64),
                                        new Cadence(64, 16)))
                        : Optional.empty();
        List<AgentSettings.NamedPattern> patterns =
                List.of(
                        new AgentSettings.NamedPattern(
                                "surge",
                                EventPattern.parse(
                                        "rise -> rise within 4", SampleSymbols.ALPHABET)),
                        new AgentSettings.NamedPattern(
                                "short",
                                EventPattern.parse(
                                        "shortage -> shortage within 2", SampleSymbols.ALPHABET)));
        return new AgentSettings(
                new AgentSettings.Bounds(MIN, MAX, INITIAL),
                DEADLINE_NS,
                new AgentSettings.Senses(new AnalogueSettings(256, 6, 4, false), plan, patterns),
                learners
                        ? Optional.of(LoopSettings.between(MIN, MAX).withExpirySamples(4))
                        : Optional.empty(),
                solver,
                shadow,
                fallback);
    }

    AgentPorts ports() {
        return new AgentPorts(actuator, deadlines, stopwatch, killSwitch, Runnable::run);
    }

    /// An agent whose switch is set in decision `victim` after its gate has ruled.
    Agent killedAtDispatch(int victim, String... lines) {
        List<Agent> made = new ArrayList<>();
        deadlines =
                new Watched(() -> {
                    if (!made.isEmpty() && made.getFirst().decisions() == victim + 1) {
                        killSwitch.kill("test");
                    }
                });
        rules(lines);
        made.add(agent());
        return made.getFirst();
    }

    static Decision decide(Agent agent, double demand) {
        return agent.decide(agent.decisions() * STEP_NS, demand);
    }

    static List<String> run(Agent agent, double... demand) {
        List<String> words = new ArrayList<>();
        for (double sample : demand) {
            words.add(words(decide(agent, sample)));
        }
        return words;
    }

    static List<String> verdicts(Agent agent) {
        List<String> verdicts = new ArrayList<>();
        agent.forEachVerdict((rule, holds, robustness, at) ->
                verdicts.add(rule + " " + holds + " " + robustness + " " + at));
        return verdicts;
    }

    /// Demand with a season, noise, bursts and gaps.
    static double[] demand(long seed, int samples) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] demand = new double[samples];
        for (int i = 0; i < samples; i++) {
            demand[i] = 8 + 5 * Math.sin(2 * Math.PI * i / 24) + random.nextDouble(2);
            if (random.nextInt(40) == 0) {
                demand[i] += 8;
            }
            if (random.nextInt(50) == 0) {
                demand[i] = Double.NaN;
            }
        }
        return demand;
    }

    /// All of a decision that may not depend on measured times.
    static String words(Decision d) {
        StringBuilder words = new StringBuilder();
        words.append(d.number()).append(' ').append(d.timeNs());
        words.append(' ').append(Double.toHexString(d.demand())).append(' ').append(d.current());
        for (int i = 0; i < d.pendingCount(); i++) {
            words.append(" p").append(d.pending(i));
        }
        for (int i = 0; i < d.features(); i++) {
            words.append(' ').append(d.featureName(i)).append('=').append(d.feature(i));
        }
        words.append(' ').append(d.regime()).append(Double.toHexString(d.confidence()));
        for (int i = 0; i < d.experts(); i++) {
            words.append(' ').append(d.expertName(i)).append('=').append(d.proposal(i));
            words.append('*').append(Double.toHexString(d.weight(i)));
        }
        words.append(' ').append(d.proposed()).append("->").append(d.chosen());
        words.append(' ').append(d.ruling()).append(' ').append(d.rule());
        words.append(' ').append(Double.toHexString(d.robustness()));
        return words.append(' ').append(d.outcome()).append(' ').append(d.reason()).toString();
    }

    /// One tick a reading.
    static final class Ticking implements NanoClock {
        private long now;

        @Override
        public long nanoTime() {
            return now++;
        }

        @Override
        public long epochNs() {
            return now;
        }
    }

    /// Does something at each reading, and stands still.
    record Watched(Runnable atReading) implements NanoClock {
        @Override
        public long nanoTime() {
            atReading.run();
            return 0;
        }

        @Override
        public long epochNs() {
            return 0;
        }
    }

    /// Refuses, fails and delays commands by chance.
    static final class Unruly implements Actuator {
        private record Command(long decision, int capacity) {}

        final List<int[]> taken = new ArrayList<>();
        private final Deque<Command> queue = new ArrayDeque<>();
        private final SplittableRandom random;

        Unruly(long seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public boolean command(long decision, int capacity) {
            if (random.nextInt(8) == 0) {
                return false;
            }
            taken.add(new int[] {(int) decision, capacity});
            queue.add(new Command(decision, capacity));
            return true;
        }

        @Override
        public void poll(Acknowledgements into) {
            while (!queue.isEmpty() && random.nextInt(3) > 0) {
                Command oldest = queue.remove();
                if (random.nextInt(6) == 0) {
                    into.failed(oldest.decision());
                } else {
                    into.acknowledged(oldest.decision(), oldest.capacity());
                }
            }
        }
    }

    /// Takes commands and never says what became of them.
    static final class Silent implements Actuator {
        final List<Integer> taken = new ArrayList<>();
        boolean open = true;

        @Override
        public boolean command(long decision, int capacity) {
            if (open) {
                taken.add(capacity);
            }
            return open;
        }

        @Override
        public void poll(Acknowledgements into) {}
    }

    /// Lets time pass when it is asked for news, as a slow sensor would.
    static final class Slow implements Actuator {
        final ImmediateActuator behind = new ImmediateActuator();
        final List<Integer> taken = new ArrayList<>();
        private final ManualClock clock;
        long delayNs;

        Slow(ManualClock clock) {
            this.clock = clock;
        }

        @Override
        public boolean command(long decision, int capacity) {
            taken.add(capacity);
            return behind.command(decision, capacity);
        }

        @Override
        public void poll(Acknowledgements into) {
            clock.advance(delayNs);
            behind.poll(into);
        }
    }
}

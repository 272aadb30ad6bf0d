package orrery.operations.replay;

import orrery.agent.Agent;
import orrery.agent.AgentPorts;
import orrery.agent.act.ImmediateActuator;
import orrery.loop.halt.KillSwitch;
import orrery.operations.configuration.Configuration;
import orrery.solve.formula.Specification;
import orrery.timeline.ManualClock;
import orrery.timeline.NanoClock;

/// Lets an agent that is thrown away decide on made-up demand, so that the virtual machine has
/// compiled the code before the first decision that counts.
public final class Practice {
    private static final long STEP_NS = 1_000_000_000L;

    private Practice() {}

    /// @param decisions how many
    public static void of(Configuration configuration, Specification rules, int decisions) {
        ManualClock clock = ManualClock.startingAt(0);
        AgentPorts ports =
                new AgentPorts(
                        new ImmediateActuator(),
                        clock,
                        NanoClock.system(),
                        new KillSwitch(),
                        Runnable::run);
        int min = configuration.capacity().min();
        double half = 0.5 * (configuration.capacity().max() - min);
        int initial = configuration.capacity().initial().orElse(min + (int) half);
        Agent agent = Agent.withRules(rules, Assembly.agent(configuration, initial, false), ports);
        for (int i = 0; i < decisions; i++) {
            clock.advance(STEP_NS);
            double season = Math.sin(i * 0.13) + 0.3 * Math.sin(i * 1.7);
            agent.decide(clock.nanoTime(), min + half * (1 + 0.7 * season));
        }
    }
}

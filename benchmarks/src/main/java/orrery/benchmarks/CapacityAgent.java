package orrery.benchmarks;

import java.util.concurrent.Executor;
import orrery.agent.Agent;
import orrery.agent.AgentPorts;
import orrery.agent.AgentSettings;
import orrery.agent.Decision;
import orrery.agent.act.ImmediateActuator;
import orrery.loop.halt.KillSwitch;
import orrery.operations.configuration.Configuration;
import orrery.operations.replay.Assembly;
import orrery.timeline.ManualClock;
import orrery.timeline.NanoClock;

/// The agent of the capacity example on the bundled demand, as a replay drives it: the clock stands
/// still while it decides, and measured times come from the clock of the machine.
final class CapacityAgent {
    /// Decisions after which every window and history is full.
    private static final int FILLED = 5_000;

    private final BundledDemand stream = new BundledDemand();
    private final ManualClock clock = ManualClock.startingAt(0);
    private final Agent agent;

    /// @param expirySamples how long what the learners published is of use
    /// @param analysis runs the analysis of dynamics
    CapacityAgent(Configuration configuration, int expirySamples, Executor analysis) {
        AgentSettings made = Assembly.agent(configuration, 10, false);
        AgentSettings settings =
                new AgentSettings(
                        made.bounds(),
                        made.deadlineNs(),
                        made.senses(),
                        made.learners().map(loop -> loop.withExpirySamples(expirySamples)),
                        made.solver(),
                        made.shadow(),
                        made.fallback());
        AgentPorts ports =
                new AgentPorts(
                        new ImmediateActuator(),
                        clock,
                        NanoClock.system(),
                        new KillSwitch(),
                        analysis);
        agent = Agent.withRules(CapacityExample.rules(configuration), settings, ports);
        for (int i = 0; i < FILLED; i++) {
            decide();
        }
    }

    /// The whole decision on the next sample.
    Decision decide() {
        double demand = stream.next();
        clock.set(stream.timeNs());
        return agent.decide(stream.timeNs(), demand);
    }

    /// The hot path on the next sample.
    Decision react() {
        double demand = stream.next();
        clock.set(stream.timeNs());
        return agent.react(stream.timeNs(), demand);
    }
}

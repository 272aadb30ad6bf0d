package orrery.agent;

import java.util.concurrent.Executor;
import orrery.agent.act.Actuator;
import orrery.loop.halt.KillSwitch;
import orrery.timeline.NanoClock;

/// The agent's doors to everything outside of it.
///
/// @param actuator what commands go to
/// @param clock drives deadlines; stands still in a replay
/// @param stopwatch measures stages; never influences a decision
/// @param killSwitch stops all actions at once
/// @param analysis runs the analysis of dynamics; `Runnable::run` for one thread in all
public record AgentPorts(
        Actuator actuator,
        NanoClock clock,
        NanoClock stopwatch,
        KillSwitch killSwitch,
        Executor analysis) {
    /// Whether deadlines run while the agent decides: both clocks are one.
    boolean isLive() {
        return clock.equals(stopwatch);
    }
}

/// Simple ways to choose a capacity: the fallbacks of the agent and the baselines it is measured
/// against.
package orrery.agent.policy;

/// A learner of capacities whose levels tune the levels below them.
///
/// ```java
/// StrangeLoop loop = StrangeLoop.of(LoopSettings.between(1, 40), neighbours);
/// loop.learn(demand, inForce, lowestAllowed, highestAllowed);
/// loop.meta();
/// int next = loop.propose(demand);
/// ```
package orrery.loop;

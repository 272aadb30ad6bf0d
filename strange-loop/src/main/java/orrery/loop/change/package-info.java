/// Change of the learner by itself, under guard: shadow, promotion by a test, exact rollback.
///
/// ```java
/// Parameter tilt = new Parameter("tilt", -1, 1, 0);
/// GuardedChange change = new GuardedChange(tilt, 0.01, new KillSwitch(), true);
/// change.propose(0.2);
/// change.observe(costInForce, costBeside, 50);
/// ```
package orrery.loop.change;

/// Levels of learners: forecasters with conformal margins, and mixtures with regret bounds.
///
/// Level 1 proposes, level 2 mixes the experts at several share rates, level 3 mixes level 2:
/// ```java
/// Mixture mixture = new Mixture(2, 0.003);
/// double[] proposals = {10, 14};
/// double capacity = mixture.decide(proposals);
/// mixture.learn(proposals, capacity < 13 ? -9 : 1); // a missing unit costs 10, an idle one 1
/// ```
package orrery.loop.level;

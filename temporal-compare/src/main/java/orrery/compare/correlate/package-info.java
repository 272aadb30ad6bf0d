/// Whether two series go together, at which lag, and whether that could be chance.
///
/// ```java
/// CrossCorrelation found = CrossCorrelation.of(load, latency, 60);
/// int lag = found.best().lag();          // latency follows load by -lag samples
/// double chance = found.bestPValue();    // of a lag as good as this, without a relation
/// ```
package orrery.compare.correlate;

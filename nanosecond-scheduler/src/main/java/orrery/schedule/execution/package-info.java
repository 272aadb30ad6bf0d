/// How long a task may take: measured execution times, and a probabilistic bound on the next one.
///
/// ```java
/// ExecutionTimes times = ExecutionTimes.holding(10_000, 2);
/// times.record(mode, ranNs, collected);       // after each job; 0 bytes
/// ExecutionBound bound = BoundEstimator.with(BoundSettings.defaults()).estimate(times.of(mode));
/// ```
///
/// A bound is a statement about chance, from a sample, under assumptions that are tested and listed
/// as warnings where they fail. It is never a proof: what a program has not done while it was
/// watched, no statistic knows.
package orrery.schedule.execution;

/// Labels for windows and streams: point, periodic, chaotic, stochastic, or not established.
///
/// Use {@link orrery.attractor.classify.DynamicsAnalyzer} for single windows,
/// {@link orrery.attractor.classify.StreamingDynamics} for a stream whose answers must not depend
/// on threads.
///
/// ```java
/// ExecutorService worker = Executors.newSingleThreadExecutor();
/// StreamingDynamics stream =
///         new StreamingDynamics(DynamicsSettings.defaults(), new Cadence(64, 16), worker);
/// stream.add(sample);
/// Dynamics dynamics = stream.current();
/// ```
package orrery.attractor.classify;

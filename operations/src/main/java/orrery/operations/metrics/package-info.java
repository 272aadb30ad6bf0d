/// Figures of a live run for a monitoring system, in the format of Prometheus.
///
/// ```java
/// try (MetricsServer server = MetricsServer.of(configuration).orElseThrow()) {
///     run.run(source, server.meters()::observe);
/// }
/// ```
package orrery.operations.metrics;

/// What dynamics a series follows: the entry.
///
/// ```java
/// DynamicsAnalyzer analyzer = AttractorStudio.withDefaults().analyzer();
/// Dynamics dynamics = analyzer.analyze(window, 0, 512);
/// if (dynamics.label() == DynamicsLabel.CHAOTIC) {
///     double perSample = dynamics.exponent().orElseThrow();
/// }
/// ```
package orrery.attractor;

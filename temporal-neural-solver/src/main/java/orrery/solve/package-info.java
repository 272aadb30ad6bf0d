/// The entry to temporal rules: parse, check, monitor.
///
/// ```java
/// TemporalSolver solver = TemporalSolver.over(vocabulary);
/// SpecificationMonitor monitor = solver.monitor(solver.parse("rules.spec", text));
/// ```
package orrery.solve;

/// Rules evaluated row by row, in bounded memory and without allocation.
///
/// ```java
/// SpecificationMonitor monitor = SpecificationMonitor.of(rules);
/// double[] row = {12, 0};
/// if (monitor.peek(timeNs, sample, row, row) == Verdict.TRUE) {
///     monitor.push(timeNs, sample, row, row);
/// }
/// ```
package orrery.solve.monitor;

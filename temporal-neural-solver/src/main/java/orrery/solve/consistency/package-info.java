/// Finds rules that no behaviour can satisfy together, before anything acts by them.
///
/// ```java
/// Consistency answer = Consistency.check(rules); // or a Refusal that names the culprits
/// if (!answer.established()) {
///     // neither a contradiction nor rows without a breach were found
/// }
/// ```
package orrery.solve.consistency;

/// Re-checks a run folder, from its texts alone and with code of its own.
///
/// The agent says of every decision what it saw, what it chose and why the rules allow it. Nothing
/// here trusts that: the hash chain is computed again, the rules are read again and evaluated from
/// their definition, every repair is compared with all nearer actions, and the costs are summed
/// again. No class of the agent, of its gate or of the solver is used.
///
/// ```java
/// Verification verification = Verifier.verify(Path.of("run"));
/// if (verification.verdict() != Verification.Verdict.HOLDS) {
///     verification.findings().forEach(System.out::println);
/// }
/// ```
///
/// Where to read what: `DecisionLine` the exact text of a record, `HashChain` the chain,
/// `CapacityFlow` what is in force, `RulingCheck` allow, repair and deny, `Totals` deadlines and
/// costs, `CertificateCheck` the closing figures; package `rule` the rule language.
package orrery.verify;

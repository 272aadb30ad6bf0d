/// Whether tasks can be promised their deadlines, decided before they run, in integers.
///
/// A task releases jobs at least a period apart; a set is judged for the worst pattern that this
/// allows. "No" comes with jobs that miss when they are played; what the test cannot settle is
/// "not established", never a guess.
///
/// ```java
/// TaskSet tasks = TaskSet.of(
///         Task.of("sense", 2_000, 10_000), Task.of("act", 5_000, 20_000).withDeadline(15_000));
/// Verdict verdict = Admission.decide(tasks, Policy.NP_EDF);
/// if (verdict.answer() != Verdict.Answer.ADMITTED) { … verdict.witness() … }
/// ```
package orrery.schedule.admission;

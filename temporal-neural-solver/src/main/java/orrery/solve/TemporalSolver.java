package orrery.solve;

import orrery.solve.consistency.Consistency;
import orrery.solve.formula.Specification;
import orrery.solve.formula.Vocabulary;
import orrery.solve.monitor.MonitorLimits;
import orrery.solve.monitor.SpecificationMonitor;
import orrery.timeline.Refusal;

/// Temporal rules over streams of numbers and truth values: the tour.
///
/// 1. {@link Vocabulary} names the signals, their ranges and the constants.
/// 2. {@link Specification} is a file of rules: one `name: formula` a line, with past and future
///    operators, windows in samples or time, arithmetic and windowed aggregates. What does not
///    follow the grammar, names nothing or cannot be decided is refused at its place.
/// 3. {@link Consistency} refuses rules that no behaviour can satisfy together.
/// 4. {@link SpecificationMonitor} judges rows: true, false or unknown, with the margin. It peeks
///    at a candidate row without appending it, in well under a microsecond and without allocation.
///
/// ```java
/// Vocabulary vocabulary = Vocabulary.builder().number("up", 0, 40).truth("shortage").build();
/// TemporalSolver solver = TemporalSolver.over(vocabulary);
/// Specification rules = solver.parse("capacity.spec", "ramp-up: G (up <= 10)");
/// SpecificationMonitor monitor = solver.monitor(rules);
/// ```
///
/// Threads: immutable.
public final class TemporalSolver {
    private final Vocabulary vocabulary;
    private final MonitorLimits limits;

    private TemporalSolver(Vocabulary vocabulary, MonitorLimits limits) {
        this.vocabulary = vocabulary;
        this.limits = limits;
    }

    /// A solver for rules over these names, with the standard limits.
    public static TemporalSolver over(Vocabulary vocabulary) {
        return new TemporalSolver(vocabulary, MonitorLimits.STANDARD);
    }

    /// The same solver with other limits of its monitors.
    public TemporalSolver withLimits(MonitorLimits limits) {
        return new TemporalSolver(vocabulary, limits);
    }

    /// Parses rules.
    ///
    /// @throws Refusal as {@link Specification#parse}
    public Specification parse(String fileName, String text) {
        return Specification.parse(fileName, text, vocabulary);
    }

    /// Looks for a contradiction among the rules.
    ///
    /// @throws Refusal CONTRADICTION naming a smallest set of rules that no behaviour satisfies
    public Consistency check(Specification rules) {
        return Consistency.check(rules);
    }

    /// A monitor of the rules at its start.
    ///
    /// @throws Refusal LIMIT if the rules need more memory than the limits allow
    public SpecificationMonitor monitor(Specification rules) {
        return SpecificationMonitor.of(rules, limits);
    }
}

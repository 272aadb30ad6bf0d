/// The rule language: formulas over signals, their parser and their printer.
///
/// ```java
/// Vocabulary vocabulary = Vocabulary.builder().number("up", 0, 40).truth("shortage").build();
/// Specification rules =
///         Specification.parse("capacity.spec", "ramp-up: G (up <= 10)", vocabulary);
/// ```
///
/// {@link Specification} is a file of rules, {@link Formula} one of them as a tree.
package orrery.solve.formula;

/// The rule language: a small parser, and an evaluator that follows the definition of each operator
/// row by row.
package orrery.verify.rule;

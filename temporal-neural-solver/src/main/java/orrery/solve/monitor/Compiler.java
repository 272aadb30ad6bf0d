package orrery.solve.monitor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orrery.solve.formula.Expression;
import orrery.solve.formula.Formula;
import orrery.solve.formula.Interval;
import orrery.solve.formula.Relation;
import orrery.solve.formula.Vocabulary;

/// Compiles past-only formulas into one program; equal parts of all rules share a node.
final class Compiler {
    private record Node(int operation, int a, int b, double value, Optional<Interval> interval) {}

    private final Vocabulary vocabulary;
    private final Map<Node, Integer> known = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<PastNode> pastNodes = new ArrayList<>();

    Compiler(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Program program() {
        return new Program(
                nodes.stream().mapToInt(Node::operation).toArray(),
                nodes.stream().mapToInt(Node::a).toArray(),
                nodes.stream().mapToInt(Node::b).toArray(),
                nodes.stream().mapToDouble(Node::value).toArray());
    }

    List<PastNode> pastNodes() {
        return pastNodes;
    }

    int node(Formula formula) {
        return switch (formula) {
            case Formula.Truth(var value) ->
                    constant(value ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
            case Formula.Proposition(var signal) ->
                    add(Operation.PROPOSITION, vocabulary.index(signal), 0);
            case Formula.Comparison(var left, var relation, var right) ->
                    comparison(node(left), relation, node(right));
            case Formula.Not(var body) -> add(Operation.NOT, node(body), 0);
            case Formula.And(var left, var right) -> add(Operation.AND, node(left), node(right));
            case Formula.Or(var left, var right) -> add(Operation.OR, node(left), node(right));
            case Formula.Implies(var left, var right) ->
                    add(Operation.IMPLIES, node(left), node(right));
            case Formula.Iff(var left, var right) -> add(Operation.IFF, node(left), node(right));
            case Formula.Yesterday(var body) ->
                    past(PastNode.Kind.DELAY, Operation.YESTERDAY, node(body), Interval.ALL);
            case Formula.Once(var interval, var body) ->
                    past(PastNode.Kind.MAXIMUM, Operation.ONCE, node(body), interval);
            case Formula.Historically(var interval, var body) ->
                    past(PastNode.Kind.MAXIMUM, Operation.HISTORICALLY, node(body), interval);
            case Formula.Since(var left, var interval, var right) ->
                    since(node(left), node(right), interval);
            case Formula.Next _,
                    Formula.Always _,
                    Formula.Eventually _,
                    Formula.Until _,
                    Formula.Release _,
                    Formula.WeakUntil _ ->
                    throw new IllegalStateException("looks ahead: " + formula);
        };
    }

    private int comparison(int left, Relation relation, int right) {
        return switch (relation) {
            case LESS -> add(Operation.LESS, left, right);
            case AT_MOST -> add(Operation.AT_MOST, left, right);
            case GREATER -> add(Operation.LESS, right, left);
            case AT_LEAST -> add(Operation.AT_MOST, right, left);
            case EQUAL -> add(Operation.EQUAL, left, right);
            case DIFFERENT -> add(Operation.NOT, add(Operation.EQUAL, left, right), 0);
        };
    }

    private int node(Expression expression) {
        return switch (expression) {
            case Expression.Literal(var value) -> constant(value);
            case Expression.Constant(var _, var value) -> constant(value);
            case Expression.Measurement(var signal) ->
                    add(Operation.MEASUREMENT, vocabulary.index(signal), 0);
            case Expression.Negation(var body) -> add(Operation.NEGATE, node(body), 0);
            case Expression.Absolute(var body) -> add(Operation.ABSOLUTE, node(body), 0);
            case Expression.Arithmetic(var left, var operator, var right) ->
                    arithmetic(node(left), operator, node(right));
            case Expression.Count(var interval, var body) -> {
                int indicator = add(Operation.INDICATOR, node(body), 0);
                yield past(PastNode.Kind.SUM, Operation.SUM_PAST, indicator, interval);
            }
            case Expression.Aggregate(var kind, var interval, var body) ->
                    aggregate(kind, node(body), interval);
        };
    }

    private int arithmetic(int left, Expression.Operator operator, int right) {
        int operation =
                switch (operator) {
                    case PLUS -> Operation.PLUS;
                    case MINUS -> Operation.MINUS;
                    case TIMES -> Operation.TIMES;
                    case OVER -> Operation.OVER;
                    case MINIMUM -> Operation.MINIMUM;
                    case MAXIMUM -> Operation.MAXIMUM;
                };
        return add(operation, left, right);
    }

    private int aggregate(Expression.Kind kind, int body, Interval interval) {
        return switch (kind) {
            case SUM -> past(PastNode.Kind.SUM, Operation.SUM_PAST, body, interval);
            case MINIMUM -> past(PastNode.Kind.MAXIMUM, Operation.MIN_PAST, body, interval);
            case MAXIMUM -> past(PastNode.Kind.MAXIMUM, Operation.MAX_PAST, body, interval);
            case AVERAGE -> {
                int sum = past(PastNode.Kind.SUM, Operation.SUM_PAST, body, interval);
                int rows = past(PastNode.Kind.SUM, Operation.SUM_PAST, constant(1), interval);
                yield add(Operation.MEAN, sum, rows);
            }
        };
    }

    private int past(PastNode.Kind kind, int operation, int body, Interval interval) {
        boolean present = interval.from() == 0;
        boolean least = operation == Operation.HISTORICALLY || operation == Operation.MIN_PAST;
        // The value keeps apart windows of the past alone that differ in their operation only.
        Node node =
                new Node(
                        present ? operation : Operation.PAST_ONLY,
                        body,
                        0,
                        operation,
                        Optional.of(interval));
        return remember(node, i -> new PastNode(kind, i, body, 0, interval, least));
    }

    private int since(int left, int right, Interval interval) {
        int operation = interval.from() == 0 ? Operation.SINCE : Operation.SINCE_PAST;
        Node node = new Node(operation, left, right, 0, Optional.of(interval));
        return remember(
                node, i -> new PastNode(PastNode.Kind.SINCE, i, left, right, interval, false));
    }

    private int remember(Node node, java.util.function.IntFunction<PastNode> memory) {
        Integer index = known.get(node);
        if (index != null) {
            return index;
        }
        int added = add(node);
        pastNodes.add(memory.apply(added));
        return added;
    }

    private int constant(double value) {
        return add(new Node(Operation.CONSTANT, 0, 0, value, Optional.empty()));
    }

    private int add(int operation, int a, int b) {
        return add(new Node(operation, a, b, 0, Optional.empty()));
    }

    private int add(Node node) {
        Integer index = known.get(node);
        if (index != null) {
            return index;
        }
        nodes.add(node);
        known.put(node, nodes.size() - 1);
        return nodes.size() - 1;
    }
}

package orrery.solve.monitor;

import java.util.ArrayList;
import java.util.List;
import orrery.solve.formula.Formula;
import orrery.solve.formula.Interval;

/// Compiles a formula with future operators; its past-only parts become leaves.
final class AheadCompiler {
    private record Node(int operation, int a, int b, Interval interval) {}

    private final Compiler leaves;
    private final List<Node> nodes = new ArrayList<>();
    private boolean timed;

    private AheadCompiler(Compiler leaves) {
        this.leaves = leaves;
    }

    static AheadProgram program(Formula formula, Compiler leaves, MonitorLimits limits) {
        AheadCompiler compiler = new AheadCompiler(leaves);
        compiler.node(formula);
        List<Node> nodes = compiler.nodes;
        long samples = 2 * (compiler.horizon(nodes.size() - 1) + 4);
        long rows = compiler.timed ? limits.samplesPerWindow() + samples : samples;
        return new AheadProgram(
                nodes.stream().mapToInt(Node::operation).toArray(),
                nodes.stream().mapToInt(Node::a).toArray(),
                nodes.stream().mapToInt(Node::b).toArray(),
                nodes.stream().map(Node::interval).toArray(Interval[]::new),
                (int) Math.min(rows, 1 << 28));
    }

    /// The farthest sample that a node looks at, its bounds in time left out.
    private long horizon(int i) {
        Node node = nodes.get(i);
        long own = node.interval.unit() == Interval.Unit.TIME ? 0 : node.interval.to();
        return switch (node.operation) {
            case Operation.CONSTANT -> 0;
            case Operation.NOT -> horizon(node.a);
            case Operation.YESTERDAY -> horizon(node.a) + 1;
            case Operation.ONCE -> horizon(node.a) + own;
            case Operation.SINCE -> Math.max(horizon(node.a), horizon(node.b)) + own;
            default -> Math.max(horizon(node.a), horizon(node.b));
        };
    }

    private int node(Formula formula) {
        if (!formula.looksAhead()) {
            return add(Operation.CONSTANT, leaves.node(formula), 0);
        }
        return switch (formula) {
            case Formula.Not(var body) -> not(node(body));
            case Formula.And(var left, var right) -> add(Operation.AND, node(left), node(right));
            case Formula.Or(var left, var right) -> add(Operation.OR, node(left), node(right));
            case Formula.Implies(var left, var right) ->
                    add(Operation.IMPLIES, node(left), node(right));
            case Formula.Iff(var left, var right) -> add(Operation.IFF, node(left), node(right));
            case Formula.Next(var body) -> add(Operation.YESTERDAY, node(body), 0);
            case Formula.Eventually(var interval, var body) -> eventually(interval, node(body));
            case Formula.Always(var interval, var body) ->
                    not(eventually(interval, not(node(body))));
            case Formula.Until(var left, var interval, var right) ->
                    until(node(left), interval, node(right));
            case Formula.Release(var left, var interval, var right) ->
                    not(until(not(node(left)), interval, not(node(right))));
            case Formula.WeakUntil(var left, var interval, var right) -> {
                int first = node(left);
                Interval whole = new Interval(interval.unit(), 0, interval.to());
                int throughout = not(eventually(whole, not(first)));
                yield add(Operation.OR, until(first, interval, node(right)), throughout);
            }
            case Formula.Truth _,
                    Formula.Proposition _,
                    Formula.Comparison _,
                    Formula.Yesterday _,
                    Formula.Once _,
                    Formula.Historically _,
                    Formula.Since _ ->
                    throw new IllegalStateException("a past operator over " + formula);
        };
    }

    private int not(int body) {
        return add(Operation.NOT, body, 0);
    }

    private int eventually(Interval interval, int body) {
        return temporal(new Node(Operation.ONCE, body, 0, interval));
    }

    private int until(int left, Interval interval, int right) {
        return temporal(new Node(Operation.SINCE, left, right, interval));
    }

    private int temporal(Node node) {
        timed |= node.interval.unit() == Interval.Unit.TIME;
        nodes.add(node);
        return nodes.size() - 1;
    }

    private int add(int operation, int a, int b) {
        nodes.add(new Node(operation, a, b, Interval.samples(0, 0)));
        return nodes.size() - 1;
    }
}

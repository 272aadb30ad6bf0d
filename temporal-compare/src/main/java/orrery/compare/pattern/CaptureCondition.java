package orrery.compare.pattern;

import java.util.List;

/// A comparison of two sums over the value at hand and the values captured before, in the order of
/// a stack machine. NaN, as what was not captured, satisfies none.
record CaptureCondition(List<Step> left, String comparison, List<Step> right) {
    /// Deepest stack.
    static final int DEPTH_MAX = 16;

    CaptureCondition {
        left = List.copyOf(left);
        right = List.copyOf(right);
    }

    /// One step of the stack machine.
    sealed interface Step permits Literal, Value, Captured, Apply {}

    record Literal(double value) implements Step {}

    record Value() implements Step {}

    /// What an element captured: number of the element and of the figure.
    record Captured(int element, int figure) implements Step {}

    /// `+ - * /`, or `~` for the sign.
    record Apply(char operator) implements Step {}

    /// @param captured figures of the run, from `from` on
    /// @param stack of [#DEPTH_MAX]
    boolean holds(double value, double[] captured, int from, double[] stack) {
        double a = evaluate(left, value, captured, from, stack);
        double b = evaluate(right, value, captured, from, stack);
        return switch (comparison) {
            case "<" -> a < b;
            case "<=" -> a <= b;
            case ">" -> a > b;
            case ">=" -> a >= b;
            case "=" -> a == b;
            case "!=" -> a < b || a > b;
            default -> throw new IllegalStateException("comparison " + comparison);
        };
    }

    private static double evaluate(
            List<Step> steps, double value, double[] captured, int from, double[] stack) {
        int top = 0;
        for (int i = 0; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case Literal(double number) -> stack[top++] = number;
                case Value() -> stack[top++] = value;
                case Captured(int element, int figure) ->
                        stack[top++] = captured[from + element * CaptureRuns.FIGURES + figure];
                case Apply(char operator) -> {
                    if (operator == '~') {
                        stack[top - 1] = -stack[top - 1];
                    } else {
                        top--;
                        stack[top - 1] = apply(operator, stack[top - 1], stack[top]);
                    }
                }
            }
        }
        return stack[0];
    }

    private static double apply(char operator, double a, double b) {
        return switch (operator) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            case '/' -> a / b;
            default -> throw new IllegalStateException("operator " + operator);
        };
    }
}

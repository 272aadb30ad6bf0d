package orrery.compare.internal;

import java.util.ArrayDeque;
import java.util.Iterator;

/// Goes downhill a step at a time by L-BFGS: the last [#MEMORY] steps stand for the curvature.
///
/// The line search halves the step until the value sinks by a ten-thousandth of what the slope promises
/// (Armijo); a step along which the slope did not rise is not remembered, so the direction always leads
/// down. The first step is scaled to the length of the gradient.
///
/// Confined. Source: Nocedal & Wright, Numerical Optimization, 2nd ed., algorithms 3.1 and 7.4.
public final class QuasiNewton {
    /// Steps that are remembered.
    static final int MEMORY = 10;

    private static final int HALVINGS = 40;

    /// A function and its gradient.
    public interface Function {
        /// @param at where
        /// @param gradient is overwritten
        double value(double[] at, double[] gradient);
    }

    private static final class Step {
        private final double[] moved;
        private final double[] turned;
        private final double product;

        Step(double[] moved, double[] turned, double product) {
            this.moved = moved;
            this.turned = turned;
            this.product = product;
        }
    }

    private final Function function;
    private final ArrayDeque<Step> steps = new ArrayDeque<>();
    private double[] at;
    private double[] gradient;
    private double value;

    public QuasiNewton(Function function, double[] start) {
        this.function = function;
        at = start.clone();
        gradient = new double[start.length];
        value = function.value(at, gradient);
    }

    public double value() {
        return value;
    }

    /// Where it is, not copied.
    public double[] at() {
        return at;
    }

    /// Goes a step.
    ///
    /// @return false where no step leads further down
    public boolean step() {
        double[] direction = direction();
        double slope = dot(direction, gradient);
        if (!(slope < 0)) {
            steps.clear();
            direction = direction();
            slope = dot(direction, gradient);
        }
        if (!(slope < 0)) {
            return false;
        }
        double[] next = new double[at.length];
        double[] nextGradient = new double[at.length];
        double length = 1;
        for (int halving = 0; halving < HALVINGS; halving++, length /= 2) {
            for (int k = 0; k < next.length; k++) {
                next[k] = at[k] + length * direction[k];
            }
            double nextValue = function.value(next, nextGradient);
            if (nextValue < value && nextValue <= value + 1e-4 * length * slope) {
                remember(next, nextGradient);
                at = next;
                gradient = nextGradient;
                value = nextValue;
                return true;
            }
        }
        if (steps.isEmpty()) {
            return false;
        }
        steps.clear();
        return step();
    }

    private void remember(double[] next, double[] nextGradient) {
        double[] moved = new double[at.length];
        double[] turned = new double[at.length];
        for (int k = 0; k < moved.length; k++) {
            moved[k] = next[k] - at[k];
            turned[k] = nextGradient[k] - gradient[k];
        }
        double product = dot(moved, turned);
        if (product > 1e-10 * dot(turned, turned)) {
            if (steps.size() == MEMORY) {
                steps.removeFirst();
            }
            steps.addLast(new Step(moved, turned, product));
        }
    }

    // The two loops of algorithm 7.4.
    private double[] direction() {
        double[] way = gradient.clone();
        double[] shares = new double[steps.size()];
        Iterator<Step> newest = steps.descendingIterator();
        for (int k = shares.length - 1; k >= 0; k--) {
            Step step = newest.next();
            shares[k] = dot(step.moved, way) / step.product;
            add(way, step.turned, -shares[k]);
        }
        double scale =
                steps.isEmpty()
                        ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)))
                        : steps.getLast().product
                                / dot(steps.getLast().turned, steps.getLast().turned);
        for (int k = 0; k < way.length; k++) {
            way[k] *= scale;
        }
        int k = 0;
        for (Step step : steps) {
            double share = shares[k++] - dot(step.turned, way) / step.product;
            add(way, step.moved, share);
        }
        for (int i = 0; i < way.length; i++) {
            way[i] = -way[i];
        }
        return way;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static void add(double[] to, double[] what, double times) {
        for (int k = 0; k < to.length; k++) {
            to[k] += times * what[k];
        }
    }
}

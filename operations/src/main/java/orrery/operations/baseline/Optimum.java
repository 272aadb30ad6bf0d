package orrery.operations.baseline;

import java.util.Arrays;

/// The least cost that any plan could have had, knowing all demand: an exact dynamic programme over
/// the capacity.
///
/// It keeps the bounds and the limit on additions per step, and lets removals be free of windows
/// and cool-downs: so it is a lower bound for every policy within the rules. The first step is free
/// to start anywhere. O(max − min) time a step, O(max − min) memory, one pass forward.
public final class Optimum {
    private final int min;
    private final int stepUp;
    private final CostRates rates;
    private final double[] cheapest;
    private final double[] fromAbove;
    private final int[] window;
    private boolean started;

    public Optimum(int min, int max, int stepUp, CostRates rates) {
        this.min = min;
        this.stepUp = stepUp;
        this.rates = rates;
        this.cheapest = new double[max - min + 1];
        this.fromAbove = new double[max - min + 1];
        this.window = new int[max - min + 1];
    }

    /// One more step with its demand.
    public void step(double demand) {
        if (started) {
            moveAnywhere();
        }
        started = true;
        for (int i = 0; i < cheapest.length; i++) {
            int capacity = min + i;
            cheapest[i] += rates.step(demand, capacity, capacity);
        }
    }

    /// Cost of the cheapest plan so far; 0 before the first step.
    public double cost() {
        return Arrays.stream(cheapest).min().orElse(0);
    }

    /// The cost at n becomes the least, over all m with n − m <= stepUp, of the cost at m and the
    /// change from m to n.
    private void moveAnywhere() {
        int states = cheapest.length;
        double least = Double.POSITIVE_INFINITY;
        for (int m = states - 1; m >= 0; m--) {
            least = Math.min(least, cheapest[m] + rates.change() * m);
            fromAbove[m] = least - rates.change() * m;
        }
        // Sliding minimum of cheapest[m] − change·m over m in [n − stepUp, n].
        int head = 0;
        int tail = 0;
        for (int n = 0; n < states; n++) {
            while (tail > head && climb(window[tail - 1]) >= climb(n)) {
                tail--;
            }
            window[tail++] = n;
            if (window[head] < n - stepUp) {
                head++;
            }
            double fromBelow = climb(window[head]) + rates.change() * n;
            fromAbove[n] = Math.min(fromAbove[n], fromBelow);
        }
        System.arraycopy(fromAbove, 0, cheapest, 0, states);
    }

    private double climb(int m) {
        return cheapest[m] - rates.change() * m;
    }
}

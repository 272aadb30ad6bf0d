package orrery.operations.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OptimumTest {
    private static final CostRates RATES = new CostRates(10, 0.1);

    @Test
    void isZeroBeforeTheFirstStep() {
        assertThat(new Optimum(1, 9, 2, RATES).cost()).isZero();
    }

    @Test
    void startsWhereTheFirstDemandWantsIt() {
        Optimum optimum = new Optimum(1, 9, 2, RATES);
        optimum.step(7);
        assertThat(optimum.cost()).isEqualTo(7);
    }

    @Test
    void climbsNoFasterThanTheLimit() {
        Optimum optimum = new Optimum(1, 9, 2, RATES);
        optimum.step(1);
        optimum.step(9);
        // 7 then 9 (7 + 9 + 0.2) beats 1 then 3 with 6 missing.
        assertThat(optimum.cost()).isCloseTo(16.2, within(1e-12));
    }

    @Test
    void equalsTheTryingOfEveryPlan() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 300; round++) {
            int max = 1 + random.nextInt(5);
            int stepUp = random.nextInt(4);
            double[] demand = new double[1 + random.nextInt(5)];
            Optimum optimum = new Optimum(1, max, stepUp, RATES);
            for (int t = 0; t < demand.length; t++) {
                demand[t] = random.nextInt(10) == 0 ? Double.NaN : random.nextDouble() * 8;
                optimum.step(demand[t]);
            }
            assertThat(optimum.cost())
                    .as("round %d", round)
                    .isCloseTo(cheapestPlan(demand, 0, 0, max, stepUp), within(1e-9));
        }
    }

    private static double cheapestPlan(double[] demand, int t, int before, int max, int stepUp) {
        if (t == demand.length) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int n = 1; n <= max; n++) {
            if (t == 0 || n - before <= stepUp) {
                double cost = RATES.step(demand[t], n, t == 0 ? n : before);
                least = Math.min(least, cost + cheapestPlan(demand, t + 1, n, max, stepUp));
            }
        }
        return least;
    }
}

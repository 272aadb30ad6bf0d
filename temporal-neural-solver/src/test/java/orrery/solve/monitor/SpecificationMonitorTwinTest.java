package orrery.solve.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import orrery.solve.formula.Formula;
import orrery.solve.formula.RandomRules;
import orrery.solve.formula.Rule;
import orrery.solve.formula.Specification;

class SpecificationMonitorTwinTest {
    private static final int PAIRS = 100_000;

    @Test
    void everyRowHasTheVerdictAndTheRobustnessOfTheDefinitions() {
        for (int seed = 0; seed < PAIRS; seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            Formula formula = new RandomRules(random).rule(1 + random.nextInt(3));
            compare(seed, formula, trace(random, 2 + random.nextInt(8)));
        }
    }

    private static void compare(int seed, Formula formula, List<BruteForce.Row> trace) {
        Specification specification =
                Specification.parse("r", "r: " + formula.text(), RandomRules.VOCABULARY);
        Rule rule = specification.rules().getFirst();
        SpecificationMonitor monitor =
                SpecificationMonitor.of(specification, new MonitorLimits(16, 1 << 28));
        Expected expected = new Expected(rule, trace.size());
        for (int n = 0; n < trace.size(); n++) {
            BruteForce.Row row = trace.get(n);
            expected.row(trace.subList(0, n + 1));
            String place = "seed " + seed + ", row " + n + ", " + formula.text();
            Verdict peeked = monitor.peek(row.time, row.sample, row.low, row.high);
            double peekedRobustness = monitor.robustness(0);
            Verdict pushed = monitor.push(row.time, row.sample, row.low, row.high);
            if (pushed != Verdict.of(expected.order)
                    || monitor.robustness() != expected.robustness
                    || peeked != pushed
                    || peekedRobustness != monitor.robustness()) {
                assertThat(pushed + " " + monitor.robustness())
                        .as(place)
                        .isEqualTo(Verdict.of(expected.order) + " " + expected.robustness);
                assertThat(peeked + " " + peekedRobustness)
                        .as("peek, " + place)
                        .isEqualTo(pushed + " " + monitor.robustness());
            }
        }
    }

    static List<BruteForce.Row> trace(RandomGenerator random, int length) {
        List<BruteForce.Row> rows = new ArrayList<>();
        long time = random.nextInt(-3, 4);
        long sample = random.nextInt(3);
        boolean regular = random.nextBoolean();
        boolean known = random.nextBoolean();
        for (int i = 0; i < length; i++) {
            double[] low = new double[4];
            double[] high = new double[4];
            for (int k = 0; k < 4; k++) {
                fill(random, k, known, low, high);
            }
            rows.add(new BruteForce.Row(time, sample, low, high));
            time += regular ? 1 : Math.max(0, random.nextInt(-2, 6));
            sample += regular ? 1 : random.nextInt(3);
        }
        return rows;
    }

    private static void fill(
            RandomGenerator random, int k, boolean known, double[] low, double[] high) {
        if (k >= 2) {
            low[k] = random.nextInt(2);
            high[k] = low[k];
        } else {
            low[k] = random.nextInt(-4, 5) / 2.0;
            high[k] = low[k];
        }
        if (known) {
            return;
        }
        switch (random.nextInt(10)) {
            case 0 -> low[k] = Double.NaN;
            case 1 -> high[k] = k >= 2 ? 1 : high[k] + random.nextInt(3);
            case 2 -> {
                if (k < 2) {
                    double infinite =
                            random.nextBoolean()
                                    ? Double.POSITIVE_INFINITY
                                    : Double.NEGATIVE_INFINITY;
                    low[k] = infinite;
                    high[k] = infinite;
                }
            }
            default -> {}
        }
    }

    /// What the definitions say about one rule, row by row.
    private static final class Expected {
        private final Rule rule;
        private final boolean[] settledAlways;
        private boolean settledFirst;
        int order;
        double robustness;

        Expected(Rule rule, int length) {
            this.rule = rule;
            settledAlways = new boolean[length];
        }

        void row(List<BruteForce.Row> prefix) {
            order = 2;
            robustness = Double.POSITIVE_INFINITY;
            BruteForce twin = new BruteForce(RandomRules.VOCABULARY, prefix, false);
            if (rule.always().isPresent()) {
                for (int i = 0; i < prefix.size(); i++) {
                    settledAlways[i] = settledAlways[i] || settles(twin, rule.always().get(), i);
                }
            }
            if (rule.initially().isPresent() && !settledFirst) {
                settledFirst = settles(twin, rule.initially().get(), 0);
            }
        }

        private boolean settles(BruteForce twin, Formula formula, int i) {
            BruteForce.Value value = twin.at(formula, i);
            boolean closed = twin.closed(formula, i);
            if (value.order() == 1 && !closed) {
                return false;
            }
            order = Math.min(order, value.order());
            boolean early = value.order() == 0 && !closed;
            robustness = Math.min(robustness, early ? value.hi() : value.lo());
            return true;
        }
    }
}

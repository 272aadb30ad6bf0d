package orrery.solve.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import orrery.solve.consistency.Consistency;
import orrery.solve.formula.Formula;
import orrery.solve.formula.RandomRules;
import orrery.solve.formula.Specification;
import orrery.timeline.Refusal;

class ConsistencySoundnessTest {
    private static final int ROWS = 12;

    /// Rules that some rows satisfy are never refused: each says what is so at one of those rows.
    @Test
    void rulesThatSomeRowsSatisfyAreNotRefused() {
        int established = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            int perSample = 1 + random.nextInt(2);
            List<BruteForce.Row> trace = trace(random, perSample);
            BruteForce twin = new BruteForce(RandomRules.VOCABULARY, trace, false);
            StringBuilder text = new StringBuilder();
            if (random.nextBoolean()) {
                text.append("rows: ").append(pinned(trace)).append('\n');
            }
            for (int rule = 0; rule < 3; rule++) {
                int row = random.nextInt(4);
                Formula formula = new RandomRules(random).formula(3, random.nextInt(3) == 0);
                int order = twin.at(formula, row).order();
                Formula said = order == 0 ? new Formula.Not(formula) : formula;
                text.append("r").append(rule).append(": ");
                text.append("X ".repeat(row)).append("(").append(said.text()).append(")\n");
            }
            Specification rules = Specification.parse("r", text.toString(), RandomRules.VOCABULARY);
            try {
                established += Consistency.check(rules, 20_000).established() ? 1 : 0;
            } catch (Refusal refusal) {
                throw new AssertionError("seed " + seed + "\n" + text, refusal);
            }
        }
        assertThat(established).isGreaterThan(500);
    }

    /// That the signals have the values of these rows, which leaves the search no way round.
    private static String pinned(List<BruteForce.Row> trace) {
        StringBuilder text = new StringBuilder("true");
        for (int i = 0; i < ROWS; i++) {
            double[] row = trace.get(i).low;
            text.append(" & ").append("X ".repeat(i));
            text.append("(x == ").append(row[0]).append(" & y == ").append(row[1]);
            text.append(row[2] > 0 ? " & p" : " & !p").append(row[3] > 0 ? " & q)" : " & !q)");
        }
        return text.toString();
    }

    private static List<BruteForce.Row> trace(RandomGenerator random, int perSample) {
        List<BruteForce.Row> rows = new ArrayList<>();
        long time = 0;
        for (int i = 0; i < ROWS; i++) {
            double[] row = {
                random.nextInt(-8, 9) / 2.0,
                random.nextInt(-8, 9) / 2.0,
                random.nextInt(2),
                random.nextInt(2)
            };
            rows.add(new BruteForce.Row(time, i / perSample, row, row));
            time += random.nextInt(4);
        }
        return rows;
    }
}

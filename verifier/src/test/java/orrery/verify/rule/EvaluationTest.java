package orrery.verify.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    /// Rows with these capacities chosen; each is in force at the next row, and 10 at the first.
    private static List<Rows.Row> chosen(long... replicas) {
        List<Rows.Row> rows = new ArrayList<>();
        long current = 10;
        for (int n = 0; n < replicas.length; n++) {
            rows.add(RuleCases.row(n, 5, current, replicas[n]));
            current = replicas[n];
        }
        return rows;
    }

    private static List<Integer> verdicts(String formula, long... replicas) {
        return RuleCases.along(formula, chosen(replicas)).stream().map(Truth::verdict).toList();
    }

    private static List<Double> robustness(String formula, long... replicas) {
        return RuleCases.along(formula, chosen(replicas)).stream().map(Truth::low).toList();
    }

    @Nested
    class Predicates {
        @Test
        void haveTheDistanceToTheBoundAsRobustness() {
            assertThat(robustness("replicas <= 12", 10, 12, 15)).containsExactly(2.0, 0.0, -3.0);
            assertThat(robustness("replicas >= 12", 10, 12, 15)).containsExactly(-2.0, 0.0, 3.0);
            assertThat(robustness("replicas == 12", 10, 12, 15)).containsExactly(-2.0, -0.0, -3.0);
            assertThat(robustness("replicas != 12", 10, 12, 15)).containsExactly(2.0, 0.0, 3.0);
        }

        @Test
        void keepTheVerdictApartFromTheSign() {
            assertThat(verdicts("replicas < 12", 10, 12)).containsExactly(1, -1);
            assertThat(robustness("replicas < 12", 10, 12)).containsExactly(2.0, 0.0);
            assertThat(verdicts("replicas <= 12", 10, 12)).containsExactly(1, 1);
        }

        @Test
        void chain() {
            assertThat(verdicts("11 <= replicas < 13", 10, 11, 12, 13))
                    .containsExactly(-1, 1, 1, -1);
            assertThat(robustness("1 <= replicas <= max_replicas", 10, 35))
                    .containsExactly(9.0, 5.0);
        }

        @Test
        void calculate() {
            assertThat(robustness("2 * replicas - 4 / 2 <= 3 + abs(-1)", 10))
                    .containsExactly(-14.0);
            assertThat(robustness("min(replicas, 3) + max(replicas, 30) >= 0", 10))
                    .containsExactly(33.0);
            assertThat(robustness("10 - 3 - 2 >= 0", 10)).containsExactly(5.0);
            assertThat(robustness("(8 / 2) / 2 >= -replicas", 10)).containsExactly(12.0);
        }

        @Test
        void areUnknownAfterDivisionByZero() {
            assertThat(verdicts("replicas / 0 > 1", 10)).containsExactly(0);
        }
    }

    @Nested
    class Signals {
        @Test
        void measureStepsUpAndDown() {
            assertThat(robustness("up >= 0", 12, 9, 9)).containsExactly(2.0, 0.0, 0.0);
            assertThat(robustness("down >= 0", 12, 9, 9)).containsExactly(0.0, 3.0, 0.0);
            assertThat(robustness("current >= 0", 12, 9, 9)).containsExactly(10.0, 12.0, 9.0);
        }

        @Test
        void areAtTheirWorstWithCommandsUnderWay() {
            Rows.Row row = new Rows.Row(0, 0, 5, 8, 12, 15, false, false);
            assertThat(RuleCases.along("up <= 10", List.of(row)))
                    .containsExactly(new Truth(1, 3, 7));
            assertThat(RuleCases.along("up <= 6", List.of(row)))
                    .containsExactly(new Truth(0, -1, 3));
            assertThat(RuleCases.along("down == 0", List.of(row)))
                    .containsExactly(new Truth(1, -0.0, -0.0));
        }

        @Test
        void tellAShortageFromAnUnknownOne() {
            List<Rows.Row> rows =
                    List.of(
                            RuleCases.row(0, 11, 10, 10),
                            RuleCases.row(1, 10, 10, 10),
                            RuleCases.row(2, Double.NaN, 10, 10),
                            new Rows.Row(30, 0, 9, 8, 12, 10, false, false));
            assertThat(RuleCases.along("shortage", rows))
                    .containsExactly(
                            new Truth(1, 1, 1),
                            new Truth(-1, -1, -1),
                            new Truth(0, -1, 1),
                            new Truth(0, -1, 1));
        }

        @Test
        void mayHaveAnyValueIfMissing() {
            List<Rows.Row> rows = List.of(RuleCases.row(0, Double.NaN, 10, 10));
            assertThat(RuleCases.along("demand <= 5", rows))
                    .containsExactly(new Truth(0, -INF, INF));
            assertThat(RuleCases.along("demand <= 5 | replicas >= 4", rows))
                    .containsExactly(new Truth(1, 6, INF));
            assertThat(RuleCases.along("demand <= 5 & replicas >= 14", rows))
                    .containsExactly(new Truth(-1, -INF, -4));
        }
    }

    @Nested
    class PastOperators {
        @Test
        void lookAtTheirWindowAndNoFurther() {
            assertThat(verdicts("O[0,2] (replicas > 10)", 11, 10, 10, 10))
                    .containsExactly(1, 1, 1, -1);
            assertThat(verdicts("O[1,2] (replicas > 10)", 11, 10, 10, 10))
                    .containsExactly(-1, 1, 1, -1);
            assertThat(verdicts("H[1,2] (replicas > 10)", 9, 11, 11, 11))
                    .containsExactly(1, -1, -1, 1);
        }

        @Test
        void clipAtTheStart() {
            assertThat(robustness("O[1,2] (replicas > 0)", 9)).containsExactly(-INF);
            assertThat(robustness("H[1,2] (replicas > 0)", 9)).containsExactly(INF);
            assertThat(robustness("Y (replicas > 0)", 9, 9)).containsExactly(-INF, 9.0);
            assertThat(robustness("sum_past[1,2](replicas) >= 0", 9)).containsExactly(0.0);
            assertThat(robustness("min_past[1,2](replicas) >= 0", 9)).containsExactly(INF);
            assertThat(robustness("max_past[1,2](replicas) >= 0", 9)).containsExactly(-INF);
            assertThat(verdicts("avg_past[1,2](replicas) >= 0", 9)).containsExactly(0);
        }

        @Test
        void foldNumbers() {
            assertThat(robustness("sum_past[0,1](replicas) >= 0", 1, 2, 4))
                    .containsExactly(1.0, 3.0, 6.0);
            assertThat(robustness("avg_past[0,1](replicas) >= 0", 1, 2, 4))
                    .containsExactly(1.0, 1.5, 3.0);
            assertThat(robustness("max_past[0,1](replicas) >= 0", 3, 2, 1))
                    .containsExactly(3.0, 3.0, 2.0);
            assertThat(robustness("min_past(replicas) >= 0", 3, 2, 5))
                    .containsExactly(3.0, 2.0, 2.0);
            assertThat(robustness("avg_past(replicas) >= 0", 3, 2, 4))
                    .containsExactly(3.0, 2.5, 3.0);
            assertThat(robustness("count_past[0,1](replicas > 2) >= 0", 3, 2, 1))
                    .containsExactly(1.0, 1.0, 0.0);
        }

        @Test
        void rememberSince() {
            String since = "(replicas < 5) S (replicas == 9)";
            assertThat(verdicts(since, 4, 9, 4, 4, 6, 4)).containsExactly(-1, 1, 1, 1, -1, -1);
            String late = "(replicas < 5) S[2,3] (replicas == 9)";
            assertThat(verdicts(late, 9, 4, 4, 4, 4)).containsExactly(-1, -1, 1, 1, -1);
        }

        @Test
        void measureTimeInNanoseconds() {
            assertThat(verdicts("O[0,20ns] (replicas > 10)", 11, 10, 10, 10))
                    .containsExactly(1, 1, 1, -1);
            assertThat(verdicts("O[0,19ns] (replicas > 10)", 11, 10, 10, 10))
                    .containsExactly(1, 1, -1, -1);
            assertThat(verdicts("O[11ns,1us] (replicas > 10)", 11, 10, 10, 10))
                    .containsExactly(-1, -1, 1, 1);
        }

        @Test
        void keepNoMoreRowsThanTheyNeed() {
            long[] replicas = new long[5_000];
            for (int n = 0; n < replicas.length; n++) {
                replicas[n] = n % 7;
            }
            List<Double> sums =
                    robustness("sum_past[2,4](replicas) + 0 * count_past(up>0) >= 0", replicas);
            assertThat(sums.get(4_999)).isEqualTo(4997 % 7 + 4996 % 7 + 4995 % 7);
        }
    }

    @Nested
    class FutureOperators {
        @Test
        void waitForTheirHorizon() {
            assertThat(verdicts("F[0,1] (replicas > 10)", 9, 11, 9, 9))
                    .containsExactly(1, 1, -1, 0);
            assertThat(verdicts("G[1,2] (replicas > 10)", 9, 11, 11, 9))
                    .containsExactly(1, -1, -1, 0);
            assertThat(verdicts("X (replicas > 10)", 9, 11, 9)).containsExactly(1, -1, 0);
        }

        @Test
        void joinTwoFormulas() {
            assertThat(verdicts("(replicas < 5) U[0,2] (replicas == 9)", 4, 4, 9, 6, 4, 4))
                    .containsExactly(1, 1, 1, -1, 0, 0);
            assertThat(verdicts("(replicas < 5) W[0,1] (replicas == 9)", 4, 4, 4, 9, 6, 6))
                    .containsExactly(1, 1, 1, 1, -1, -1);
            assertThat(verdicts("(replicas == 9) R[0,1] (replicas < 5)", 4, 4, 9, 4, 4, 6))
                    .containsExactly(1, -1, -1, 1, -1, -1);
        }

        @Test
        void bindRightToLeft() {
            assertThat(RuleCases.rule("true U[0,1] true U[0,2] true"))
                    .isEqualTo(RuleCases.rule("true U[0,1] (true U[0,2] true)"));
        }
    }

    @Nested
    class Reaction {
        private static final String RULE = "G (decide -> F[0,100ns] (acted | dropped))";

        private List<List<Truth>> after(long... lags) {
            List<Rows.Row> rows = new ArrayList<>();
            for (int n = 0; n < lags.length; n++) {
                rows.add(new Rows.Row(1_000L * n, lags[n], 5, 10, 10, 10, n == 1, false));
            }
            return List.copyOf(RuleCases.settled(RuleCases.rule(RULE), rows).values());
        }

        @Test
        void isTwoRowsARecord() {
            assertThat(after(100, 40, 101, 0))
                    .extracting(rows -> rows.stream().map(Truth::verdict).toList())
                    .containsExactly(List.of(1, 1), List.of(1, 1), List.of(-1, 1), List.of(1, 1));
        }

        @Test
        void isNotAboutActions() {
            assertThat(RuleCases.rule(RULE).aboutActions()).isFalse();
            assertThat(RuleCases.rule("G (killed -> down == 0)").aboutActions()).isTrue();
            assertThat(RuleCases.rule("G F[0,1] (up > 0)").aboutActions()).isFalse();
        }
    }

    @Nested
    class TheFirstRow {
        @Test
        void isAllThatARuleWithoutGIsAbout() {
            Rule rule = RuleCases.rule("replicas >= 10");
            assertThat(RuleCases.settled(rule, chosen(11, 3, 4)))
                    .isEqualTo(Map.of(0, List.of(new Truth(1, 1, 1))));
        }
    }

    @Nested
    class AgainstTheWholeTrace {
        @Test
        void agreesOnRandomFormulasAndRows() {
            for (int seed = 0; seed < 500; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                boolean reaction = random.nextInt(3) == 0;
                String text = "G " + new RandomFormula(random, reaction).formula(3);
                Rule rule = RuleCases.rule(text);
                List<Rows.Row> rows = randomRows(random, rule.reaction());
                WholeTrace.Answer[] expected =
                        new WholeTrace(rows, rule.reaction()).of(rule.body());
                List<Truth> found = new ArrayList<>();
                RuleCases.settled(rule, rows).values().forEach(found::addAll);
                assertThat(found).as("seed %d: %s", seed, text).hasSize(expected.length);
                for (int i = 0; i < expected.length; i++) {
                    assertSame(
                            found.get(i), expected[i], "seed " + seed + " row " + i + ": " + text);
                }
            }
        }

        private void assertSame(Truth found, WholeTrace.Answer expected, String what) {
            assertThat(found.verdict()).as(what).isEqualTo(expected.verdict());
            assertThat(near(found.low(), expected.low()))
                    .as("%s: %s, expected %s", what, found, expected)
                    .isTrue();
            assertThat(near(found.high(), expected.high()))
                    .as("%s: %s, expected %s", what, found, expected)
                    .isTrue();
        }

        private boolean near(double a, double b) {
            return a == b || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
        }

        private List<Rows.Row> randomRows(SplittableRandom random, boolean reaction) {
            List<Rows.Row> rows = new ArrayList<>();
            long time = 0;
            int n = 1 + random.nextInt(40);
            for (int i = 0; i < n; i++) {
                long low = random.nextInt(6);
                long high = random.nextInt(3) == 0 ? low + random.nextInt(4) : low;
                double demand = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(60) / 8.0;
                boolean killed = random.nextInt(4) == 0;
                long lag = reaction ? random.nextInt(25) : 0;
                long replicas = random.nextInt(7);
                boolean dropped = random.nextBoolean();
                rows.add(new Rows.Row(time, lag, demand, low, high, replicas, dropped, killed));
                time += random.nextInt(20);
            }
            return rows;
        }
    }
}

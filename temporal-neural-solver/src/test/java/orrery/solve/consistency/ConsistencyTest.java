package orrery.solve.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.solve.formula.Specification;
import orrery.solve.formula.Vocabulary;
import orrery.timeline.NanoClock;
import orrery.timeline.Refusal;

class ConsistencyTest {
    /// Goes on by one step whenever it is looked at.
    private static final class Ticking implements NanoClock {
        private final long stepNs;
        private long nowNs;
        private long looks;

        Ticking(long stepNs) {
            this.stepNs = stepNs;
        }

        @Override
        public long nanoTime() {
            looks++;
            nowNs += stepNs;
            return nowNs;
        }

        @Override
        public long epochNs() {
            return nowNs;
        }
    }

    static final Vocabulary VOCABULARY =
            Vocabulary.builder()
                    .number("replicas", 0, 40)
                    .number("up", 0, 40)
                    .number("down", 0, 40)
                    .number("x")
                    .number("y")
                    .truth("p")
                    .truth("q")
                    .truth("shortage")
                    .truth("decide")
                    .truth("acted")
                    .truth("dropped")
                    .constant("max_replicas", 40)
                    .build();

    static Specification rules(String... lines) {
        return Specification.parse("c.spec", String.join("\n", lines), VOCABULARY);
    }

    /// The names of the culprits, or "" if none are found.
    static String culprits(String... formulas) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < formulas.length; i++) {
            text.append((char) ('a' + i)).append(": ").append(formulas[i]).append('\n');
        }
        Specification specification = Specification.parse("c.spec", text + "", VOCABULARY);
        try {
            Consistency answer = Consistency.check(specification);
            return answer.established() ? "" : "not established";
        } catch (Refusal refusal) {
            assertThat(refusal.code()).isEqualTo(Refusal.Code.CONTRADICTION);
            StringBuilder names = new StringBuilder();
            refusal.found().lines().skip(1).forEach(line -> names.append(line.strip().charAt(0)));
            return names.toString();
        }
    }

    @Nested
    class Refuses {
        @Test
        void disjointBounds() {
            assertThat(culprits("G (replicas >= 5)", "G (replicas <= 3)")).isEqualTo("ab");
            assertThat(culprits("G (up >= 1)", "G (up <= 0)")).isEqualTo("ab");
        }

        @Test
        void strictBoundsThatTouch() {
            assertThat(culprits("G (x < 3)", "G (x >= 3)")).isEqualTo("ab");
            assertThat(culprits("G (x <= 3)", "G (x >= 3)")).isEmpty();
        }

        @Test
        void aFormulaAndItsNegation() {
            assertThat(culprits("G p", "G !p")).isEqualTo("ab");
            assertThat(culprits("G p & G !p")).isEqualTo("a");
            assertThat(culprits("false")).isEqualTo("a");
        }

        @Test
        void boundsOutsideTheRangeOfASignal() {
            assertThat(culprits("G (sum_past[0,3](down) <= -1)")).isEqualTo("a");
            assertThat(culprits("G (sum_past[0,5min](down) <= -1)")).isEqualTo("a");
            assertThat(culprits("G (avg_past[0,3](up) > 40)")).isEqualTo("a");
            assertThat(culprits("G (max_past[0,3](up) < 0)")).isEqualTo("a");
            assertThat(culprits("G (min_past[0,3](up) > 40)")).isEqualTo("a");
            assertThat(culprits("G (count_past[0,3](p) >= 5)")).isEqualTo("a");
            assertThat(culprits("G (abs(x) < 0)")).isEqualTo("a");
        }

        @Test
        void whatShowsAfterSomeRowsOnly() {
            assertThat(culprits("p", "G (p -> X q)", "G (q -> X !q)", "G (p -> X X q)"))
                    .isEqualTo("abcd");
            assertThat(culprits("G (p -> X q)", "G (q -> X !q)")).isEmpty();
            assertThat(culprits("p", "G (p -> X p)", "G (count_past[0,9](p) <= 3)"))
                    .isEqualTo("abc");
            assertThat(culprits("G F[0,2] p", "G (p -> O[1,5] q)", "G !q")).isEqualTo("abc");
        }

        @Test
        void sumsThatCannotMeet() {
            assertThat(culprits("G (x + y <= 1)", "G (x - y <= 1)", "G (x >= 2)", "G (up >= 0)"))
                    .isEqualTo("abc");
            assertThat(culprits("G (2 * x + 3 * y == 6)", "G (x + y == 1)", "G (x > -3)"))
                    .isEqualTo("abc");
        }

        @Test
        void withTheTextOfTheCulpritsAndTheirLines() {
            Refusal refusal =
                    catchThrowableOfType(
                            Refusal.class,
                            () ->
                                    Consistency.check(
                                            rules(
                                                    "low: G (replicas <= 3)",
                                                    "other: G (up <= 5)",
                                                    "high: G (replicas >= 5)")));
            assertThat(refusal.code()).isEqualTo(Refusal.Code.CONTRADICTION);
            assertThat(refusal)
                    .hasMessageContaining("low: G (replicas <= 3)")
                    .hasMessageContaining("high: G (replicas >= 5)")
                    .hasMessageNotContaining("other")
                    .hasMessageStartingWith("c.spec:1,3:");
        }
    }

    @Nested
    class Accepts {
        @Test
        void theRulesOfTheMainJob() {
            assertThat(
                            culprits(
                                    "G (1 <= replicas & replicas <= max_replicas)",
                                    "G (up <= 30)",
                                    "G (sum_past[0,3](down) <= 15)",
                                    "G (down > 0 -> !O[0,2] shortage)",
                                    "G (decide -> F[0,100us] (acted | dropped))"))
                    .isEmpty();
        }

        @Test
        void rulesThatOtherTimesSatisfy() {
            assertThat(culprits("G (p -> F[1ms,5ms] q)", "G !(p & q)", "p")).isEmpty();
        }

        @Test
        void whatNonLinearTermsLeaveOpen() {
            assertThat(culprits("G (x * x <= -1)")).isEmpty();
            assertThat(culprits("G (x / y > 3)")).isEmpty();
        }

        @Test
        void whenTheBudgetRunsOutAndSaysSo() {
            Specification specification =
                    rules("a: G (sum_past[0,3](down) <= 15)", "b: G (x + y <= 1)");
            Consistency answer = Consistency.check(specification, 0);
            assertThat(answer.established()).isFalse();
        }

        @Test
        void whenTheTimeRunsOutAndSaysSo() {
            Specification specification =
                    rules("a: G (sum_past[0,3](down) <= 15)", "b: G (x + y <= 1)");
            // Each look at this clock takes a millisecond.
            Ticking clock = new Ticking(1_000_000);
            assertThat(Consistency.check(specification, clock, 1).established()).isFalse();
            long looks = clock.looks;
            assertThat(looks).isLessThan(5);
            assertThat(Consistency.check(specification, clock, 60_000_000_000L).established())
                    .isTrue();
            assertThat(clock.looks).isGreaterThan(looks);
        }

        @Test
        void aContradictionThatTheTimeIsTooShortFor() {
            Specification specification = rules("a: G (up <= 3)", "b: G (up >= 5)");
            assertThat(Consistency.check(specification, new Ticking(1_000_000), 1).established())
                    .isFalse();
            assertThat(
                            catchThrowableOfType(
                                            Refusal.class,
                                            () ->
                                                    Consistency.check(
                                                            specification,
                                                            new Ticking(1),
                                                            60_000_000_000L))
                                    .code())
                    .isEqualTo(Refusal.Code.CONTRADICTION);
        }

        @Test
        void noRules() {
            assertThat(Consistency.check(rules()).established()).isTrue();
        }
    }
}

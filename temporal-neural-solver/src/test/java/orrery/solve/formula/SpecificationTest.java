package orrery.solve.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class SpecificationTest {
    private static final Vocabulary VOCABULARY =
            Vocabulary.builder()
                    .number("x")
                    .number("up", 0, 40)
                    .number("down", 0, 40)
                    .truth("p")
                    .truth("q")
                    .truth("r")
                    .truth("shortage")
                    .constant("max_replicas", 40)
                    .build();

    private static Formula formula(String text) {
        return Specification.formula(text, VOCABULARY);
    }

    private static Refusal refusal(String text) {
        return catchThrowableOfType(
                Refusal.class, () -> Specification.parse("c.spec", text, VOCABULARY));
    }

    @Nested
    class Parses {
        @Test
        void aMinusBehindAComparison() {
            assertThat(formula("x > -3"))
                    .isEqualTo(
                            new Formula.Comparison(
                                    new Expression.Measurement("x"),
                                    Relation.GREATER,
                                    new Expression.Literal(-3)));
        }

        @Test
        void byThePrecedenceOfTheLanguage() {
            assertThat(formula("!p & q")).isEqualTo(formula("(!p) & q"));
            assertThat(formula("G[0,1] x > 3 & q")).isEqualTo(formula("(G[0,1] (x > 3)) & q"));
            assertThat(formula("p | q & r")).isEqualTo(formula("p | (q & r)"));
            assertThat(formula("p -> q -> r")).isEqualTo(formula("p -> (q -> r)"));
            assertThat(formula("p <-> q <-> r")).isEqualTo(formula("(p <-> q) <-> r"));
            assertThat(formula("p & q U[0,1] r")).isEqualTo(formula("p & (q U[0,1] r)"));
            assertThat(formula("p S q S r")).isEqualTo(formula("p S (q S r)"));
            assertThat(formula("x - 1 - 2 * x < 3")).isEqualTo(formula("((x - 1) - (2 * x)) < 3"));
            assertThat(formula("not p and q or r")).isEqualTo(formula("((!p) & q) | r"));
            assertThat(formula("p && q || r")).isEqualTo(formula("(p & q) | r"));
        }

        @Test
        void chainsOfComparisons() {
            assertThat(formula("1 <= x < 5")).isEqualTo(formula("1 <= x & x < 5"));
        }

        @Test
        void boundsInSamplesAndInTime() {
            assertThat(formula("F[0,100us] p"))
                    .isEqualTo(
                            new Formula.Eventually(
                                    Interval.ofNs(0, 100_000), new Formula.Proposition("p")));
            assertThat(formula("O[2,inf) p")).isEqualTo(formula("O[2,inf] p"));
            assertThat(formula("O[0,inf) p")).isEqualTo(formula("O p"));
            assertThat(formula("O[1s,0.5min] p")).isEqualTo(formula("O[1000ms,30s] p"));
        }

        @Test
        void commentsContinuationLinesAndBlankLines() {
            String text =
                    "# rules\n\na-1: G (up <= 30) # no more\n\nb_2 :  G (p ->\n   # why\n  q)\n";
            Specification rules = Specification.parse("c.spec", text, VOCABULARY);
            assertThat(rules.rules()).extracting(Rule::name).containsExactly("a-1", "b_2");
            assertThat(rules.rules()).extracting(Rule::line).containsExactly(3, 5);
            assertThat(rules.rules())
                    .extracting(Rule::text)
                    .containsExactly("G (up <= 30)", "G (p -> q)");
        }

        @Test
        void whatItPrints() {
            for (int seed = 0; seed < 10_000; seed++) {
                Formula rule = new RandomRules(new SplittableRandom(seed)).rule(4);
                Formula again = Specification.formula(rule.text(), RandomRules.VOCABULARY);
                assertThat(again).as("seed " + seed + ": " + rule.text()).isEqualTo(rule);
            }
        }
    }

    @Nested
    class Refuses {
        @Test
        void anUnknownNameAtItsPlaceWithTheNearestOne() {
            Refusal refusal = refusal("a: G p\nramp: G (upp <= 30)\n");
            assertThat(refusal.code()).isEqualTo(Refusal.Code.UNKNOWN_SIGNAL);
            assertThat(refusal.place()).contains("c.spec:2:10");
            assertThat(refusal.found())
                    .isEqualTo(
                            """
                            nothing is named 'upp'
                              ramp: G (upp <= 30)
                                       ^\
                            """);
            assertThat(refusal.advice()).isEqualTo("did you mean 'up'?");
            assertThat(refusal("a: G (max_replica > 1)").advice()).contains("'max_replicas'");
            assertThat(refusal("a: G (sum_pats[0,3](up) > 1)").advice()).contains("'sum_past'");
        }

        @Test
        void whatDoesNotFollowTheGrammar() {
            String[] wrong = {
                "a: G (up <= )",
                "a: G up <= 3)",
                "a: p q",
                "a:",
                "p & q",
                "a: x",
                "a: p < 3",
                "a: G[2,1] p",
                "a: G[0,] p",
                "a: F[0,3s p",
                "a: F[1,3s] p",
                "a: x = 3",
                "a: G $",
                "a: 3s > x",
                "a: O[0.5,1] p",
                "a: O[0,1x] p",
                "a: p\na: q",
                "  a: p",
                "a b: p",
                "a: up + p > 3",
                "a: U p",
                "a: min(x) > 3",
                "a: O[0,1] ",
                "a: F[1,inf",
                "a: (p",
                "a: abs(p) > 1",
                "a: -p"
            };
            for (String text : wrong) {
                Refusal refusal = refusal(text);
                assertThat(refusal).as(text).isNotNull();
                assertThat(refusal.code()).as(text).isEqualTo(Refusal.Code.SYNTAX);
                assertThat(refusal.place().orElseThrow()).as(text).startsWith("c.spec:");
            }
        }

        @Test
        void aFutureWithoutEndInsideARule() {
            String[] endless = {
                "a: F p",
                "a: G F p",
                "a: G (p U q)",
                "a: G (p W q)",
                "a: p R q",
                "a: G (p -> G q)",
                "a: G[2,inf) p",
                "a: G (p | G q)",
                "a: F[2,inf] p"
            };
            for (String text : endless) {
                assertThat(refusal(text).code()).as(text).isEqualTo(Refusal.Code.UNBOUNDED_FUTURE);
            }
            assertThat(refusal("slow: G (p -> F q)").place()).contains("c.spec:1:15");
            assertThat(refusal("slow: G (p -> F q)").found()).contains("slow: G (p -> F q)");
        }

        @Test
        void thePastOfAFuture() {
            assertThat(refusal("a: G O F[0,2] p").code()).isEqualTo(Refusal.Code.NOT_PERMITTED);
            assertThat(refusal("a: G (count_past[0,2](X p) > 1)").code())
                    .isEqualTo(Refusal.Code.NOT_PERMITTED);
            assertThat(refusal("a: G (p S X q)").code()).isEqualTo(Refusal.Code.NOT_PERMITTED);
        }

        @Test
        void whatIsOverALimit() {
            String deep = "(".repeat(64) + "p" + ")".repeat(64);
            assertThat(Specification.formula(deep, VOCABULARY)).isEqualTo(formula("p"));
            assertThat(refusal("a: (" + deep + ")").code()).isEqualTo(Refusal.Code.LIMIT);
            assertThat(refusal("a: " + "!".repeat(65) + "p").code()).isEqualTo(Refusal.Code.LIMIT);
            assertThat(refusal("a: p" + " & p".repeat(600)).code()).isEqualTo(Refusal.Code.LIMIT);
            assertThat(refusal("a: " + "p -> ".repeat(600) + "p").code())
                    .isEqualTo(Refusal.Code.LIMIT);
            assertThat(refusal("a: G O[0,1000001] p").code()).isEqualTo(Refusal.Code.LIMIT);
            assertThat(formula("O[0,1000000] p")).isNotNull();
            assertThat(refusal("#".repeat(64 * 1024 + 1)).code()).isEqualTo(Refusal.Code.LIMIT);
            StringBuilder many = new StringBuilder();
            for (int i = 0; i < 64; i++) {
                many.append("r").append(i).append(": p\n");
            }
            assertThat(Specification.parse("c", many + "", VOCABULARY).rules()).hasSize(64);
            assertThat(refusal(many + "more: p").code()).isEqualTo(Refusal.Code.LIMIT);
        }

        @Test
        void namesThatAreNoNames() {
            Vocabulary.Builder names = Vocabulary.builder().number("x");
            assertThat(catchThrowableOfType(Refusal.class, () -> names.truth("G")).code())
                    .isEqualTo(Refusal.Code.SYNTAX);
            assertThat(catchThrowableOfType(Refusal.class, () -> names.truth("a-b")).code())
                    .isEqualTo(Refusal.Code.SYNTAX);
            assertThat(catchThrowableOfType(Refusal.class, () -> names.constant("x", 1)).code())
                    .isEqualTo(Refusal.Code.NOT_PERMITTED);
            assertThat(catchThrowableOfType(Refusal.class, () -> names.number("y", 2, 1)).code())
                    .isEqualTo(Refusal.Code.OUT_OF_RANGE);
            assertThat(
                            catchThrowableOfType(
                                            Refusal.class, () -> names.constant("c", Double.NaN))
                                    .code())
                    .isEqualTo(Refusal.Code.NOT_A_NUMBER);
            assertThat(catchThrowableOfType(Refusal.class, () -> VOCABULARY.index("doun")).advice())
                    .contains("'down'");
        }
    }
}

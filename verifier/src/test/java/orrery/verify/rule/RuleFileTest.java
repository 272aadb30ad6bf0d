package orrery.verify.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class RuleFileTest {
    private static void same(String formula, String plain) {
        assertThat(RuleCases.rule(formula)).isEqualTo(RuleCases.rule(plain));
    }

    @Nested
    class Reads {
        @Test
        void commentsBlankLinesAndContinuedLines() {
            List<Rule> rules =
                    RuleCases.file(
                            """
                            # limits: G (

                            bounds: G (1 <= replicas   # at least one
                                       & replicas <= max_replicas)
                              # not the end of it
                            \t
                            second_1-b:killed
                            """);
            assertThat(rules).extracting(Rule::name).containsExactly("bounds", "second_1-b");
            assertThat(rules.getFirst().body())
                    .isEqualTo(RuleCases.rule("G (1 <= replicas & replicas <= 40)").body());
            assertThat(rules).extracting(Rule::everywhere).containsExactly(true, false);
        }

        @Test
        void nothingAsNoRules() {
            assertThat(RuleCases.file("")).isEmpty();
            assertThat(RuleCases.file("# nothing\n")).isEmpty();
        }

        @Test
        void bothSpellingsOfAnOperator() {
            same("not killed and shortage or decide", "! killed & shortage | decide");
            same("! killed && shortage || decide", "! killed & shortage | decide");
        }

        @Test
        void precedenceAsTheContractHasIt() {
            same("killed -> shortage -> true", "killed -> (shortage -> true)");
            same("killed -> shortage <-> true", "(killed -> shortage) <-> true");
            same("killed | shortage & true", "killed | (shortage & true)");
            same("killed & shortage S true", "killed & (shortage S true)");
            same("! killed S shortage", "(! killed) S shortage");
            same("! up <= 3 & killed", "(! (up <= 3)) & killed");
            same("O[0,2] up > 3 | killed", "(O[0,2] (up > 3)) | killed");
            same("1 + 2 * up <= 3", "(1 + (2 * up)) <= 3");
            same("1 <= up <= 3", "1 <= up & up <= 3");
            same("up > 3", "3 < up");
        }

        @Test
        void unitsOfTime() {
            same("O[1us,2us] killed", "O[1000ns,2000ns] killed");
            same("O[0,1min] killed", "O[0ns,60s] killed");
            same("O[1h,1d] killed", "O[3600s,24h] killed");
            same("O[1ms,inf) killed", "O[1000us,inf] killed");
            same(
                    "G (min(up, 2) <= min_past[0,2 min](up))",
                    "G (min(up,2) <= min_past[0,120s](up))");
        }

        @Test
        void anUnboundedHeadAsEveryRow() {
            assertThat(RuleCases.rule("G killed").everywhere()).isTrue();
            assertThat(RuleCases.rule("G[0,3] killed").everywhere()).isFalse();
        }
    }

    @Nested
    class Refuses {
        private void refuses(String file, Refusal.Code code, String place) {
            assertThatThrownBy(() -> RuleCases.file(file))
                    .as(file)
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> {
                                assertThat(refusal.code()).isEqualTo(code);
                                assertThat(refusal.place()).hasValue("rules.spec:" + place);
                            });
        }

        @Test
        void whatIsNoRule() {
            refuses("G up <= 3", Refusal.Code.SYNTAX, "1:1");
            refuses("a b: true", Refusal.Code.SYNTAX, "1:1");
            refuses("a: true\na: true", Refusal.Code.SYNTAX, "2:1");
            refuses("  a: true", Refusal.Code.SYNTAX, "1:1");
        }

        @Test
        void whatIsNoFormula() {
            refuses("a:", Refusal.Code.SYNTAX, "1:3");
            refuses("a: G (up <= 3", Refusal.Code.SYNTAX, "1:14");
            refuses("a: up <= 3)", Refusal.Code.SYNTAX, "1:11");
            refuses("a: up = 3", Refusal.Code.SYNTAX, "1:7");
            refuses("a: true\n   $", Refusal.Code.SYNTAX, "2:4");
            refuses("a: up", Refusal.Code.SYNTAX, "1:4");
            refuses("a: killed <= 3", Refusal.Code.SYNTAX, "1:4");
            refuses("a: abs(up, 2) > 1", Refusal.Code.SYNTAX, "1:10");
            refuses("a: min(up) > 1", Refusal.Code.SYNTAX, "1:10");
            refuses("a: O[2,1] killed", Refusal.Code.SYNTAX, "1:5");
            refuses("a: O[2,3s] killed", Refusal.Code.SYNTAX, "1:5");
            refuses("a: O[2s,3] killed", Refusal.Code.SYNTAX, "1:5");
            refuses("a: O[0,1.5] killed", Refusal.Code.SYNTAX, "1:8");
            refuses("a: O[0,3) killed", Refusal.Code.SYNTAX, "1:9");
        }

        @Test
        void namesThatNothingDefines() {
            refuses("a: G (up <= most)", Refusal.Code.UNKNOWN_SIGNAL, "1:13");
        }

        @Test
        void futuresWithoutAnEnd() {
            refuses("a: F killed", Refusal.Code.UNBOUNDED_FUTURE, "1:4");
            refuses("a: G (G killed)", Refusal.Code.UNBOUNDED_FUTURE, "1:7");
            refuses("a: G killed & true", Refusal.Code.UNBOUNDED_FUTURE, "1:4");
            refuses("a: true U killed", Refusal.Code.UNBOUNDED_FUTURE, "1:9");
            refuses("a: true W killed", Refusal.Code.UNBOUNDED_FUTURE, "1:9");
            refuses("a: true R[0,inf) killed", Refusal.Code.UNBOUNDED_FUTURE, "1:9");
        }

        @Test
        void whatIsTooMuch() {
            refuses("a: " + "!".repeat(65) + "killed", Refusal.Code.LIMIT, "1:68");
            refuses("a: " + "(".repeat(65) + "killed" + ")".repeat(65), Refusal.Code.LIMIT, "1:68");
            refuses("a: " + "killed -> ".repeat(65) + "killed", Refusal.Code.LIMIT, "1:644");
            refuses("a: true" + " & true".repeat(2_000), Refusal.Code.LIMIT, "1:3");
            refuses("a: O[0,9999] O[0,9999] killed", Refusal.Code.LIMIT, "1:4");
            refuses("a: O[0,999999999d] killed", Refusal.Code.LIMIT, "1:8");
            assertThat(RuleCases.rule("!".repeat(64) + "killed")).isNotNull();
        }

        @Test
        void filesThatAreTooLong() {
            assertThatThrownBy(() -> RuleCases.file("#".repeat(65_537)))
                    .hasMessageContaining("LIMIT");
            assertThat(RuleCases.file("#".repeat(65_536))).isEmpty();
            StringBuilder rules = new StringBuilder();
            for (int i = 0; i < 64; i++) {
                rules.append("r").append(i).append(": true\n");
            }
            assertThat(RuleCases.file(rules.toString())).hasSize(64);
            rules.append("last: true\n");
            assertThatThrownBy(() -> RuleCases.file(rules.toString()))
                    .hasMessageContaining("LIMIT");
        }
    }
}

package orrery.compare.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import orrery.timeline.Refusal;

class EventPatternTest {
    @Nested
    class Parsing {
        @Test
        void readsStepsBoundAndSkip() {
            EventPattern pattern = EventPattern.parse("a->(b|c) -> a  within 50 skip past-last");

            assertThat(pattern.length()).isEqualTo(3);
            assertThat(pattern.alphabet().names()).containsExactly("a", "b", "c");
            assertThat(pattern.bound()).isEqualTo(new EventPattern.Bound(false, 50));
            assertThat(pattern.skip()).isEqualTo(Skip.PAST_LAST);
            assertThat(pattern.symbol("c")).isEqualTo(2);
            assertThat(pattern.symbol("z")).isEqualTo(-1);
            assertThat(pattern).hasToString("a->(b|c) -> a  within 50 skip past-last");
        }

        @Test
        void takesNoBoundAndNoSkipWhereNoneIsGiven() {
            EventPattern pattern = EventPattern.parse("a -> b");
            assertThat(pattern.bound()).isEqualTo(EventPattern.Bound.NONE);
            assertThat(pattern.skip()).isEqualTo(Skip.NONE);
        }

        @Test
        void readsUnits() {
            assertThat(bound("50 samples")).isEqualTo(new EventPattern.Bound(false, 50));
            assertThat(bound("7 ns")).isEqualTo(new EventPattern.Bound(true, 7));
            assertThat(bound("7us")).isEqualTo(new EventPattern.Bound(true, 7_000));
            assertThat(bound("7 ms")).isEqualTo(new EventPattern.Bound(true, 7_000_000));
            assertThat(bound("7 s")).isEqualTo(new EventPattern.Bound(true, 7_000_000_000L));
            assertThat(bound("5 min")).isEqualTo(new EventPattern.Bound(true, 300_000_000_000L));
            assertThat(bound("1 h")).isEqualTo(new EventPattern.Bound(true, 3_600_000_000_000L));
            assertThat(bound("1 d skip none"))
                    .isEqualTo(new EventPattern.Bound(true, 86_400_000_000_000L));
        }

        @Test
        void readsLongNames() {
            EventPattern pattern = EventPattern.parse("cpu.high_2 -> _x -> été");
            assertThat(pattern.alphabet().names()).containsExactly("cpu.high_2", "_x", "été");
        }

        @Test
        void usesTheNumbersOfTheAlphabet() {
            Alphabet alphabet = Alphabet.of("x", "y", "z");
            EventPattern pattern = EventPattern.parse("z -> x", alphabet);
            assertThat(pattern.symbol("z")).isEqualTo(2);
            assertThat(pattern.matcher().next(alphabet.bit("z"), 0)).isFalse();
        }

        private EventPattern.Bound bound(String bound) {
            return EventPattern.parse("a -> b within " + bound).bound();
        }
    }

    @Nested
    class Refuses {
        @Test
        void withACaretAndTheKeywordThatWasMeant() {
            assertThatThrownBy(() -> EventPattern.parse("a -> b wihin 50"))
                    .hasMessage(
                            """
                            column 8: 'wihin' is not expected here
                              a -> b wihin 50
                                     ^
                              [SYNTAX]; did you mean 'within'?\
                            """);
            refused(Refusal.Code.SYNTAX, 18, "did you mean 'skip'?", "a -> b within 50 skp none");
            refused(Refusal.Code.SYNTAX, 18, "did you mean 'min'?", "a -> b within 50 mins");
            refused(Refusal.Code.SYNTAX, 13, "did you mean 'past-last'?", "a -> b skip past-lst");
        }

        @Test
        void whatTheGrammarLacks() {
            refused(Refusal.Code.SYNTAX, 5, "name one", "a ->");
            refused(Refusal.Code.SYNTAX, 1, "name one", "-> a");
            refused(Refusal.Code.SYNTAX, 6, "name one", "a -> within 5");
            refused(Refusal.Code.SYNTAX, 6, "name one", "a -> 5b");
            refused(Refusal.Code.SYNTAX, 5, "close the alternatives", "(a|b");
            refused(Refusal.Code.SYNTAX, 4, "name one", "(a|)");
            refused(Refusal.Code.SYNTAX, 3, "go on with", "a ) b");
            refused(Refusal.Code.SYNTAX, 9, "write for example", "a within");
            refused(Refusal.Code.SYNTAX, 10, "write for example", "a within -3");
            refused(Refusal.Code.SYNTAX, 12, "use samples, ns", "a within 5 lightyears");
            refused(Refusal.Code.SYNTAX, 7, "use none, past-last", "a skip");
            refused(Refusal.Code.SYNTAX, 13, "go on with", "a skip none within 5");
        }

        @Test
        void boundsOutOfRange() {
            refused(Refusal.Code.OUT_OF_RANGE, 10, "use 1 to", "a within 0");
            refused(Refusal.Code.OUT_OF_RANGE, 10, "use 1 to", "a within 9999999999999999999");
            refused(Refusal.Code.OUT_OF_RANGE, 17, "shorter time", "a within 200000 d");
        }

        @Test
        void symbolsThatTheAlphabetLacks() {
            Alphabet alphabet = Alphabet.of("spike", "drop");
            assertThatThrownBy(() -> EventPattern.parse("spike -> drp", alphabet))
                    .hasMessageContaining("did you mean 'drop'?")
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            r -> assertThat(r.code()).isEqualTo(Refusal.Code.UNKNOWN_SIGNAL));
            assertThatThrownBy(() -> EventPattern.parse("calm", alphabet))
                    .hasMessageContaining("use one of spike, drop");
        }

        @Test
        void whatIsEmptyOrTooLong() {
            refused(Refusal.Code.EMPTY, 0, "write for example", " ");
            refused(Refusal.Code.TOO_LONG, 0, "at most 4096", "a".repeat(4097));
            assertThat(EventPattern.parse("a -> ".repeat(63) + "a").length()).isEqualTo(64);
            refused(Refusal.Code.LIMIT, 321, "at most 64", "a -> ".repeat(64) + "a");
        }

        @Test
        void alphabetsThatNoEventCanCarry() {
            List<String> names = new java.util.ArrayList<>();
            for (int i = 0; i < 64; i++) {
                names.add("s" + i);
            }
            assertThat(Alphabet.of(names).bit("s63")).isEqualTo(Long.MIN_VALUE);
            names.add("s64");
            code(Refusal.Code.LIMIT, () -> Alphabet.of(names));
            code(Refusal.Code.SYNTAX, () -> Alphabet.of("a", "a"));
            code(Refusal.Code.SYNTAX, () -> Alphabet.of("within"));
            code(Refusal.Code.SYNTAX, () -> Alphabet.of("a b"));
            code(Refusal.Code.SYNTAX, () -> Alphabet.of(""));
        }

        private void refused(Refusal.Code code, int column, String advice, String text) {
            assertThatThrownBy(() -> EventPattern.parse(text))
                    .as(text)
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            r -> {
                                assertThat(r.code()).isEqualTo(code);
                                assertThat(r.advice()).contains(advice);
                                assertThat(r.place().orElse("column 0"))
                                        .isEqualTo("column " + column);
                            });
        }

        private void code(Refusal.Code code, ThrowingCallable call) {
            assertThatThrownBy(call)
                    .isInstanceOfSatisfying(
                            Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
        }
    }
}
